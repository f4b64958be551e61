"""Tracks and last words: what is kept, what moves the mark, and what is not believed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from command.core import authority
from resources import positions
from resources.models import Position
from resources.positions import Fix
from resources.tracking.actions import keep_partitions
from resources.tracking.models import Signal, Track
from resources.tracking.selectors.days import days_kept
from tests import make

pytestmark = pytest.mark.django_db


def fix(team, lat=40.5, lon=109.8, ago=0.0, **given):
    at = now() - timedelta(seconds=ago)
    return Fix(team_id=team.pk, lat=lat, lon=lon, observed_at=at, **given)


def known(team):
    place = Position.objects.get(team=team)
    signal = Signal.objects.get(pk=team.pk)
    assert (place.lat, place.lon, place.observed_at) == (signal.lat, signal.lon, signal.at)
    return place.lat, place.lon


def test_old_points_go_into_the_track_and_move_nothing():
    team = make.team()
    assert positions.record([fix(team, 40.51, speed_mps=12.0, battery=80.0)]) == 1
    late = [fix(team, 40.50 - n / 1000, ago=60.0 + 10 * n) for n in range(5)]

    assert positions.record(late) == 0
    assert positions.record(late) == 0  # sent again: nothing twice

    assert known(team) == (40.51, 109.8)
    assert Track.objects.filter(subject=team.pk).count() == 6
    assert Signal.objects.get().battery == 80.0


def test_an_imprecise_position_is_kept_but_moves_no_mark():
    team = make.team()
    positions.record([fix(team, ago=5, accuracy_m=8.0)])

    assert positions.record([fix(team, 40.502, accuracy_m=900.0)]) == 0
    assert known(team) == (40.5, 109.8)
    assert Track.objects.filter(subject=team.pk).count() == 2


def test_an_absurd_jump_is_flagged_and_believed_when_the_next_agrees():
    team = make.team()
    positions.record([fix(team, ago=30)])

    assert positions.record([fix(team, 45.0, 120.0, ago=20)]) == 0
    assert known(team) == (40.5, 109.8)
    assert Track.objects.get(lat=45.0).flagged

    # A single stray point is forgotten once a sane one follows.
    assert positions.record([fix(team, 40.501, ago=15)]) == 1
    assert positions.record([fix(team, 45.0, 120.0, ago=10)]) == 0
    assert positions.record([fix(team, 45.001, 120.0, ago=5)]) == 1
    assert known(team) == (45.001, 120.0)
    assert Track.objects.filter(flagged=True).count() == 2


def test_a_batch_costs_one_statement_and_one_for_the_rules():
    teams = [make.team() for _ in range(3)]
    batch = [fix(team, ago=n) for team in teams for n in range(20)]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert positions.record(batch) == 3

    told = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(told) == 2
    assert Track.objects.count() == 60


def test_what_is_older_than_what_is_kept_is_not_kept():
    team = make.team()
    positions.record([fix(team, ago=60 * 86400)])
    assert Track.objects.count() == 0


def test_the_track_of_a_team_in_an_exercise_is_the_exercises(exercise_of_a_day):
    with authority.in_exercise(exercise_of_a_day.pk):
        team = make.team()
    positions.record([fix(team)])
    assert Track.objects.get().exercise_id == exercise_of_a_day.pk
    assert Signal.objects.get().exercise_id == exercise_of_a_day.pk


def test_days_are_made_ahead_and_dropped_whole_when_they_are_too_old():
    team = make.team()
    today = now().date()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tracking_keep(%s)", [today - timedelta(days=40)])
        cursor.execute(
            "INSERT INTO tracking_track (subject, at, lat, lon, flagged)"
            " VALUES (%s, now() - interval '40 days', 40, 110, false),"
            "        (%s, now() - interval '35 days', 40, 110, false),"
            "        (%s, now() + interval '9 days', 40, 110, false)",
            [team.pk] * 3,
        )
        # A day nobody prepared waits in the rest, and moves when its part is made.
        cursor.execute("SELECT tracking_keep(%s)", [today + timedelta(days=9)])
        cursor.execute("SELECT count(*) FROM tracking_track_rest")
        assert cursor.fetchone() == (1,)

    made, dropped = keep_partitions(actor=None)

    assert (made, dropped) == (0, 1)
    assert {today + timedelta(days=n) for n in range(-1, 4)} <= set(days_kept())
    assert Track.objects.count() == 1
