"""The pages of the library: what they show, to whom, and what they take."""

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from command.core import media
from command.core.ids import new_id
from plans import selectors
from plans.actions import publish_plan, revise_plan
from plans.models import Plan, PlanAttachment
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.plans import made
from tests.plans.compiler.furnished import furnish, simple
from tests.plans.made import step
from tests.support.signed_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


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


def test_the_library_shows_what_is_found_and_marks_it():
    made.published(document=made.document(step(title="转移群众")))
    made.draft(title="草案一")
    reader = make.person(Post.OBSERVER, BAOTOU)
    page = get(reader, "plans", query="?q=转移&kind=special&level=2&city=150600&family=11")
    assert page.status_code == 200
    assert "<mark>转移</mark>" in text_of(page)
    assert "Ice-Flood Plan" in text_of(page)
    assert "草案一" not in text_of(get(reader, "plan-rows"))
    odd = get(reader, "plans", query="?q=%00'&level=9&page=99999999&kind=x&state=y")
    assert odd.status_code == 200


def test_a_plan_goes_through_its_life_on_its_page():
    furnish()
    planner, commander = (make.person(post, ORDOS) for post in (Post.PLANNER, Post.COMMANDER))
    plan = made.draft(by=planner, document=simple())

    def act(person, verb, **said):
        where = reverse("plan-act", args=[plan.pk, verb])
        return client_of(person).post(where, said, follow=True)

    assert act(planner, "submit").status_code == 200
    assert act(commander, "return", comment="").status_code == 400
    returned = act(commander, "return", comment="补充安置点")
    assert "补充安置点" in text_of(returned)
    for person, verb in ((planner, "submit"), (commander, "approve"), (commander, "publish")):
        assert act(person, verb).status_code == 200
    assert plan.versions.get().state == "published"
    assert act(commander, "publish").status_code == 409
    assert act(commander, "dance").status_code == 404
    assert act(planner, "withdraw", reason="x").status_code == 403

    adopter = make.person(Post.PLANNER, BAOTOU)
    adopted = act(adopter, "adopt")
    own = Plan.objects.get(city=BAOTOU)
    assert adopted.redirect_chain == [(reverse("plan", args=[own.pk]), 302)]
    assert str(plan.pk) in text_of(adopted)


def test_what_does_not_compile_is_shown_with_its_findings():
    planner = make.person(Post.PLANNER, ORDOS)
    plan = made.draft(step(owner="police"), by=planner)
    answer = client_of(planner).post(reverse("plan-act", args=[plan.pk, "submit"]))
    assert answer.status_code == 409
    assert "<b>E" in text_of(answer)


def test_two_versions_are_compared_field_by_field():
    planner = make.person(Post.PLANNER, ORDOS)
    plan = made.published(step("A", title="巡堤", due_minutes=60), step("C"))
    after = made.document(step("A", title="巡查堤防", due_minutes=90), step("B"))
    revise_plan(actor=planner, plan_id=plan.pk, document=after)
    page = text_of(get(planner, "plan-versions", plan.pk, query="?a=2&b=1"))
    assert "v1 → v2" in page
    assert "<ins>90</ins>" in page
    assert [page.count(f'data-what="{what}"') for what in ("added", "removed", "changed")] == [
        1, 1, 1,
    ]  # fmt: skip
    neighbour = text_of(get(make.person(Post.OBSERVER, BAOTOU), "plan-versions", plan.pk))
    assert "巡查堤防" not in neighbour
    for hidden in ("plan", "plan-paper"):
        args = [plan.pk, "pdf"] if hidden == "plan-paper" else [plan.pk]
        assert (
            get(make.person(Post.OBSERVER, BAOTOU), hidden, *args, query="?v=2").status_code
            == 404
        )


def test_a_plan_is_printed_and_taken_along():
    plan = made.published(step("A-01", title="巡堤"))
    reader = make.person(Post.OBSERVER, BAOTOU)
    told = get(reader, "plan-paper", plan.pk, "json")
    assert "Patrol the dike" in text_of(told)
    page = get(reader, "plan-offline", plan.pk, query="?save=1")
    assert "attachment" in page["Content-Disposition"]
    kept = text_of(page)
    assert "Patrol the dike" in kept
    assert "<style>" in kept
    assert "src=" not in kept
    assert "<link" not in kept
    where = reverse("plan-offline", args=[plan.pk])
    client = client_of(reader)
    tag = client.get(where)["ETag"]
    assert client.get(where, headers={"If-None-Match": tag}).status_code == 304
    draft = made.draft(title="草案一")
    assert get(make.person(Post.PLANNER, ORDOS), "plan-offline", draft.pk).status_code == 404


def test_a_file_at_a_draft_is_its_citys_own_until_it_is_published():
    plan, planner = made.draft(), make.person(Post.PLANNER, ORDOS)
    stranger = make.person(Post.OBSERVER, BAOTOU)
    client, where = client_of(planner), reverse("plan-attach", args=[plan.pk])
    client.post(where, {"file": upload("附图.docx", word_file("避险转移路线"))})
    file = PlanAttachment.objects.get()
    args = [plan.pk, file.pk]
    sent = client.get(reverse("plan-file", args=args))
    assert sent.content[:2] == b"PK"
    assert get(stranger, "plan-file", *args).status_code == 404
    assert not media.may_see(stranger, file.file.sha256)
    for name, content in (("a.docx", b"PK\x03\x04 no zip"), ("a.pdf", b"%PDF-1.7"), ("a", b"")):
        assert client.post(where, {"file": upload(name, content)}).status_code in {400, 415}
    assert PlanAttachment.objects.count() == 1

    made.reviewed(plan)
    assert client.post(where, {"file": upload("b.docx", word_file("x"))}).status_code == 409
    publish_plan(actor=make.person(Post.COMMANDER, ORDOS), plan_id=plan.pk)
    assert get(stranger, "plan-file", *args).status_code == 200
    assert media.may_see(stranger, file.file.sha256)
    version = revise_plan(actor=planner, plan_id=plan.pk, document=made.document())
    (carried,) = selectors.files_of(version)
    client.post(reverse("plan-file-remove", args=[plan.pk, carried.pk]))
    assert selectors.files_of(version) == []
    assert get(stranger, "plan-file", *args).status_code == 200


