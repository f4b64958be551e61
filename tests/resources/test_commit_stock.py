"""Giving stock: the door, from every side."""

import pytest

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from resources.actions import answer_request, commit_stock
from tests import make
from tests.resources.story import Post, cards, line, officer, refused
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def accepted(incident, lender, *, quantity=6, accepts=4):
    request = make.request(incident, quantity=quantity)
    answer_request(
        actor=lender,
        request_id=request.pk,
        city=lender.origin,
        answer="accept",
        quantity=accepts,
    )
    return request


def test_the_lender_gives_stock_and_the_journal_tells_it():
    incident = make.incident()
    lender = officer(make.BAOTOU)
    boats = make.stock(on_hand=10)
    request = accepted(incident, lender)

    with whole_story(incident.room_id, cards) as entries:
        commit_stock(
            actor=lender,
            incident_id=incident.pk,
            stock_id=boats.pk,
            quantity=3,
            request_id=request.pk,
            people=9,
            vehicles=2,
        )

    boats.refresh_from_db()
    assert (boats.available, boats.on_hand) == (7, 10)
    assert line(request, make.BAOTOU)["committed"] == 3
    assert [entry["kind"] for entry in entries] == ["deployment.moved"]
    assert {ref.split(".")[0] for ref in entries[0]["changed"]} == {
        "deployment",
        "stock",
        "request",
    }


def test_more_than_is_available_is_refused():
    incident = make.incident()
    lender = officer(make.BAOTOU)
    boats = make.stock(on_hand=10)
    make.request(incident)

    with refused(Conflict, available=10):
        commit_stock(actor=lender, incident_id=incident.pk, stock_id=boats.pk, quantity=11)


def test_more_than_was_accepted_is_refused():
    incident = make.incident()
    lender = officer(make.BAOTOU)
    boats = make.stock(on_hand=10)
    request = accepted(incident, lender, accepts=4)

    with refused(Conflict, left=4):
        commit_stock(
            actor=lender,
            incident_id=incident.pk,
            stock_id=boats.pk,
            quantity=5,
            request_id=request.pk,
        )


def test_another_supply_does_not_answer_the_request():
    incident = make.incident()
    lender = officer(make.BAOTOU)
    quilts = make.stock(supply="1990201")
    request = accepted(incident, lender)

    with refused(Conflict):
        commit_stock(
            actor=lender,
            incident_id=incident.pk,
            stock_id=quilts.pk,
            quantity=1,
            request_id=request.pk,
        )


def test_nothing_is_not_given():
    incident = make.incident()
    boats = make.stock(region=make.ORDOS)
    lender = officer(make.ORDOS)

    with refused(Invalid):
        commit_stock(actor=lender, incident_id=incident.pk, stock_id=boats.pk, quantity=0)


def test_the_region_does_not_give_away_what_a_city_owns():
    incident = make.incident()
    boats = make.stock()
    region = make.person(Post.COMMANDER, make.REGION)

    with refused(NotPermitted, owner=make.BAOTOU):
        commit_stock(actor=region, incident_id=incident.pk, stock_id=boats.pk, quantity=1)


@pytest.mark.parametrize("post", [Post.OBSERVER, Post.TEAM_LEADER, Post.PLANNER])
def test_other_posts_may_not_and_nothing_changes(post):
    incident = make.incident()
    boats = make.stock(region=make.ORDOS)
    bystander = make.person(post, make.ORDOS)

    with refused(NotPermitted):
        commit_stock(
            actor=bystander,
            incident_id=incident.pk,
            stock_id=boats.pk,
            quantity=1,
        )


def test_a_city_that_does_not_see_the_incident_gives_nothing():
    incident = make.incident()
    boats = make.stock()
    stranger = officer(make.BAOTOU)

    with refused(NotThere):
        commit_stock(actor=stranger, incident_id=incident.pk, stock_id=boats.pk, quantity=1)
