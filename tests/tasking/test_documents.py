"""Documents of a task: told by their content, saved by those who may see them, never shown."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from command.core.models import MediaFile
from command.field.orders import view
from command.tasking import selectors
from command.tasking.models import TaskAttachment
from tests import make
from tests.make import DALAD, ORDOS, Post
from tests.support.signed_in import client_of
from tests.tasking import made

pytestmark = pytest.mark.django_db


def document():
    content = BytesIO()
    Image.new("RGB", (8, 6)).save(content, "PDF")
    return content.getvalue()


def archive_of(content):
    """Return a file that begins as ``content`` and ends as an archive."""
    both = BytesIO(content)
    with zipfile.ZipFile(both, "a") as inside:
        inside.writestr("a.txt", "x")
    return both.getvalue()


def test_a_document_goes_with_the_task_and_is_only_ever_saved(settings, tmp_path):
    settings.MEDIA_ROOT, commander = tmp_path, make.person(Post.COMMANDER, ORDOS)
    incident, leader = make.incident(), make.person(Post.TEAM_LEADER, DALAD)
    state = made.issued(incident, by=commander, to=leader)
    desk, page = client_of(commander), f"/t/{state.task_id}/"
    whole = document()
    given = SimpleUploadedFile("交通管制令.pdf", whole, "image/jpeg")
    assert desk.post(f"{page}pictures/", {"file": given}).status_code == 303
    wrong = (
        whole[:-40],
        b"%PDF-1.7 " + b"x" * 2000,
        b"x" + whole,
        whole.replace(b"%PDF-1.4", b"%PDF-1.4\n<script>"),
        archive_of(whole),
    )
    for content in wrong:
        file = SimpleUploadedFile("x.pdf", content, "application/pdf")
        assert desk.post(f"{page}pictures/", {"file": file}).status_code == 415
    assert TaskAttachment.objects.count() == MediaFile.objects.count() == 1

    (one,) = selectors.card_of(state.task_id, leader).attachments
    assert (one["content_type"], one["size"]) == ("application/pdf", len(whole))
    phone = view(selectors.card_of(state.task_id, leader), None, {incident.pk: incident}, {})
    assert phone["pictures"] == []
    [paper] = phone["papers"]
    assert (paper["name"], paper["size"]) == ("交通管制令", len(whole))
    shown = desk.get(page).content.decode()
    assert paper["url"] in shown
    assert f"{one['url']}/small/" not in shown
    for url in (paper["url"], one["url"]):
        answer = client_of(leader).get(url)
        assert b"".join(answer) == whole
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("attachment; filename")
        assert answer["X-Content-Type-Options"] == "nosniff"
    named = client_of(leader).get(f"{one['url']}?download=../a%0d%0ab.html")
    assert named["Content-Disposition"] == 'attachment; filename="ab.html.pdf"'
    assert client_of(leader).get(f"{one['url']}/small/").status_code == 404
    assert client_of(make.person()).get(paper["url"]).status_code == 404
