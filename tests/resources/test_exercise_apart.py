"""An exercise has forces of its own, and takes none that are real."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority, journal, regions
from command.core.errors import Conflict
from command.core.ids import new_id
from command.core.models import Exercise, Room
from command.core.rooms import exercise_room
from resources import selectors
from resources.actions import commit_stock, commit_team, join_team
from resources.models import Deployment
from tests import make
from tests.resources.story import Post, cards, officer, refused
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercise():
    """Return an exercise that is being played."""
    key = new_id()
    with transaction.atomic(), authority.acting_as(regions.REGION):
        played = Exercise(
            id=key,
            origin=regions.REGION,
            scenario="S1",
            speed=60,
            started_at=now(),
            room=exercise_room(key),
        )
        played.save(force_insert=True)
        with authority.in_exercise(key):
            journal.open_room(played.room, Room.Kind.EXERCISE, regions.REGION)
    return played


@contextmanager
def played(exercise):
    with authority.in_exercise(exercise.pk):
        yield


def test_what_an_exercise_registers_is_told_in_its_own_room(exercise):
    with whole_story(exercise.room, cards) as entries, played(exercise):
        team = make.team(region=make.ORDOS)

    assert team.exercise_id == exercise.pk
    assert [entry["kind"] for entry in entries] == ["team.registered"]
    assert not journal.since("city.150600", 0)


def test_the_same_names_exist_in_both_worlds(exercise):
    real = make.team(name="一队")
    with played(exercise):
        copy = make.team(name="一队")
    assert (real.exercise_id, copy.exercise_id) == (None, exercise.pk)


def test_neither_world_takes_from_the_other(exercise):
    commander = make.person(Post.COMMANDER, make.ORDOS)
    real_team, real_boats = make.team(region=make.ORDOS), make.stock(region=make.ORDOS)
    real_incident = make.incident()
    with played(exercise):
        incident = make.incident()
        team = make.team(region=make.ORDOS)

    with refused(Conflict):
        commit_team(actor=commander, incident_id=incident.pk, team_id=real_team.pk)
    with refused(Conflict):
        commit_stock(
            actor=commander, incident_id=incident.pk, stock_id=real_boats.pk, quantity=1
        )
    with refused(Conflict):
        commit_team(actor=commander, incident_id=real_incident.pk, team_id=team.pk)

    commit_team(actor=commander, incident_id=incident.pk, team_id=team.pk)
    assert Deployment.objects.get().exercise_id == exercise.pk


def test_the_matrix_never_counts_both_together(exercise):
    watcher = officer(make.ORDOS)
    make.team(region=make.ORDOS)
    with played(exercise):
        make.team(region=make.ORDOS)
        make.team(region=make.ORDOS)

    real = selectors.matrix(watcher)
    drill = selectors.matrix(watcher, exercise_id=exercise.pk)
    assert (real.totals[make.ORDOS].total, drill.totals[make.ORDOS].total) == (1, 2)


def test_a_person_plays_in_another_team_without_leaving_their_own(exercise):
    keeper = officer(make.ORDOS)
    member = make.person(Post.TEAM_MEMBER, make.ORDOS)
    real = make.team(region=make.ORDOS)
    join_team(actor=keeper, team_id=real.pk, person_id=member.pk)
    assert selectors.team_of(member) == real

    with played(exercise):
        drilled = make.team(region=make.ORDOS)
    join_team(actor=keeper, team_id=drilled.pk, person_id=member.pk)

    assert selectors.team_of(member) == drilled
    with transaction.atomic(), authority.acting_as(regions.REGION):
        Exercise.objects.filter(pk=exercise.pk).update(state="ended", ended_at=now())
    assert selectors.team_of(member) == real


def test_a_request_of_an_exercise_is_answered_from_its_own_forces(exercise):
    make.stock(on_hand=100)
    with played(exercise):
        incident = make.incident()
        make.stock(on_hand=3)
        make.request(incident, quantity=6)

    (waiting,) = selectors.requests_awaiting(officer(make.BAOTOU))

    assert (waiting.available, waiting.request.exercise) == (3, True)
