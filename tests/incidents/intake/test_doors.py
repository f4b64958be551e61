"""Grades and figures with the first report: kept, suggested, chosen."""

from datetime import timedelta
from uuid import uuid4

import pytest

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from incidents import folds
from incidents.actions import (
    confirm_grade,
    grade_incident,
    prefer_figure,
    report_incident,
)
from incidents.models import FigureChoice, IncidentChange
from incidents.selectors import figures_of, totals
from incidents.selectors.grading import suggest, supplement_due
from incidents.selectors.places import found
from tests import make
from tests.incidents.fresh import fetcher
from tests.incidents.intake.counted import count, state_of
from tests.make import DALAD, ORDOS, Post
from tests.support.story import whole_story
from tests.test_worlds_apart import drilled, exercise  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db


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


def test_a_place_is_found_by_position_or_by_name(commander):
    assert found("40.41, 110.02").region == DALAD
    assert found("110.02, 40.41").swapped
    assert (found("达拉特").region, found("dltq").region) == (DALAD, DALAD)
    assert found("石拐区后坝沟").region == "150205"
    assert found("Dalad").by == "name"
    assert found("无此地名") is None
    assert not found("39.9, 116.4").inside


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Dalad Banner Zhaojun Village", "150621"),
        ("dalad banner昭君坟", "150621"),
        ("Dalad, K287+300", "150621"),
        ("Dalad Zhaojun Village", "150621"),
        ("Otog Front Banner, Aolezhaoqi", "150623"),
        ("Otog Banner, Aerbasi", "150624"),
        ("鄂托克前旗敖勒召其镇", "150623"),
        ("鄂托克旗阿尔巴斯", "150624"),
        ("Ordos Dongsheng District, square", "150602"),
        ("Baotou railway station", "150200"),
        ("Somewhere else", None),
    ],
)
def test_a_banner_is_found_in_front_of_a_place_in_either_language(db, text, region):
    where = found(text)
    assert (where.region if where else None) == region


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
