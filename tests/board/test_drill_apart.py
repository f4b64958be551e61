"""A drill's forces, tasks and incidents are never counted among the real ones."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now

from command.board import selectors
from command.board.selectors import Sight
from command.core import authority, journal, regions
from command.core.ids import new_id
from command.core.models import Exercise, Room
from command.core.rooms import exercise_room
from incidents.actions import share_incident
from resources.actions import advance_deployment, commit_team
from tests import make
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, REGION, Post
from tests.support.client import client_of
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db

BOATS = "2990102"
NOTHING = (0, 0)


@pytest.fixture
def exercise(db):
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


@pytest.fixture
def watcher(db):
    return make.person(Post.COMMANDER, REGION)


@pytest.fixture
def both(exercise, watcher):
    """Make forces and incidents of both worlds, side by side; return the drill's incident.

    Real: in Baotou two flood teams and 10 boats, in Ordos one incident with one task and
    one team of two at it. Drill: in Baotou three flood teams and 7 boats, in Ordos two
    incidents with three tasks, and one team of two at the first.
    """
    officer = make.person(Post.COMMANDER, ORDOS)
    worlds = ((None, 2, 10, 1, 1), (exercise.pk, 3, 7, 2, 3))
    first = None
    for key, teams, boats, incidents, tasks in worlds:
        with authority.in_exercise(key):
            for _ in range(teams):
                make.team(region=BAOTOU)
            make.stock(region=BAOTOU, supply=BOATS, on_hand=boats)
            made = [make.incident(region=DALAD) for _ in range(incidents)]
            there, _waiting = make.team(region=ORDOS), make.team(region=ORDOS)
        first = made[0]
        given = commit_team(actor=officer, incident_id=first.pk, team_id=there.pk)
        advance_deployment(actor=officer, deployment_id=given.pk, to="en_route")
        for _ in range(tasks):
            tasking.issued(first, by=officer, to=officer)
    return first


def matrix(sight):
    rows = {row.kind: row for row in selectors.forces(sight).rows}
    return {kind: [(c.available, c.total) for c in row.cells] for kind, row in rows.items()}


def test_the_matrix_counts_real_forces_only(both, watcher):
    assert matrix(Sight(watcher)) == {
        "flood": [NOTHING, (2, 2), (1, 2), NOTHING],
        BOATS: [NOTHING, (10, 10), NOTHING, NOTHING],
    }


def test_the_matrix_shows_the_forces_of_the_exercise_alone_when_asked(both, watcher):
    assert matrix(Sight(watcher, drill=True)) == {
        "flood": [NOTHING, (3, 3), (1, 2), NOTHING],
        BOATS: [NOTHING, (7, 7), NOTHING, NOTHING],
    }


def test_the_tiles_count_the_drill_apart_and_its_forces_not_at_all(both, watcher):
    tiles = {tile.code: tile for tile in selectors.cities(Sight(watcher))}

    ordos, baotou = tiles[ORDOS], tiles[BAOTOU]
    assert [(level.level, level.count) for level in ordos.levels] == [(3, 1)]
    assert (ordos.available, ordos.total, ordos.tasks) == (1, 2, 1)
    assert (ordos.drill_incidents, ordos.drill_tasks) == (2, 3)
    assert (baotou.available, baotou.total, baotou.tasks) == (2, 2, 0)
    assert (baotou.drill_incidents, baotou.drill_tasks) == (0, 0)


def test_a_look_at_an_incident_of_the_drill_shows_its_forces(both, watcher):
    card = selectors.peek(Sight(watcher), str(both.pk))

    assert card is not None
    assert card.exercise
    assert [(fact.value, fact.unit) for fact in card.facts] == [("0", "/ 1"), ("0", "/ 3")]


@pytest.mark.parametrize(
    ("drilled", "left", "signed"),
    [(False, ["10/10", "4/10"], False), (True, ["7/7", "1/7"], True)],
)
def test_a_lender_decides_by_what_the_same_world_has_left(
    both, exercise, drilled, left, signed
):
    lender = make.person(Post.RESOURCE_OFFICER, BAOTOU)
    asker = make.person(Post.COMMANDER, ORDOS)
    with authority.in_exercise(exercise.pk if drilled else None):
        incident = make.incident(by=asker)
        share_incident(
            actor=asker, incident_id=incident.pk, grantees=[BAOTOU], reason="boats", until=None
        )
        make.request(incident, quantity=6, asked=(BAOTOU,))

    (decision,) = selectors.decisions(Sight(lender))

    *counts, floor = [consequence.value for consequence in decision.consequences[1:]]
    assert counts == left
    assert floor.startswith("4 boats")
    assert ("signed by" in floor) is signed


@pytest.mark.parametrize("state", [Exercise.State.RUNNING, Exercise.State.ENDED])
def test_the_reader_chooses_between_real_and_drill_while_there_is_an_exercise(
    exercise, watcher, state
):
    exercise.state = state
    with authority.acting_as(exercise.origin):
        exercise.save(update_fields=["state"])

    real, drill = (selectors.forces(Sight(watcher, drill=choice)) for choice in (False, True))

    assert (real.exercised, real.drill) == (True, False)
    assert (drill.exercised, drill.drill) == (True, True)


def test_without_an_exercise_there_is_nothing_to_choose_and_real_is_shown(exercise, watcher):
    make.team(region=HOHHOT)
    exercise.state = Exercise.State.REMOVED
    with authority.acting_as(exercise.origin):
        exercise.save(update_fields=["state"])

    shown = selectors.forces(Sight(watcher, drill=True))

    assert (shown.exercised, shown.drill) == (False, False)
    assert matrix(Sight(watcher, drill=True))["flood"][0] == (1, 1)


def test_somebody_without_a_duty_sees_no_forces_of_a_drill_either(both):
    shown = selectors.forces(Sight(make.person(), drill=True))

    assert (shown.rows, shown.exercised, shown.drill) == ((), False, False)


@pytest.mark.parametrize(("query", "pressed"), [("", "real"), ("?forces=drill", "drill")])
@pytest.mark.parametrize("page", ["panel", "screen"])
def test_the_address_says_whose_forces_are_shown(both, watcher, page, query, pressed):
    address = reverse("cop") if page == "screen" else reverse("board-panel", args=["forces"])

    text = client_of(watcher).get(address + query).content.decode()

    for world in ("real", "drill"):
        button = text[text.index(f'id="forces-{world}"') :].split(">")[0]
        assert f'aria-pressed="{"true" if world == pressed else "false"}"' in button
    assert ("c-res--drill" in text) == (pressed == "drill")


def test_the_tile_of_a_city_marks_what_belongs_to_the_drill(both, watcher):
    text = client_of(watcher).get(reverse("board-panel", args=["cities"])).content.decode()

    assert text.count("c-tag--drill") == 2
    tile = text[text.index(f'id="city-{ORDOS}"') :].split("</button>")[0]
    assert tile.count("c-tag--drill") == 2


def test_more_of_a_drill_costs_no_more_queries(
    both, exercise, watcher, django_assert_num_queries
):
    for _ in range(2):
        for drill in (False, True):
            sight = Sight(watcher, drill=drill)
            with django_assert_num_queries(7):
                selectors.forces(sight)
        with django_assert_num_queries(8):
            selectors.cities(Sight(watcher))
        with authority.in_exercise(exercise.pk):
            make.team(region=HOHHOT)
            make.stock(region=HOHHOT)
            make.incident(region=DALAD)
