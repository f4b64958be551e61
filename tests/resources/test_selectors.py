"""What people see of the forces, and what it costs."""

import pytest

from resources import selectors
from resources.actions import (
    advance_deployment,
    answer_request,
    commit_stock,
    commit_team,
    offer_resource,
)
from resources.selectors import Cell
from tests import make
from tests.resources.story import Post, officer

pytestmark = pytest.mark.django_db


def cells(matrix, key):
    row = next(row for row in matrix.rows if row.key == key)
    return {city: (cell.available, cell.total) for city, cell in row.cells.items()}


def test_the_matrix_counts_what_is_free_of_what_there_is():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    teams = [make.team(region=make.ORDOS, kind=kind) for kind in ("FLOOD", "ROAD", "FIRE")]
    boats = make.stock(region=make.DALAD, on_hand=16)
    make.stock(region=make.BAOTOU, on_hand=12)
    commit_team(actor=commander, incident_id=incident.pk, team_id=teams[0].pk)
    commit_stock(actor=commander, incident_id=incident.pk, stock_id=boats.pk, quantity=10)

    matrix = selectors.matrix(officer(make.HOHHOT))

    assert matrix.cities == (make.HOHHOT, make.BAOTOU, make.ORDOS, make.ULANQAB)
    assert cells(matrix, "ENG")[make.ORDOS] == (1, 2)
    assert cells(matrix, "FIRE")[make.ORDOS] == (1, 1)
    assert cells(matrix, "BOAT") == {
        make.HOHHOT: (0, 0),
        make.BAOTOU: (12, 12),
        make.ORDOS: (6, 16),
        make.ULANQAB: (0, 0),
    }
    assert matrix.totals[make.ORDOS].available == 2
    assert matrix.totals[make.ULANQAB] == Cell(0, 0, None)


def test_the_matrix_names_its_rows_in_both_languages():
    row = selectors.matrix(officer(make.HOHHOT)).rows[0]
    assert row.name_en == "Fire and rescue"


@pytest.mark.parametrize(
    ("post", "region", "open_to"),
    [
        (Post.DUTY_OFFICER, make.DALAD, (make.ORDOS,)),
        (Post.OBSERVER, make.BAOTOU, (make.HOHHOT, make.BAOTOU, make.ORDOS, make.ULANQAB)),
        (Post.COMMANDER, make.REGION, (make.HOHHOT, make.BAOTOU, make.ORDOS, make.ULANQAB)),
        (Post.SYSTEM_ADMIN, make.BAOTOU, ()),
    ],
)
def test_a_city_on_duty_sees_the_numbers_of_all_four(post, region, open_to):
    assert selectors.matrix(make.person(post, region)).cities == open_to


def test_details_are_for_ones_own_and_for_those_at_incidents_one_sees():
    incident = make.incident()
    lender, watcher = officer(make.BAOTOU), officer(make.ORDOS)
    make.request(incident, asked=[make.BAOTOU])
    sent, kept = make.team(), make.team()
    own = make.team(region=make.ORDOS)
    commit_team(actor=lender, incident_id=incident.pk, team_id=sent.pk)

    assert set(selectors.teams_open_to(watcher)) == {sent, own}
    assert set(selectors.teams_open_to(lender)) == {sent, kept}
    assert set(selectors.teams_open_to(make.person(Post.OBSERVER, make.REGION))) == {
        sent,
        kept,
        own,
    }
    assert set(selectors.teams_open_to(officer(make.ULANQAB))) == set()


def test_a_city_sees_what_its_answer_would_leave():
    incident = make.incident()
    request = make.request(incident, quantity=6)
    make.stock(on_hand=4)
    make.stock(on_hand=9, supply="2990601")
    lender = officer(make.BAOTOU)

    (waiting,) = selectors.requests_awaiting(lender)

    assert waiting.request.id == str(request.pk)
    assert (waiting.available, waiting.total, waiting.suggested, waiting.left) == (4, 4, 4, 0)

    answer_request(
        actor=lender, request_id=request.pk, city=make.BAOTOU, answer="accept", quantity=2
    )
    assert selectors.requests_awaiting(lender) == []
    assert len(selectors.requests_awaiting(officer(make.HOHHOT))) == 1


@pytest.mark.parametrize("post", [Post.OBSERVER, Post.DUTY_OFFICER])
def test_nothing_waits_for_those_who_may_not_answer(post):
    make.request(make.incident())
    assert selectors.requests_awaiting(make.person(post, make.BAOTOU)) == []


def test_an_offer_waits_for_the_incidents_side():
    incident = make.incident()
    make.request(incident, asked=[make.ULANQAB])
    giver = officer(make.ULANQAB)
    offer_resource(actor=giver, incident_id=incident.pk, what="1990303", quantity=20, unit="吨")

    assert selectors.offers_awaiting(giver) == []
    (waiting,) = selectors.offers_awaiting(make.person(Post.COMMANDER, make.ORDOS))
    assert (waiting.offer.quantity, waiting.offer.name_en) == (20, "Potatoes and flour")


def test_the_forces_of_an_incident_are_counted_by_city():
    incident = make.incident()
    commander, lender = make.person(Post.COMMANDER, make.ORDOS), officer(make.BAOTOU)
    make.request(incident, asked=[make.BAOTOU])
    own = make.team(region=make.ORDOS, headcount=30, vehicles=5)
    lent = make.team(headcount=22, vehicles=4)
    here = commit_team(actor=commander, incident_id=incident.pk, team_id=own.pk)
    coming = commit_team(actor=lender, incident_id=incident.pk, team_id=lent.pk)
    advance_deployment(actor=commander, deployment_id=here.pk, to="on_scene")
    advance_deployment(actor=lender, deployment_id=coming.pk, to="departed")

    forces = selectors.forces_of(incident.pk)

    assert (forces.teams_on_scene, forces.people_on_scene, forces.vehicles_on_scene) == (
        1,
        30,
        5,
    )
    assert (forces.teams_en_route, forces.people_en_route) == (1, 22)
    assert set(forces.by_city) == {make.ORDOS, make.BAOTOU}
    assert forces.by_city[make.BAOTOU].people_en_route == 22


def test_an_incident_without_forces_has_none():
    assert selectors.forces_of(make.incident().pk).teams_on_scene == 0


@pytest.mark.parametrize("many", [1, 6])
def test_the_cost_does_not_grow_with_the_number(many, django_assert_num_queries):
    incident = make.incident()
    lender = officer(make.BAOTOU)
    for _ in range(many):
        make.request(incident, asked=[make.BAOTOU])
        make.request(incident, what="WATER", quantity=1, asked=[make.BAOTOU])
        team = make.team(kind="WATER")
        make.stock()
        commit_team(actor=lender, incident_id=incident.pk, team_id=team.pk)

    with django_assert_num_queries(3):
        selectors.matrix(lender)
    with django_assert_num_queries(4):
        assert len(selectors.requests_awaiting(lender)) == 2 * many
    with django_assert_num_queries(1):
        assert len(selectors.requests_of(incident.pk)) == 2 * many
    with django_assert_num_queries(1):
        assert len(selectors.deployments_of(incident.pk)) == many
    with django_assert_num_queries(1):
        selectors.forces_of_all([incident.pk])
    with django_assert_num_queries(3):
        assert len(selectors.units_for_map(lender)) == many
