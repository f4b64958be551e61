"""Incidents that are one, or parts of one."""

import pytest

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from incidents import folds, selectors
from incidents.actions import (
    activate_response,
    link_incident,
    merge_incident,
    move_incident,
    write_note,
)
from incidents.lifecycle import Status, Verb
from incidents.models import IncidentChange, Observation
from incidents.selectors import figures_of, totals
from incidents.selectors.duplicates import duplicates
from incidents.selectors.relations import merged_notes, related
from tests import make
from tests.incidents.fresh import fetcher
from tests.incidents.intake.counted import count, state_of
from tests.make import BAOTOU, DALAD, ORDOS, Post
from tests.support.story import whole_story
from tests.test_worlds_apart import drilled, exercise  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db


def roles(incident, person):
    return [each.role for each in related(selectors.seen(incident.pk, person), person)]


def test_merging_keeps_every_original_and_the_survivor_counts_it(commander):
    one, other = make.incident(title="卡冰"), make.incident(title="昭君坟卡冰")
    count(other, "trapped", 7, "119", commander)
    write_note(actor=commander, incident_id=other.pk, category="note", text="水上了堤脚")
    with (
        whole_story(one.room_id, fetcher(one)) as told,
        whole_story(other.room_id, fetcher(other)) as ended,
    ):
        merge_incident(actor=commander, incident_id=other.pk, into=one.pk, reason="同一险情")
    assert [e["kind"] for e in told] == ["incident.absorbed"]
    assert ended[0]["says"]["en"] == f"Merged into {one.number} — 同一险情"
    state = state_of(other)
    assert (state.status, state.merged_into) == (Status.MERGED, one.pk)
    assert totals(one.pk)["trapped"]["value"] == totals(other.pk)["trapped"]["value"] == 7
    figure = figures_of(one)[0]
    assert (figure.value, figure.came_from) == (7, other.number)
    assert Observation.objects.get().incident_id == other.pk
    assert merged_notes(one.pk, commander)[0].came_from == other.number
    assert roles(one, commander) == ["merged"]
    assert roles(other, commander) == ["survivor"]
    with pytest.raises(BadTransition, match="go on there"):
        count(other, "trapped", 9, "119", commander)
    assert folds.INCIDENT.rebuild() == 0


def test_what_was_merged_before_points_at_the_last_survivor(commander):
    first, second, third = (make.incident(title=f"险情{n}") for n in range(3))
    count(first, "dead", 1, "120", commander)
    merge_incident(actor=commander, incident_id=first.pk, into=second.pk, reason="x")
    merge_incident(actor=commander, incident_id=second.pk, into=third.pk, reason="x")
    assert state_of(first).merged_into == state_of(second).merged_into == third.pk
    assert totals(third.pk)["dead"]["value"] == 1
    assert folds.INCIDENT.rebuild() == 0


def test_what_may_not_be_merged_stays_as_it_is(commander, exercise):  # noqa: F811
    one, other, ended = (make.incident(title=f"险情{n}") for n in range(3))
    drill = drilled(exercise, make.incident)
    move_incident(actor=commander, incident_id=ended.pk, verb=Verb.VOID, reason="误报")
    before = IncidentChange.objects.count()

    def merge(which, into, by=commander, reason="x"):
        merge_incident(actor=by, incident_id=which.pk, into=into.pk, reason=reason)

    with pytest.raises(Invalid, match="itself"):
        merge(one, one)
    with pytest.raises(BadTransition):
        merge(one, ended)
    with pytest.raises(BadTransition):
        merge(ended, one)
    with pytest.raises(Conflict, match="exercise"):
        merge(one, drill)
    with pytest.raises(NotPermitted):
        merge(one, other, by=make.person(Post.OBSERVER, ORDOS))
    with pytest.raises(NotThere):
        merge(one, other, by=make.person(Post.COMMANDER, BAOTOU))
    with pytest.raises(Invalid):
        merge(one, other, reason=" ")
    assert IncidentChange.objects.count() == before
    activate_response(
        actor=commander,
        incident_id=one.pk,
        jurisdiction=ORDOS,
        level=4,
        matter="x",
        measures="x",
        expected_until=make.later(days=900),
    )
    with pytest.raises(Conflict, match="Responses"):
        merge(one, other)
    link_incident(actor=commander, incident_id=one.pk, parent_id=other.pk, reason="x")
    with pytest.raises(Conflict, match="part of it"):
        merge(other, one)
    assert {state_of(i).merged_into for i in (one, other, ended)} == {None}


def test_parts_are_linked_without_circles_and_both_rooms_hear_it(commander, exercise):  # noqa: F811
    whole, part, smaller = (make.incident(title=f"险情{n}") for n in range(3))

    def link(which, parent, by=commander):
        link_incident(
            actor=by, incident_id=which.pk, parent_id=parent and parent.pk, reason="次生"
        )

    with (
        whole_story(part.room_id, fetcher(part)) as told,
        whole_story(whole.room_id, fetcher(whole)) as heard,
    ):
        link(part, whole)
    assert told[0]["kind"] == heard[0]["kind"] == "incident.linked"
    link(smaller, part)
    with pytest.raises(Conflict, match="each other"):
        link(whole, smaller)
    with pytest.raises(Invalid, match="itself"):
        link(whole, whole)
    with pytest.raises(Conflict, match="already"):
        link(part, whole)
    with pytest.raises(Conflict, match="exercise"):
        link(smaller, drilled(exercise, make.incident))
    with pytest.raises(NotPermitted):
        link(smaller, None, by=make.person(Post.PLANNER, ORDOS))
    assert roles(part, commander) == ["parent", "child"]
    link(part, None)
    assert state_of(part).parent_incident is None
    assert roles(whole, commander) == []
    assert folds.INCIDENT.rebuild() == 0


def test_what_may_be_the_same_is_found_near_in_kind_space_and_time(commander, exercise):  # noqa: F811
    near = make.incident()
    make.incident(event_type="12G01", title="火灾")
    make.incident(occurred_at=make.later(hours=-7), reported_at=make.later(hours=-7))
    make.incident(region="150625", point=(40.8, 107.1), title="远处")
    drilled(exercise, make.incident)

    def alike(person=commander, region=DALAD, point=(40.51, 109.80), hours=1):
        found_alike = duplicates(
            person,
            event_type="11A01",
            region=region,
            point=point,
            at=make.later(hours=hours),
        )
        return [each.id for each in found_alike]

    assert alike() == [str(near.pk)]
    assert alike(point=None) == [str(near.pk)]
    assert alike(region="150207") == [str(near.pk)]  # across the river, 1 km away
    assert alike(region="150207", point=(40.9, 109.80)) == []
    assert alike(person=make.person(Post.DUTY_OFFICER, BAOTOU)) == []
