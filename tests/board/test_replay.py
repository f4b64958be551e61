"""Replay: a past minute as the screen showed it then, and as it was by what came in later."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from command.board.selectors import Sight, cities, decisions, forces, incident_list, peek
from command.board.selectors.forces import forces_at
from command.board.selectors.picture import KNOWN, OCCURRED, picture
from command.board.selectors.replay import cities_at, incidents_at, peek_at
from command.board.selectors.stood import stood
from command.board.selectors.waited import decisions_at
from command.core.models import Entry
from incidents.actions import (
    activate_response,
    decide_response,
    end_response,
    grade_incident,
    move_incident,
    propose_response,
    record_figure,
    share_incident,
)
from incidents.lifecycle import Verb, Verdict
from resources.actions import commit_team
from tests import make
from tests.make import BAOTOU, HOHHOT, JAMMED_AT, ORDOS, REGION, Post
from tests.support.client import client_of
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db


def story(commander):
    """Yield one step of an ice jam after the other; each is told at its minute."""
    incident = make.incident(by=commander, occurred_at=JAMMED_AT)
    of = {"actor": commander, "incident_id": incident.pk}
    person = {"unit": "person", "source": "镇政府"}
    yield incident
    yield record_figure(**of, key="trapped", value=21, **person)
    yield move_incident(**of, verb=Verb.HANDLE, reason="x")
    yield grade_incident(**of, grade=2, reason="水位上涨")
    yield activate_response(
        **of, jurisdiction=ORDOS, level=3, matter="凌汛", measures="巡堤",
        expected_until=JAMMED_AT + timedelta(days=2),
    )  # fmt: skip
    yield commit_team(**of, team_id=make.team(region=ORDOS).pk)
    state = tasking.issued(incident, by=commander)
    yield state
    yield share_incident(**of, grantees=[BAOTOU], reason="北岸", until=None)
    yield record_figure(**of, key="trapped", value=16, **person)
    # Counted at the second minute, and told only now.
    yield record_figure(
        **of, key="dead", value=1, observed_at=JAMMED_AT + timedelta(minutes=2), **person
    )
    proposal = propose_response(
        actor=make.person(Post.DUTY_OFFICER, ORDOS), incident_id=incident.pk, level=2,
        jurisdiction=ORDOS, matter="凌汛", measures="巡堤",
        expected_until=JAMMED_AT + timedelta(days=2),
    )  # fmt: skip
    yield proposal
    yield decide_response(
        actor=commander, proposal_id=proposal.pk, approve=Verdict.RETURN, reason="x"
    )
    yield move_incident(**of, verb=Verb.CONTAIN, reason="x")
    yield end_response(**of, jurisdiction=ORDOS, reason="x")
    yield move_incident(**of, verb=Verb.CLOSE, reason="x")


@pytest.fixture
def told(time_machine):
    """Play a step a minute; return the incident and the screen at each half minute."""
    time_machine.move_to(JAMMED_AT, tick=False)
    commander = make.person(Post.COMMANDER, ORDOS)
    watcher = make.person(Post.COMMANDER, REGION)
    shown, incident = {}, None
    for minute, made in enumerate(story(commander)):
        incident = incident or made
        at = JAMMED_AT + timedelta(minutes=minute, seconds=30)
        time_machine.move_to(at, tick=False)
        sight = Sight(watcher)
        shown[at] = (
            incident_list(sight), cities(sight), peek(sight, str(incident.pk)),
            forces(sight), decisions(sight),
        )  # fmt: skip
        time_machine.move_to(JAMMED_AT + timedelta(minutes=minute + 1), tick=False)
    return incident, watcher, shown


def folded(room, at, column):
    """Fold the journal of a room up to a moment, entry by entry, without the product's help."""
    state = {}
    entries = Entry.objects.filter(room=room, **{f"{column}__lte": at})
    for entry in entries.order_by(column, "recorded_at", "seq"):
        late = column == "occurred_at" and entry.kind.startswith("figure.")
        views = entry.changed.items()
        state |= {r: v for r, v in views if not (late and r.startswith("incident."))}
    return state


