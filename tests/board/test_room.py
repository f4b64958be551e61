"""The room of one incident shows what the database holds, to those who may see it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime, now

from command.board.room import PANELS
from command.board.selectors import Sight, room
from command.board.selectors import timeline as timelines
from command.core.errors import NotThere
from command.core.models import Entry
from command.tasking.models import TaskState
from incidents.actions import record_figure, share_incident, write_note
from incidents.models import Note
from tests import make
from tests.contract.test_query_counts import more
from tests.incidents.joint import made as joint
from tests.make import BAOTOU, HOHHOT, ORDOS, Post
from tests.support.client import client_at, client_of
from tests.support.later import later
from tests.tasking.test_check_ins import out

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("panel", sorted(PANELS))
def test_each_panel_is_drawn_for_an_incident_of_which_nothing_is_known(panel):
    incident = make.incident()

    answer = client_at("observer").get(reverse("incident-panel", args=[incident.pk, panel]))

    assert answer.status_code == 200


def test_the_room_calls_the_roll_of_people_who_are_out_and_ticks_objectives():
    incident = make.incident()
    task, _crew, _people, commander = out(incident)
    operation = joint.operation(commander, incident)
    client = client_of(commander)

    def shown():
        address = reverse("incident", args=[incident.pk])
        english = {"Accept-Language": "en"}
        return client_of(commander).get(address, headers=english).content.decode()

    first = TaskState.objects.get(task=task).next_check_in
    assert "Roll call of people who are out" in shown()
    heard = reverse("incident-heard", args=[incident.pk])
    with later(minutes=40):
        assert "silent for {age}" in shown()
        assert client_of(commander).post(heard, {"task": task.pk}).status_code == 302
    assert TaskState.objects.get(task=task).next_check_in > first + timedelta(minutes=30)
    assert client.post(heard, {"task": "x"}).status_code == 400
    assert client.post(heard, {"task": operation.pk}).status_code == 404
    outsider = client_of(make.person(Post.COMMANDER, BAOTOU))
    assert outsider.post(heard, {"task": task.pk}).status_code in {403, 404}

    assert "群众零伤亡" in shown()
    act = reverse("incident-joint-act", args=[incident.pk, "reached"])
    tick = {"of": operation.pk, "objective": "群众零伤亡", "reached": "on", "back": "incident"}
    assert client.post(act, tick)["Location"] == reverse("incident", args=[incident.pk])
    assert 'aria-checked="true"' in shown()


def test_the_room_follows_its_own_journal_only():
    incident, other = make.incident(), make.incident()

    text = client_at("observer").get(reverse("incident", args=[incident.pk])).content.decode()

    assert incident.room_id in text
    assert other.room_id not in text


@pytest.mark.parametrize("tab", ["timeline", "tasks", "forces", "imagery", "plan"])
def test_each_tab_is_drawn_whole_and_as_a_part(tab):
    commander = make.person(Post.COMMANDER, ORDOS)
    incident = make.incident(by=commander)
    share_incident(
        actor=commander, incident_id=incident.pk, grantees=[BAOTOU], reason="x", until=None
    )
    more(commander, incident, 1)
    client = client_at("observer")
    address = reverse(f"incident-{tab}", args=[incident.pk])

    whole = client.get(address)
    part = client.get(address, headers={"HX-Request": "true"})

    assert (whole.status_code, part.status_code) == (200, 200)
    assert "<html" in whole.content.decode()
    assert tab == "timeline" or "<html" not in part.content.decode()


def test_the_timeline_is_ordered_by_either_time_filtered_and_opened_at_an_entry(monkeypatch):
    monkeypatch.setattr(timelines, "PAGE", 2)
    officer = make.person(Post.DUTY_OFFICER)
    incident = make.incident(by=officer)
    of = {"actor": officer, "incident_id": incident.pk}
    for hours in (3, 1, 2):
        write_note(
            **of, category="note", text=f"{hours} hours ago",
            occurred_at=now() - timedelta(hours=hours),
        )  # fmt: skip

    known = timelines.timeline(incident)
    happened = timelines.timeline(incident, by="occurred", page=2)
    reports = timelines.timeline(incident, group="reports")
    other = timelines.timeline(incident, group="other")
    opened = timelines.timeline(incident, seq=1)

    assert [line.seq for line in known.lines] == [4, 3]
    assert (known.total, known.pages) == (4, 2)
    # The jam itself lies ahead of the clock here: it is the newest by its own time.
    assert [line.seq for line in happened.lines] == [4, 2]
    assert (reports.total, other.total) == (3, 1)
    assert [line.seq for line in opened.lines] == [2, 1]
    assert all(line.late for line in happened.lines)
    entry = Entry.objects.get(room=incident.room_id, seq=4)
    assert known.lines[0].hash == bytes(entry.hash).hex()


def test_a_line_is_written_once_at_the_time_it_happened():
    officer = make.person(Post.DUTY_OFFICER)
    incident = make.incident(by=officer)
    client = client_of(officer)
    address = reverse("incident-note", args=[incident.pk])
    told = {"category": "note", "text": "水位回落", "at": "00:00"}
    key = {"Idempotency-Key": "01890000-0000-7000-8000-00000000aaaa"}

    assert client.post(address, told, headers={**key, "HX-Request": "true"}).status_code == 204
    assert client.post(address, told, headers=key).status_code == 302
    refused = client.post(address, {**told, "at": "noon"})

    note = Note.objects.get()
    assert (note.text, f"{localtime(note.occurred_at):%H:%M}") == ("水位回落", "00:00")
    assert note.occurred_at <= now()
    assert refused.status_code == 400


def test_an_observer_writes_no_line_and_nothing_changes():
    incident = make.incident()
    client = client_at("observer")
    before = Entry.objects.count()

    answer = client.post(
        reverse("incident-note", args=[incident.pk]), {"category": "note", "text": "x"}
    )

    assert answer.status_code == 403
    assert (Note.objects.count(), Entry.objects.count()) == (0, before)


def test_a_figure_says_how_it_changed():
    officer = make.person(Post.DUTY_OFFICER)
    incident = make.incident(by=officer)
    for value in (21, 16):
        record_figure(
            actor=officer, incident_id=incident.pk, key="trapped", value=value,
            unit="person", source="红岩-02",
        )  # fmt: skip

    (figure,) = room.figures(incident)

    assert (figure.value, figure.change) == ("16", "\u22125")


def test_a_stranger_does_not_find_the_room():
    incident = make.incident()
    stranger = Sight(make.person(Post.COMMANDER, HOHHOT))

    with pytest.raises(NotThere):
        room.room_of(stranger, incident.pk)


def test_several_sources_stand_beside_their_sum():
    officer = make.person(Post.DUTY_OFFICER)
    incident = make.incident(by=officer)
    for region, value in (("150621", 2874), ("150207", 620)):
        record_figure(
            actor=officer,
            incident_id=incident.pk,
            key="moved",
            value=value,
            unit="person",
            source=f"Office of {region}",
            region=region,
        )

    (figure,) = room.figures(incident)

    assert figure.value == "3\u2009494"
    assert sorted(figure.others) == ["Office of 150207 620", "Office of 150621 2\u2009874"]


def test_an_incident_without_tasks_responses_forces_or_pictures_has_none():
    incident = make.incident()

    assert room.tasks(incident) == ()
    assert room.responses(incident) == ()
    assert room.forces(incident) == ()
    assert room.pictures(incident) == ()
