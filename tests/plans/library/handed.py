"""What is asked of the library's pages, and files that are handed in."""

import io

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.support.signed_in import client_of


def get(person, name, *args, query=""):
    return client_of(person).get(reverse(name, args=args) + query)


def text_of(answer):
    return answer.content.decode()


def word_file(*lines):
    paper = docx.Document()
    for line in lines:
        if line.startswith("#"):
            paper.add_heading(line[1:])
        else:
            paper.add_paragraph(line)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def pdf_file(*lines):
    """Return a PDF of one page with these lines, in letters that every reader knows."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown}ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    out += f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\n"
    return f"{out}startxref\n{out.index('xref')}\n%%EOF\n".encode()


def upload(name, content):
    return SimpleUploadedFile(name, content)


def bring_in(person, content, *, name="预案.docx", **given):
    body = {
        "file": upload(name, content),
        "title": "雪灾应急预案",
        "kind": "special",
        **given,
    }
    return client_of(person).post(reverse("plan-import"), body)