def test_each_minute_is_replayed_as_the_screen_showed_it(told):
    incident, watcher, shown = told
    assert len(shown) == 15
    assert sum(bool(waiting) for *_rest, waiting in shown.values()) == 1
    for at, (listed, tiles, card, matrix, waiting) in shown.items():
        past, then = picture(Sight(watcher), at, KNOWN), stood(at, KNOWN)
        again = incidents_at(past)
        assert again.rows == listed.rows, at
        assert again.levels == listed.levels
        for old, new in zip(tiles, cities_at(past, then), strict=True):
            assert (new.code, new.levels, new.tasks, new.overdue) == (
                old.code, old.levels, old.tasks, old.overdue,
            )  # fmt: skip
            assert (new.available, new.total) == (old.available, old.total), (at, old.code)
        assert forces_at(Sight(watcher), then, at).rows == matrix.rows, at
        seen = [(one.kind, one.title, one.asked_at) for one in waiting]
        again = decisions_at(Sight(watcher), past)
        assert [(one.kind, one.title, one.asked_at) for one in again] == seen, at
        if listed.rows:
            assert peek_at(past, str(incident.pk)) == card
        else:
            assert peek_at(past, str(incident.pk)) is None


@pytest.mark.parametrize(("by", "column"), [(KNOWN, "recorded_at"), (OCCURRED, "occurred_at")])
def test_each_minute_is_what_the_journal_said(told, by, column):
    incident, watcher, shown = told
    for at in shown:
        expected = folded(incident.room_id, at, column)
        past = picture(Sight(watcher), at, by)
        mine = expected.get(f"incident.{incident.pk}")
        (view,) = past.things["incident"] or [None]
        if mine is not None and past.rooms:
            for field in ("status", "grade", "responses", "shared_with", "lead_authority"):
                assert view[field] == mine[field], (at, field)
        for kind in ("task", "deployment", "figure"):
            there = {ref: v for ref, v in expected.items() if ref.startswith(f"{kind}.")}
            if past.rooms:
                assert {f"{kind}.{v['id']}": v for v in past.things[kind]} == there


def test_what_was_counted_early_and_told_late_is_known_late_and_had_happened_early(told):
    _incident, watcher, _shown = told
    third = JAMMED_AT + timedelta(minutes=3)

    def dead(by):
        (view,) = picture(Sight(watcher), third, by).incidents
        return view["figures"].get("dead", {}).get("value")

    assert dead(KNOWN) is None
    assert dead(OCCURRED) == 1


def test_the_picture_is_asked_for_in_few_queries_and_only_by_those_in_sight(told, time_machine):
    incident, watcher, shown = told
    at = list(shown)[4]
    address = reverse("cop-at")
    asked = {"t": at.isoformat(), "by": KNOWN, "incident": str(incident.pk)}
    client, stranger = client_of(watcher), client_of(make.person(Post.COMMANDER, HOHHOT))

    client.get(address, asked)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, asked)
    assert len(queries) <= 34
    body = answer.json()
    assert [row["id"] for row in body["incidents"]] == [str(incident.pk)]
    assert body["responses"][str(incident.pk)] == {ORDOS: 3}
    assert f"inc-{incident.pk}" in body["html"]["incidents"]
    assert stranger.get(address, asked).json()["incidents"] == []
    assert (
        str(incident.pk) not in stranger.get(address, asked | {"incident": ""}).content.decode()
    )
    assert client.get(address, asked, headers={"Accept": "text/html"}).status_code == 302
    for wrong in (
        {"t": "noon"},
        {"t": "0001-01-01T00:00:00Z"},
        {"by": "guess"},
        {"t": "9" * 40},
    ):
        assert client.get(address, asked | wrong).status_code == 400, wrong
