"""Confirming grades, merging and linking incidents, and choosing among figures."""

from datetime import timedelta
from uuid import uuid4

import pytest

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from incidents import folds, selectors
from incidents.actions import (
    activate_response,
    confirm_grade,
    grade_incident,
    link_incident,
    merge_incident,
    move_incident,
    prefer_figure,
    record_figure,
    report_incident,
    write_note,
)
from incidents.lifecycle import Status, Verb
from incidents.models import FigureChoice, IncidentChange, IncidentState, Observation
from incidents.selectors import figures_of, totals
from incidents.selectors.duplicates import duplicates
from incidents.selectors.grading import suggest, supplement_due
from incidents.selectors.places import found
from incidents.selectors.relations import merged_notes, related
from tests import make
from tests.incidents.fresh import fetcher
from tests.make import BAOTOU, DALAD, ORDOS, Post
from tests.support.story import whole_story
from tests.test_worlds_apart import drilled, exercise  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)


def state_of(incident):
    return IncidentState.objects.get(pk=incident.pk)


def roles(incident, person):
    return [each.role for each in related(selectors.seen(incident.pk, person), person)]


def count(incident, key, value, source, by, at=None, region=None):
    return record_figure(
        actor=by,
        incident_id=incident.pk,
        key=key,
        value=value,
        unit=selectors.figures.FIGURES[key].unit,
        source=source,
        region=region,
        observed_at=at or make.later(hours=1),
    )


def test_both_grades_are_kept_and_the_confirmed_one_holds(commander):
    incident = make.incident(grade=3)
    with whole_story(incident.room_id, fetcher(incident)) as entries:
        confirm_grade(actor=commander, incident_id=incident.pk, grade=2, reason="决口查实")
    state = state_of(incident)
    assert (state.preliminary_grade, state.confirmed_grade, state.grade) == (3, 2, 2)
    assert entries[0]["says"]["en"] == "Confirmed grade: serious — 决口查实"
    with pytest.raises(Conflict, match="confirmed already"):
        confirm_grade(actor=commander, incident_id=incident.pk, grade=2, reason="x")
    with pytest.raises(Conflict, match="confirm another"):
        grade_incident(actor=commander, incident_id=incident.pk, grade=4, reason="x")
    with pytest.raises(Invalid):
        confirm_grade(actor=commander, incident_id=incident.pk, grade=1, reason=" ")
    officer = make.person(Post.DUTY_OFFICER, DALAD)
    with pytest.raises(NotPermitted):
        confirm_grade(actor=officer, incident_id=incident.pk, grade=1, reason="x")
    assert IncidentChange.objects.filter(kind=folds.CONFIRMED).count() == 1
    assert folds.INCIDENT.rebuild() == 0


def test_the_suggestion_follows_the_figures_and_names_its_source(commander):
    incident = make.incident(event_type="12D02", grade=None)
    assert suggest(incident) is None
    count(incident, "dead", 8, "120", commander)
    count(incident, "missing", 2, "120", commander)
    found_grade = suggest(incident)
    assert (found_grade.grade, found_grade.criterion, found_grade.value) == (2, "dead", 10)
    assert "493" in found_grade.basis
    ice = make.incident(grade=None)
    assert suggest(ice).grade == 3
    count(ice, "breach_ordinary", 1, "巡堤员", commander)
    assert suggest(ice).grade == 2
    with pytest.raises(Invalid, match="finding"):
        count(ice, "breach_ordinary", 3, "巡堤员", commander)


@pytest.mark.parametrize(
    ("event_type", "days", "due"),
    [
        ("12D02", 30, True), ("12D02", 31, False), ("12G01", 7, True), ("12G01", 8, False),
        ("12H00", 7, True), ("12H00", 8, False), ("11A05", 1, False), ("12D02", -1, False),
    ],
)  # fmt: skip
def test_casualties_are_supplemented_for_as_long_as_the_decree_says(event_type, days, due):
    incident = make.incident(event_type=event_type)
    assert supplement_due(incident, incident.occurred_at + timedelta(days=days)) is due


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


def test_sources_that_differ_stand_side_by_side_until_one_is_chosen(commander):
    incident = make.incident()
    old = count(incident, "trapped", 99, "群众", commander, at=make.later(hours=-8))
    first = count(incident, "trapped", 37, "119", commander, at=make.later(minutes=10))
    second = count(incident, "trapped", 21, "镇政府", commander, at=make.later(minutes=20))
    count(incident, "dead", 2, "120", commander)
    trapped = {f.key: f for f in figures_of(incident)}["trapped"]
    assert (trapped.value, [r.value for r in trapped.conflicts]) == (21, [37])
    assert trapped.in_question
    assert old.value == 99  # too long ago to contradict, and still on record

    with whole_story(incident.room_id, fetcher(incident)) as entries:
        prefer_figure(
            actor=commander,
            incident_id=incident.pk,
            observation_id=first.pk,
            reason="现场清点",
        )
    assert entries[0]["kind"] == "figure.preferred"
    held = {f.key: f for f in figures_of(incident)}["trapped"]
    assert (held.value, held.preferred, held.reason) == (37, True, "现场清点")
    assert not held.in_question
    assert [r.value for r in held.conflicts] == [21]
    assert totals(incident.pk)["trapped"]["value"] == 37

    count(incident, "trapped", 18, "镇政府", commander, at=make.later(minutes=40))
    again = {f.key: f for f in figures_of(incident)}["trapped"]
    assert (again.value, again.preferred, [r.value for r in again.conflicts]) == (
        18,
        False,
        [37],
    )
    assert totals(incident.pk)["trapped"]["value"] == 18
    for wrong, refusal in ((second, Conflict), (old, Conflict)):
        with pytest.raises(refusal):
            prefer_figure(
                actor=commander,
                incident_id=incident.pk,
                observation_id=wrong.pk,
                reason="x",
            )
    with pytest.raises(NotThere):
        prefer_figure(
            actor=commander, incident_id=incident.pk, observation_id=uuid4(), reason="x"
        )
    with pytest.raises(NotPermitted):
        prefer_figure(
            actor=make.person(Post.OBSERVER, ORDOS),
            incident_id=incident.pk,
            observation_id=first.pk,
            reason="x",
        )
    assert FigureChoice.objects.count() == 1


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


def test_a_place_is_found_by_position_or_by_name(commander):
    assert found("40.41, 110.02").region == DALAD
    assert found("110.02, 40.41").swapped
    assert (found("达拉特").region, found("dltq").region) == (DALAD, DALAD)
    assert found("石拐区后坝沟").region == "150205"
    assert found("Dalad").by == "name"
    assert found("无此地名") is None
    assert not found("39.9, 116.4").inside


def test_figures_come_with_the_first_report(commander):
    incident = report_incident(
        actor=commander,
        event_type="11A05",
        region=DALAD,
        title="凌汛",
        place="",
        point=None,
        occurred_at=make.later(),
        source="119",
        figures={"trapped": 3},
    )
    assert totals(incident.pk)["trapped"]["source"] == "119"
    with pytest.raises(Invalid):
        make.incident(by=commander, figures={"ghosts": 1})
