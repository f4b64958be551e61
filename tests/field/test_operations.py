"""What phones send: each act once, by itself, at its own time, or refused without a trace."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils.timezone import now
from PIL import Image as Picture

from command.core.ids import new_id
from command.core.models import Entry, MediaFile
from command.field.models import FieldConflict, FieldDevice, FieldOperation
from command.tasking.models import TaskState
from incidents.imagery.models import Image
from incidents.messaging.actions import send_message
from incidents.messaging.models import Message, ReceiptState
from incidents.scene import codes
from incidents.scene.models import SceneReport
from tests import make
from tests.field.phone import Phone
from tests.make import ORDOS, Post
from tests.support.once import made_once
from tests.tasking import made


class World:
    """A commander, a leader with an order in their hands, and an incident."""

    def __init__(self):
        self.commander = make.person(Post.COMMANDER, ORDOS, name="云志刚")
        self.leader = make.person(Post.TEAM_LEADER, ORDOS, name="李慧")
        self.incident = make.incident()
        self.order = made.issued(self.incident, by=self.commander, to=self.leader)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, World) as made_world:
        yield made_world


@pytest.fixture
def phone(db, world):
    return Phone(world.leader)


def status(state):
    return TaskState.objects.get(pk=state.pk).status


def trace():
    return Entry.objects.count(), FieldOperation.objects.count(), FieldConflict.objects.count()


def test_three_steps_taken_offline_arrive_as_one_batch(world, phone):
    base = phone.order()["version"]
    steps = []
    for verb in ("acknowledge", "start", "complete"):
        needs = [steps[-1]["id"]] if steps else []
        steps.append(
            phone.act("step", base=base, needs=needs, task_id=world.order.pk, verb=verb)
        )
    results = phone.send(*steps)
    assert [result["outcome"] for result in results] == ["applied"] * 3
    assert [result["id"] for result in results] == [step["id"] for step in steps]
    assert status(world.order) == "completed"
    assert all(codes.read(result["code"]) for result in results)
    again = phone.send(*steps)
    assert [result["outcome"] for result in again] == ["duplicate"] * 3
    assert [result["code"] for result in again] == [result["code"] for result in results]
    assert FieldOperation.objects.count() == 3


def test_one_broken_act_does_not_stop_the_others(world, phone):
    before = trace()
    batch = [
        phone.act("step", task_id=uuid4(), verb="acknowledge"),
        phone.act("dance"),
        {**phone.act("tick", task_id=world.order.pk), "created_at": "yesterday"},
        phone.act("step", task_id=world.order.pk, verb="reject"),
        phone.act("message", incident_id=world.incident.pk, text="坝顶裂缝"),
    ]
    results = phone.send(*batch)
    assert [result["outcome"] for result in results] == ["rejected"] * 4 + ["applied"]
    assert [result["field"] for result in results] == ["", "kind", "created_at", "", ""]
    assert all(result["reason"] for result in results[:4])
    assert FieldOperation.objects.count() == before[1] + 1
    assert Message.objects.get().text == "坝顶裂缝"


def test_what_it_needs_comes_first_however_they_arrive(world, phone):
    first = phone.act("step", task_id=world.order.pk, verb="acknowledge")
    second = phone.act("step", needs=[first["id"]], task_id=world.order.pk, verb="start")
    results = phone.send(second, first)
    assert [result["outcome"] for result in results] == ["waiting", "applied"]
    assert phone.send(second)[0]["outcome"] == "applied"
    assert status(world.order) == "in_progress"


@pytest.mark.parametrize("ahead", [timedelta(hours=-5), timedelta(days=400)])
def test_a_wrong_clock_is_corrected_and_both_times_are_kept(world, ahead):
    phone = Phone(world.leader, ahead=ahead)
    at = now()
    answer = phone.post(
        phone.act("message", ago=timedelta(minutes=20), incident_id=world.incident.pk, text="a")
    )
    seconds = answer.json()["clock_ahead_ms"] / 1000
    assert abs(seconds - ahead.total_seconds()) < 5
    row = FieldOperation.objects.get()
    assert abs(row.occurred_at - (at - timedelta(minutes=20))) < timedelta(seconds=5)
    assert abs(row.claimed_at - row.occurred_at - ahead) < timedelta(seconds=5)
    assert Message.objects.get().sent_at == row.occurred_at
    device = FieldDevice.objects.get()
    assert (device.device, device.person) == (phone.device, world.leader)


def test_a_clock_that_meant_nothing_is_not_believed(world, phone):
    act = phone.act("message", incident_id=world.incident.pk, text="a")
    act["created_at"] = "1970-01-01T00:00:10Z"
    late = phone.act("message", incident_id=world.incident.pk, text="b")
    late["created_at"] = "2199-01-01T00:00:10Z"
    assert [result["outcome"] for result in phone.send(act, late)] == ["applied"] * 2
    rows = FieldOperation.objects.all()
    assert all(abs(row.occurred_at - row.received_at) < timedelta(seconds=1) for row in rows)


def test_an_id_belongs_to_its_first_sender_and_its_first_words(world, phone):
    key = new_id()
    told = {"incident_id": world.incident.pk, "text": "a"}
    code = phone.do("message", key=key, **told)["code"]
    changed = phone.do("message", key=key, **{**told, "text": "b"})
    stranger = Phone(make.person(Post.TEAM_LEADER, ORDOS)).do("message", key=key, **told)
    assert [changed["outcome"], stranger["outcome"]] == ["rejected", "rejected"]
    assert [changed["field"], stranger["field"]] == ["id", "id"]
    assert code not in str([changed, stranger])
    assert Message.objects.get().text == "a"


def test_an_order_is_read_and_said_back_at_the_times_it_was(world, phone):
    order = send_message(
        actor=world.commander,
        kind="order",
        text="右岸绳降",
        incident_id=world.incident.pk,
        recipients=[f"person:{world.leader.pk}"],
        read_back=True,
    )
    said = phone.state()["orders"][0]
    assert (said["text"], said["state"], said["must_read_back"]) == (
        "右岸绳降",
        "delivered",
        True,
    )
    read = phone.act("read", message_id=order.pk, ago=timedelta(minutes=2))
    back = phone.act("read_back", message_id=order.pk, text="右岸绳降明白")
    results = phone.send(read, back)
    assert [one["outcome"] for one in results] == ["applied", "applied"]
    receipt = ReceiptState.objects.get()
    assert receipt.words == "右岸绳降明白"
    of = {one.kind: one.occurred_at for one in FieldOperation.objects.all()}
    assert (receipt.read_at, receipt.read_back_at) == (of["read"], of["read_back"])
    assert phone.do("read", message_id=order.pk)["outcome"] == "applied"
    foreign = Phone(make.person(Post.TEAM_LEADER, ORDOS)).do("read", message_id=order.pk)
    assert (foreign["outcome"], ReceiptState.objects.get().read_at) == ("rejected", of["read"])


def test_whoever_has_no_voice_in_the_incident_speaks_to_their_desk(world):
    liaison = make.person(Post.LIAISON, ORDOS)
    member = make.person(Post.TEAM_MEMBER, ORDOS)
    told = Phone(member).do("message", incident_id=world.incident.pk, text="需要绳索")
    assert told["outcome"] == "applied"
    assert told["result"]["channel"] == "person"
    assert liaison.pk in set(Message.objects.get().receipts.values_list("person", flat=True))


@pytest.mark.parametrize(
    ("batch", "status_code"),
    [
        ({"operations": [{"kind": "step"}]}, 400),
        ({"operations": [{"id": "x" * 40}]}, 400),
        ({"operations": "many"}, 400),
        ({"operations": [{}] * 51}, 400),
        ({"device": "mine"}, 400),
        ({"sent_at": "noon"}, 400),
        ({"more": 1}, 400),
        ({"version": "x" * (256 * 1024)}, 413),
    ],
)
def test_a_batch_that_cannot_be_answered_is_refused_whole(world, phone, batch, status_code):
    before = trace()
    assert phone.post(**batch).status_code == status_code
    assert trace() == before


def test_signed_out_is_said_in_json_and_nothing_is_taken(world, phone):
    act = phone.act("message", incident_id=world.incident.pk, text="a")
    phone.client.logout()
    for answer in (phone.post(act), phone.client.get("/m0/state/")):
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == "signed_out"
    assert not FieldOperation.objects.exists()


def test_a_request_from_elsewhere_is_refused_and_told_apart(world, phone):
    phone.client.handler.enforce_csrf_checks = True
    answer = phone.post(phone.act("message", incident_id=world.incident.pk, text="a"))
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "csrf")


def test_a_report_and_an_image_arrive_under_the_phones_own_ids(world, phone):
    told = phone.act(
        "report",
        incident_id=world.incident.pk,
        task_id=world.order.pk,
        counts={"evacuated": 5, "remaining": 11, "injured": None},
        road="blocked",
        hazards=[{"kind": "ice", "note": "薄冰", "lat": 40.5, "lon": 109.8}],
        text="",
        lat=40.5,
        lon=109.8,
        accuracy_m=8,
        voice="ab" * 32,
    )
    key = uuid4()
    shot = phone.act(
        "image",
        image_id=key,
        incident_id=world.incident.pk,
        task_id=world.order.pk,
        kind="photo",
        tag="险情",
        caption="",
        taken_at=phone.clock.isoformat(),
        lat=40.5,
        lon=109.8,
        accuracy_m=8,
        bearing_deg=359.8,
        original_sha256="cd" * 32,
        original_size=5_000_000,
        content_type="image/jpeg",
    )
    results = phone.send(told, shot)
    assert [result["outcome"] for result in results] == ["applied", "applied"]
    report = SceneReport.objects.get()
    assert (str(report.pk), codes.shown(report.code)) == (told["id"], results[0]["code"])
    assert report.counts == {"evacuated": 5, "remaining": 11}
    image = Image.objects.get()
    assert (image.pk, image.bearing_deg, image.actor) == (key, 0, world.leader)


def test_a_preview_waits_for_its_image_and_is_kept_once(world, phone):
    content = BytesIO()
    Picture.new("RGB", (64, 48), "navy").save(content, "JPEG")

    def put(data=None, kind="image/jpeg"):
        path = f"/m0/images/{key}/preview/"
        return phone.client.put(path, content.getvalue() if data is None else data, kind)

    key = uuid4()
    assert put().status_code == 409
    phone.do(
        "image",
        image_id=key,
        incident_id=world.incident.pk,
        kind="photo",
        taken_at=phone.clock.isoformat(),
        original_sha256="cd" * 32,
        original_size=5_000_000,
    )
    assert put(b"x" * (160 * 1024 + 1)).status_code == 413
    assert put(b"{}", "application/json").status_code == 415
    assert put(b"<svg onload='alert(1)'/>").status_code in {400, 415}
    assert [put().status_code, put().status_code] == [200, 200]
    assert MediaFile.objects.count() == 1
