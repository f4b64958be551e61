"""A paper as the answer to a request."""

import re
from collections.abc import Callable
from types import MappingProxyType

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from command.core.entrance import no_longer_waited_for
from command.core.errors import Invalid
from incidents.documents.canonical import to_json
from incidents.documents.paper import Paper
from incidents.documents.pdf import to_pdf
from incidents.documents.word import to_docx

Setter = Callable[[Paper], bytes]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS: MappingProxyType[str, tuple[Setter, str]] = MappingProxyType(
    {
        "pdf": (to_pdf, "application/pdf"),
        "docx": (to_docx, WORD),
        "json": (to_json, "application/json"),
    }
)


def paper_response(paper: Paper, form: str) -> HttpResponse:
    """Return the paper as a file: ``form`` is pdf, docx or json.

    A PDF opens in the browser, the others are saved. Raises ``Invalid`` for
    another form, ``TooLarge`` for a paper that is too long, and what the press raises.
    """
    if form not in FORMS:
        raise Invalid(_("Papers come as pdf, docx or json."), field="form", given=form)
    setter, content_type = FORMS[form]
    answer = HttpResponse(setter(paper), content_type=content_type)
    named = content_disposition_header(form != "pdf", f"{file_name(paper)}.{form}")
    answer["Content-Disposition"] = named or "attachment"
    no_longer_waited_for(answer)
    return answer


def file_name(paper: Paper) -> str:
    """Return number and title as a file name, without signs that file systems mind."""
    return re.sub(r'[\s/\\:*?"<>|\x00-\x1f]+', "_", f"{paper.number} {paper.title}".strip())[
        :80
    ]
