"""Files at a plan, and plans that are read from a file."""

import io
import zipfile

import pytest
from django.urls import reverse

from command.core import media
from command.core.ids import new_id
from plans import selectors
from plans.actions import publish_plan, revise_plan
from plans.models import Plan, PlanAttachment
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.plans import made
from tests.plans.library.handed import bring_in, get, pdf_file, text_of, upload, word_file
from tests.support.signed_in import client_of

pytestmark = pytest.mark.django_db


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
