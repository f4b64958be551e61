"""Pictures of a task, the needs it states, and the interface for machines to all of it."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import now
from PIL import Image

from command.core import media
from command.core.actions import store_media
from command.core.errors import (
    BadTransition,
    Conflict,
    Invalid,
    NotPermitted,
    NotThere,
    WrongKind,
)
from command.core.models import Entry, MediaFile
from command.core.uploads import purposes
from command.field.orders import view
from command.tasking import selectors
from command.tasking.actions import (
    archive_attachment,
    attach_to_task,
    create_task,
    state_task_needs,
)
from command.tasking.folds import TASKS
from command.tasking.models import TaskAttachment
from command.tasking.selectors import post_key
from resources.models import Need
from tests import make
from tests.make import BAOTOU, DALAD, ORDOS, Post
from tests.support.signed_in import client_of
from tests.support.story import whole_story
from tests.tasking import made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)


def picture(shade=90):
    content = BytesIO()
    Image.new("RGB", (8, 6), (shade, shade, shade)).save(content, "JPEG")
    return content.getvalue()


def test_a_picture_goes_with_the_task_to_those_who_see_it(commander):
    incident, leader = make.incident(), make.person(Post.TEAM_LEADER, DALAD)
    state = made.issued(incident, by=commander, to=leader)
    with whole_story(incident.room_id, made.cards(incident)) as entries:
        attach_to_task(actor=leader, task_id=state.task_id, name="封控点", content=picture())
    assert [entry["kind"] for entry in entries] == ["task.attached"]
    shown = selectors.card_of(state.task_id, commander).attachments[0]
    assert (shown["name"], shown["by"], shown["content_type"]) == (
        "封控点",
        leader.name,
        "image/jpeg",
    )
    for person, sees in ((leader, True), (commander, True), (make.person(), False)):
        assert media.may_see(person, shown["sha256"]) is sees
    stranger = make.person(Post.TEAM_LEADER, ORDOS)
    foreign = make.person(Post.COMMANDER, BAOTOU)
    wrong = [
        (leader, {"content": picture()}, Conflict),
        (leader, {"content": b"no picture"}, WrongKind),
        (leader, {}, Invalid),
        (leader, {"media_id": uuid4()}, Invalid),
        (leader, {"content": picture(1), "name": " "}, Invalid),
        (stranger, {"content": picture(2)}, NotPermitted),
        (foreign, {"content": picture(2)}, NotThere),
    ]
    for by, given, error in wrong:
        with pytest.raises(error):
            attach_to_task(actor=by, task_id=state.task_id, **{"name": "x", **given})
    assert (TaskAttachment.objects.count(), MediaFile.objects.count()) == (1, 1)
    assert TASKS.rebuild() == 0


def test_a_file_rings_those_who_hold_the_order_and_those_who_gave_it(commander):
    leader = make.person(Post.TEAM_LEADER, DALAD)
    task = made.issued(by=commander, to=leader).task_id
    added = attach_to_task(actor=commander, task_id=task, name="封控点", content=picture())
    attach_to_task(actor=leader, task_id=task, name="现场", content=picture(2))
    archive_attachment(actor=commander, task_id=task, attachment_id=added.pk, reason="画错了")
    heard = Entry.objects.filter(kind__startswith="task.attach").order_by("pk")
    told = {
        person.name: list(heard.filter(room=person.room).values_list("kind", flat=True))
        for person in (leader, commander)
    }
    assert told == {
        leader.name: ["task.attached", "task.attachment_archived"],
        commander.name: ["task.attached"],
    }


def test_the_page_names_a_file_and_when_it_came_by_the_clock_of_its_readers(commander, clocks):
    clocks.move_to(datetime(2027, 3, 18, 16, 30, tzinfo=UTC))  # past midnight in the cities
    state = made.issued(make.incident(), by=commander)
    attach_to_task(actor=commander, task_id=state.task_id, name="封控点", content=picture())
    page = client_of(commander).get(reverse("task", args=[state.task_id])).content.decode()
    assert "封控点</a>" in page
    assert "03-19 00:30</time>" in page


def test_what_a_task_needs_is_stated_once(commander):
    incident = make.incident()
    task = create_task(
        actor=commander,
        incident_id=incident.pk,
        title="转移",
        kind="rescue_evacuate",
        place="一社",
        needs=[{"what": "2990601", "quantity": 2}, {"what": "FIRE", "quantity": 1}],
    )
    with pytest.raises(NotThere):
        state_task_needs(actor=make.person(Post.COMMANDER, BAOTOU), task_id=task.pk)
    state_task_needs(actor=commander, task_id=task.pk)
    with pytest.raises(Conflict):
        state_task_needs(actor=commander, task_id=task.pk)
    needs = selectors.card_of(task.pk, commander).needs
    rows = {str(row.pk): row for row in Need.objects.all()}
    assert [(rows[n["need"]].quantity, n["number"]) for n in needs] == [
        (2, rows[needs[0]["need"]].number),
        (1, rows[needs[1]["need"]].number),
    ]
    assert {row.place for row in rows.values()} == {"一社"}
    assert TASKS.rebuild() == 0


def test_machines_follow_an_order_up(commander):
    leader, other = (make.person(Post.TEAM_LEADER, ORDOS) for _ in range(2))
    state = made.issued(by=commander, to=leader)
    client, url = client_of(commander), f"/api/tasks/{state.task_id}/"

    def post(path, body):
        return client.post(f"{url}{path}/", body, content_type="application/json")

    due = (now() + timedelta(hours=2)).isoformat()
    assert post("deadline", {"due_at": due, "reason": "封路"}).status_code == 200
    given = {"assignee_kind": "person", "assignee_id": str(other.pk), "reason": "换人"}
    assert post("reassign", given).json()["assignee_id"] == str(other.pk)
    assert post("check-in", {}).status_code == 409, "nobody is out"
    assert post("stop-repeating", {"reason": "x"}).status_code == 409
    assert post("needs", {}).status_code == 409
    sent = client.post(
        f"{url}attachments/",
        {"name": "地图", "file": SimpleUploadedFile("a.jpg", picture(), "image/jpeg")},
    )
    assert (sent.status_code, sent.json()["attachments"][0]["name"]) == (201, "地图")
    one = sent.json()["attachments"][0]["id"]
    told = post(f"attachments/{one}/archive", {"reason": "旧图"}).json()["attachments"][0]
    assert (told["archived"]["reason"], told["archived"]["by"]) == ("旧图", commander.name)
    people = client.get(f"{url}recipients/").json()
    assert [(row["name"], row["stage"]) for row in people] == [(other.name, "queued")]
    assert post("withdraw", {"reason": "解除"}).json()["state"] == "cancelled"
    templates = client.get(f"/api/tasks/templates/?region={ORDOS}").json()
    assert {row["code"] for row in templates} >= {"cordon", "patrol"}
    posts = client.get(f"/api/tasks/posts/?region={DALAD}").json()
    keys = {row["post"]: (row["id"], row["label_en"]) for row in posts}
    assert keys["liaison"] == (str(post_key("liaison", DALAD)), "Dalad Banner · Liaison")
    assert "observer" not in keys
    span = client.get(f"/api/tasks/span/?region={ORDOS}").json()
    assert {row["open"] for row in span if row["person"] == str(commander.pk)} == {0}
    assert client.get("/api/tasks/span/?region=999999").status_code == 400


def test_a_picture_that_came_in_pieces_goes_with_the_task(commander):
    incident, leader = make.incident(), make.person(Post.TEAM_LEADER, DALAD)
    state = made.issued(incident, by=commander, to=leader)
    purpose = purposes.of("attachment")
    purpose.may(leader, state.task_id)
    for subject, person, refusal in (
        (uuid4(), leader, NotThere),
        (state.task_id, make.person(Post.TEAM_LEADER, BAOTOU), NotThere),
        (state.task_id, make.person(Post.TEAM_LEADER, ORDOS), NotPermitted),
    ):
        with pytest.raises(refusal):
            purpose.may(person, subject)
    kept = store_media(actor=leader, content=picture())
    purpose.take(leader, state.task_id, kept)
    assert "application/pdf" in purpose.kinds
    assert purpose.world(state.task_id) is None
    assert selectors.card_of(state.task_id, leader).attachments[0]["sha256"] == kept.sha256


def test_a_picture_is_laid_aside_with_a_reason_and_never_removed(commander):
    incident, leader = make.incident(), make.person(Post.TEAM_LEADER, DALAD)
    state = made.issued(incident, by=commander, to=leader)
    page = f"/t/{state.task_id}/pictures/"
    desk = client_of(commander)
    file = SimpleUploadedFile("断面图.jpg", picture(), "image/jpeg")
    assert desk.post(page, {"file": file}).status_code == 303
    empty = SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg")
    assert desk.post(page, {"file": empty}).status_code == 415
    assert desk.post(page, {}).status_code == 400
    (one,) = selectors.card_of(state.task_id, leader).attachments
    assert (one["name"], one["archived"]) == ("断面图", None)

    def on_the_phone():
        card = selectors.card_of(state.task_id, leader)
        shown = view(card, None, {incident.pk: incident}, {commander.pk: commander})
        return [picture["name"] for picture in shown["pictures"]]

    def aside(by, reason="画错了", key=one["id"]):
        archive_attachment(actor=by, task_id=state.task_id, attachment_id=key, reason=reason)

    assert on_the_phone() == ["断面图"]
    stranger = make.person(Post.TEAM_LEADER, ORDOS)
    wrong = [
        (stranger, {}, NotPermitted),
        (make.person(Post.COMMANDER, BAOTOU), {}, NotThere),
        (leader, {"reason": " "}, Invalid),
        (leader, {"key": uuid4()}, NotThere),
    ]
    for by, given, error in wrong:
        with pytest.raises(error):
            aside(by, **given)
    assert on_the_phone() == ["断面图"]

    with whole_story(incident.room_id, made.cards(incident)) as entries:
        aside(commander)
    assert [entry["kind"] for entry in entries] == ["task.attachment_archived"]
    assert on_the_phone() == []
    with pytest.raises(BadTransition):
        aside(leader)
    (kept,) = selectors.card_of(state.task_id, leader).attachments
    assert (kept["archived"]["reason"], kept["archived"]["by"]) == ("画错了", commander.name)
    assert media.may_see(leader, kept["sha256"])
    assert TASKS.rebuild() == 0
    shown = desk.get(f"/t/{state.task_id}/").content.decode()
    assert "画错了" in shown
    assert f"{one['id']}/archive/" not in shown
