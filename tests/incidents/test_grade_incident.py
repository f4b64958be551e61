"""Grading an incident."""

import pytest

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted
from incidents import folds
from incidents.actions import grade_incident, move_incident
from incidents.lifecycle import Verb
from incidents.models import IncidentChange, IncidentState
from tests import make
from tests.incidents.fresh import fetcher
from tests.make import Post
from tests.support.race import race
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def grade(actor, incident, value=2, reason="黄河干流堤防决口"):
    return grade_incident(actor=actor, incident_id=incident.pk, grade=value, reason=reason)


def grade_of(incident):
    return IncidentState.objects.get(pk=incident.pk).grade


def test_a_breach_makes_it_serious_and_the_journal_tells_it():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)

    with whole_story(incident.room_id, fetcher(incident)) as entries:
        grade(officer, incident)

    assert grade_of(incident) == 2
    assert [e["kind"] for e in entries] == ["incident.graded"]
    assert (entries[0]["payload"]["before"], entries[0]["payload"]["grade"]) == (3, 2)
    assert entries[0]["says"]["en"] == "Preliminary grade: serious — 黄河干流堤防决口"


@pytest.mark.parametrize("post", [Post.OBSERVER, Post.PLANNER, Post.TEAM_LEADER])
def test_other_posts_may_not_and_nothing_changes(post):
    incident = make.incident()
    with pytest.raises(NotPermitted):
        grade(make.person(post, make.DALAD), incident)
    assert grade_of(incident) == 3


@pytest.mark.parametrize("value", [0, 5, -1])
def test_there_are_four_grades(value):
    incident = make.incident()
    with pytest.raises(Invalid):
        grade(make.person(Post.DUTY_OFFICER, make.DALAD), incident, value)
    assert grade_of(incident) == 3


def test_the_same_grade_again_is_a_conflict():
    incident = make.incident(grade=2)
    with pytest.raises(Conflict):
        grade(make.person(Post.DUTY_OFFICER, make.DALAD), incident)
    assert IncidentChange.objects.filter(kind="graded").count() == 1


def test_what_has_ended_is_not_graded():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    move_incident(actor=officer, incident_id=incident.pk, verb=Verb.VOID, reason="误报")
    with pytest.raises(BadTransition, match="has ended: Voided"):
        grade(officer, incident)
    assert grade_of(incident) == 3


@pytest.mark.django_db(transaction=True)
def test_two_graders_at_once_come_one_after_the_other():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)

    outcomes = race(lambda: grade(officer, incident), times=4)

    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 3
    changes = IncidentChange.objects.filter(incident=incident).order_by("step")
    assert list(changes.values_list("step", "kind")) == [(1, "graded"), (2, "graded")]
    assert folds.INCIDENT.rebuild() == 0
