"""Many want what there is little of: real connections, real locks, no double booking."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F, Sum
from django.utils.timezone import now

from command.core import authority
from command.core.errors import Conflict
from resources.actions import (
    answer_request,
    commit_asset,
    commit_stock,
    commit_team,
    reserve,
)
from resources.models import Deployment, RequestState, Stock
from tests import make
from tests.resources.story import Post, officer
from tests.support.booking import doubles, grab, help_oneself, without_the_constraint

pytestmark = pytest.mark.django_db(transaction=True)

RUNNERS = 8

DOUBLE = """
SELECT count(*) FROM resources_deployment a JOIN resources_deployment b
  ON a.team_id = b.team_id AND a.id < b.id AND a.period && b.period
"""


def race(*orders):
    """Run the orders at the same moment, each on a connection of its own.

    Returns what each gave: its result, or the conflict that refused it.
    """
    line = Barrier(len(orders))

    def run(order):
        try:
            connection.ensure_connection()
            line.wait(30)
            return order()
        except Conflict as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(orders)) as pool:
        return list(pool.map(run, orders))


def won(results):
    return [result for result in results if not isinstance(result, Conflict)]


@pytest.mark.timeout(300)
def test_no_team_is_booked_twice_by_many_racing_for_few():
    commander = make.person(Post.COMMANDER, make.ORDOS)
    incidents = [make.incident(title=f"Jam {n}") for n in range(RUNNERS)]
    teams = [make.team(region=make.ORDOS) for _ in range(3)]

    def order(incident, team):
        return lambda: commit_team(actor=commander, incident_id=incident.pk, team_id=team.pk)

    taken = 0
    for team in teams:
        taken += len(won(race(*(order(incident, team) for incident in incidents))))

    assert taken == 3
    assert Deployment.objects.count() == 3
    with connection.cursor() as cursor:
        cursor.execute(DOUBLE)
        assert cursor.fetchone() == (0,)


@pytest.mark.timeout(300)
def test_each_team_goes_to_one_when_everybody_wants_all_of_them():
    commander = make.person(Post.COMMANDER, make.ORDOS)
    incidents = [make.incident(title=f"Jam {n}") for n in range(RUNNERS)]
    teams = [make.team(region=make.ORDOS) for _ in range(3)]

    def grab(incident, first):
        def run():
            taken = []
            for team in teams[first:] + teams[:first]:
                try:
                    taken.append(
                        commit_team(actor=commander, incident_id=incident.pk, team_id=team.pk)
                    )
                except Conflict:
                    continue
            return taken

        return run

    results = race(*(grab(incident, n % 3) for n, incident in enumerate(incidents)))

    assert sum(len(taken) for taken in results) == 3
    assert {d.team_id for taken in results for d in taken} == {team.pk for team in teams}


@pytest.mark.timeout(300)
def test_the_constraint_alone_books_once_when_nobody_locks_or_looks():
    incident = make.incident()
    team = make.team(region=make.ORDOS)
    at = now()

    def book():
        booking = Deployment(
            incident=incident, team=team, quantity=1, ordered_at=at, period=(at, None)
        )
        try:
            with transaction.atomic(), authority.acting_as(make.ORDOS):
                booking.save(force_insert=True)
        except (IntegrityError, OperationalError) as error:
            raise Conflict(str(error)) from error
        return booking

    results = race(*([book] * RUNNERS))

    assert len(won(results)) == 1
    assert Deployment.objects.count() == 1


@pytest.mark.timeout(300)
def test_no_more_stock_is_given_than_there_is():
    commander = make.person(Post.COMMANDER, make.ORDOS)
    incidents = [make.incident(title=f"Jam {n}") for n in range(RUNNERS)]
    boats = make.stock(region=make.ORDOS, on_hand=10)

    def order(incident):
        return lambda: commit_stock(
            actor=commander, incident_id=incident.pk, stock_id=boats.pk, quantity=3
        )

    results = race(*(order(incident) for incident in incidents))

    assert len(won(results)) == 3
    boats.refresh_from_db()
    assert (boats.available, boats.on_hand) == (1, 10)
    given = Deployment.objects.aggregate(n=Sum("quantity"))["n"]
    assert given + boats.available == boats.on_hand


@pytest.mark.timeout(300)
def test_cities_that_answer_at_once_do_not_accept_more_than_was_asked():
    incident = make.incident()
    cities = [make.BAOTOU, make.HOHHOT, make.ULANQAB]
    request = make.request(incident, quantity=6, asked=cities)
    officers = [officer(city) for city in cities]

    def answer(person):
        return lambda: answer_request(
            actor=person,
            request_id=request.pk,
            city=person.origin,
            answer="accept",
            quantity=3,
        )

    results = race(*(answer(person) for person in officers))

    assert len(won(results)) == 2
    state = RequestState.objects.get()
    assert (state.accepted, state.status) == (6, "filled")


@pytest.mark.timeout(300)
def test_commits_and_answers_of_one_request_never_wait_for_each_other_for_ever():
    incident = make.incident()
    lender = officer(make.BAOTOU)
    request = make.request(incident, quantity=8, asked=[make.BAOTOU, make.HOHHOT])
    boats = make.stock(on_hand=100)

    def accept(quantity):
        return lambda: answer_request(
            actor=lender,
            request_id=request.pk,
            city=make.BAOTOU,
            answer="accept",
            quantity=quantity,
        )

    def give():
        return commit_stock(
            actor=lender,
            incident_id=incident.pk,
            stock_id=boats.pk,
            quantity=1,
            request_id=request.pk,
        )

    race(accept(4), give, accept(8), give, give, accept(6), give, give)

    state = RequestState.objects.get()
    assert state.committed <= state.accepted <= state.requested
    assert Stock.objects.filter(available=F("on_hand") - state.committed).exists()


@pytest.mark.timeout(300)
def test_no_asset_is_booked_twice_whether_now_or_for_windows_that_overlap():
    commander = make.person(Post.COMMANDER, make.ORDOS)
    incidents = [make.incident(title=f"Jam {n}") for n in range(RUNNERS)]
    pumps = [make.asset(region=make.ORDOS) for _ in range(2)]
    begin = now() + timedelta(days=1)

    def order(number):
        incident, pump = incidents[number], pumps[number % 2]
        return lambda: commit_asset(
            actor=commander,
            incident_id=incident.pk,
            asset_id=pump.pk,
            until=begin,
        )

    def keep(number):
        incident, pump = incidents[number], pumps[number % 2]
        starts = begin + timedelta(minutes=10 * number)
        return lambda: reserve(
            actor=commander,
            incident_id=incident.pk,
            asset_id=pump.pk,
            starts=starts,
            until=starts + timedelta(hours=1),
        )

    # Of each pump's windows the first and, an hour later, at most one more fit.
    assert len(won(race(*(order(n) for n in range(RUNNERS))))) == 2
    assert 2 <= len(won(race(*(keep(n) for n in range(RUNNERS))))) <= 4
    assert doubles() == 0


@pytest.mark.timeout(300)
def test_without_lock_and_constraint_the_same_race_books_twice():
    incident = make.incident()
    pumps = [make.asset(region=make.ORDOS) for _ in range(3)]

    def careless(pump):
        return lambda: grab(pump.pk, incident, locks=False, looks=False)

    def rounds():
        for pump in pumps:
            race(*[careless(pump)] * RUNNERS)
        return doubles()

    # The constraint alone holds; the lock alone holds; neither, and everybody wins.
    assert rounds() == 0
    with without_the_constraint():
        assert rounds() > 0
    assert doubles() == 0


@pytest.mark.timeout(300)
def test_a_guarded_shelf_gives_what_is_on_it():
    shelf = make.stock(region=make.ORDOS, on_hand=12)

    def help_all(**how):
        results = race(*[lambda: help_oneself(shelf.pk, 3, **how) or True] * RUNNERS)
        return len(won(results))

    assert help_all() == 4
    shelf.refresh_from_db()
    assert shelf.available == 0