def test_machines_attach_and_take_off_files_once_and_are_refused_alike():
    plan, planner = made.draft(), make.person(Post.PLANNER, ORDOS)
    client, where = client_of(planner), reverse("api-plan-files", args=[plan.pk])
    key, whole = {"Idempotency-Key": str(new_id())}, word_file("避险转移路线")

    def send(by=client, content=whole, headers=key):
        file = upload("附图.docx", content)
        return by.post(where, {"file": file}, headers=headers)

    first, second = send(), send()
    assert (first.status_code, second.json()) == (201, first.json())
    assert second["Idempotency-Replayed"] == "true"
    assert send(content=word_file("另一份")).status_code == 409, "the key was for another file"
    told = first.json()
    assert (told["name"], told["kind"]) == ("附图.docx", "annex")
    observer = client_of(make.person(Post.OBSERVER, ORDOS))
    stranger = client_of(make.person(Post.PLANNER, BAOTOU))
    off = reverse("api-plan-file-remove", args=[plan.pk, told["id"]])
    refused = [
        (send(observer, headers={}), 403),
        (send(stranger, headers={}), 404),
        (send(content=b"%PDF-1.7", headers={}), 415),
        (client.post(where, {}), 400),
        (observer.post(off), 403),
        (stranger.post(off), 404),
        (client.post(reverse("api-plan-file-remove", args=[plan.pk, new_id()])), 404),
    ]
    assert [answer.status_code for answer, _ in refused] == [status for _, status in refused]
    of_version = reverse("api-plan-version-files", args=[told["version"]])
    assert client.get(of_version).json() == [told]
    assert stranger.get(of_version).status_code == 404
    assert client.post(off).json()["removed_at"]
    assert client.get(of_version).json() == []
    assert client.post(off).status_code == 404


def bring_in(person, content, *, name="预案.docx", **given):
    body = {
        "file": upload(name, content),
        "title": "雪灾应急预案",
        "kind": "special",
        **given,
    }
    return client_of(person).post(reverse("plan-import"), body)


def test_the_text_of_a_word_file_becomes_chapters_and_the_file_stays():
    planner = make.person(Post.PLANNER, ORDOS)
    content = word_file(
        "#编制目的", "为做好雪灾应对。", "二、组织指挥体系", "市指挥部统一领导。",
        "第三章 后期处置", "开展评估。", "3.1 这是一段正文。",
    )  # fmt: skip
    assert bring_in(planner, content, family=["11"]).status_code == 302
    plan = Plan.objects.get()
    chapters = selectors.document_in(plan.pk).chapters
    assert [(one.part, one.title) for one in chapters] == [
        ("purpose", "编制目的"),
        ("organisation", "二、组织指挥体系"),
        ("recovery", "第三章 后期处置"),
    ]
    assert "3.1 这是" in chapters[2].text
    assert plan.event_types == ["11"]
    assert PlanAttachment.objects.get().kind == "source"
    assert selectors.search(planner, "统一领导").total == 1
    shown = text_of(get(planner, "plan", plan.pk))
    assert "市指挥部统一领导" in shown


def test_the_text_of_a_pdf_becomes_chapters_and_the_file_stays():
    planner = make.person(Post.PLANNER, ORDOS)
    content = pdf_file("1 Purpose", "To answer ice jams.", "2 Response", "Patrol the dike.")
    assert bring_in(planner, content, name="plan.pdf").status_code == 302
    plan = Plan.objects.get()
    chapters = selectors.document_in(plan.pk).chapters
    assert [(one.part, one.text.strip()) for one in chapters] == [
        ("purpose", "To answer ice jams."),
        ("response", "Patrol the dike."),
    ]
    kept = PlanAttachment.objects.get()
    assert (kept.kind, kept.name, kept.file.content_type) == (
        "source",
        "plan.pdf",
        "application/pdf",
    )
    sent = get(planner, "plan-file", plan.pk, kept.pk)
    assert sent.content == content
    assert sent["Content-Disposition"].startswith("attachment")


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w/>" * 10)
        package.writestr("word/media/x.bin", bytes(210 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (lambda: b"", 400),
        (lambda: b"hello", 415),
        (lambda: b"%PDF-1.4\n%%EOF\n", 400),
        (lambda: word_file(), 400),
        (lambda: word_file("字" * 20_001), 413),
        (bomb, 413),
    ],
    ids=["empty", "text", "no-pages", "no-words", "too-long", "bomb"],
)
def test_bad_files_are_refused_and_nothing_is_drafted(content, status):
    planner = make.person(Post.PLANNER, ORDOS)
    answer = bring_in(planner, content())
    assert answer.status_code == status
    assert 'role="alert"' in text_of(answer)
    assert Plan.objects.exists() is False
