"""Withdrawal at every step, and what follows from it."""

import pytest

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from resources.actions import (
    advance_deployment,
    answer_offer,
    answer_request,
    commit_stock,
    commit_team,
    offer_resource,
    recall_deployment,
    withdraw_answer,
    withdraw_offer,
    withdraw_request,
)
from resources.selectors import needs_of, offers_of
from tests import make
from tests.resources.story import Post, cards, line, officer, refused
from tests.support.client import client_of
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident():
    return make.incident()


@pytest.fixture
def lender():
    return officer(make.BAOTOU)


def asked(incident, lender, *, quantity=6, accepts=4, **given):
    request = make.request(incident, quantity=quantity, **given)
    answer_request(
        actor=lender,
        request_id=request.pk,
        city=lender.origin,
        answer="accept",
        quantity=accepts,
    )
    return request


def send(incident, lender, request, boats, quantity, *steps):
    out = commit_stock(
        actor=lender,
        incident_id=incident.pk,
        stock_id=boats.pk,
        quantity=quantity,
        request_id=request.pk,
    )
    for step in steps:
        advance_deployment(actor=lender, deployment_id=out.pk, to=step)
    return out


def state_of(deployment):
    deployment.state.refresh_from_db()
    return deployment.state.status


def free(boats):
    boats.refresh_from_db()
    return boats.available


def test_withdrawing_a_request_frees_what_was_promised_and_turns_back_what_is_on_its_way(
    incident, lender
):
    boats = make.stock(on_hand=10)
    request = asked(incident, lender, quantity=9, accepts=8)
    bound = send(incident, lender, request, boats, 1)
    going = send(incident, lender, request, boats, 2, "departed", "en_route")
    there = send(incident, lender, request, boats, 3, "on_scene")

    desk = make.person(Post.DUTY_OFFICER, make.DALAD)
    with whole_story(incident.room_id, cards):
        withdraw_request(actor=desk, request_id=request.pk, reason="The ice goes")

    assert [state_of(one) for one in (bound, going, there)] == [
        "cancelled",
        "released",
        "on_scene",
    ]
    mine = line(request, make.BAOTOU)
    assert (mine["quantity"], mine["committed"], mine["arrived"]) == (3, 3, 3)
    assert (request.state.status, request.state.accepted) == ("withdrawn", 3)
    assert free(boats) == 5  # what was cancelled is back, what is out is not yet
    advance_deployment(actor=lender, deployment_id=going.pk, to="returned")
    advance_deployment(actor=lender, deployment_id=there.pk, to="released")
    advance_deployment(actor=lender, deployment_id=there.pk, to="returned")
    assert free(boats) == 10
    with refused(Conflict):
        send(incident, lender, request, boats, 1)


def test_a_lender_takes_back_what_it_has_not_ordered_and_the_request_is_open_again(
    incident, lender
):
    boats = make.stock(on_hand=10)
    request = asked(incident, lender)
    given = {"actor": lender, "request_id": request.pk, "city": make.BAOTOU}

    hohhot, ulanqab = officer(make.HOHHOT), officer(make.ULANQAB)
    with refused(Invalid):
        withdraw_answer(**given, reason="")
    with refused(NotPermitted):
        withdraw_answer(**{**given, "actor": hohhot}, reason="x")
    with refused(NotThere):
        withdraw_answer(actor=ulanqab, request_id=request.pk, city=make.ULANQAB, reason="x")
    with refused(Conflict, committed=0):
        withdraw_answer(actor=hohhot, request_id=request.pk, city=make.HOHHOT, reason="x")
    send(incident, lender, request, boats, 1)
    with whole_story(incident.room_id, cards) as entries:
        withdraw_answer(**given, reason="Our own dike leaks")
    assert entries[0]["says"]["en"] == (
        "RR-150600-01: Baotou takes back 3 boats of Rescue boat. Our own dike leaks"
    )
    assert line(request, make.BAOTOU)["quantity"] == 1
    assert (request.state.accepted, request.state.status) == (1, "open")
    with refused(Conflict, committed=1):
        withdraw_answer(**given, reason="Again")

    other = asked(incident, lender)
    withdraw_answer(actor=lender, request_id=other.pk, city=make.BAOTOU, reason="None left")
    mine = line(other, make.BAOTOU)
    assert (mine["answer"], mine["quantity"], mine["reason"]) == ("decline", 0, "None left")


@pytest.mark.parametrize(
    ("steps", "after"),
    [((), "cancelled"), (("departed",), "released"), (("on_scene",), "released")],
    ids=["before it leaves", "on its way", "on the scene"],
)
def test_a_lender_recalls_and_the_need_is_open_again(incident, lender, steps, after):
    need = make.need(incident, what="2990102", quantity=6)
    boats = make.stock(on_hand=10)
    request = asked(incident, lender, accepts=3, need_id=need.pk)
    out = send(incident, lender, request, boats, 3, *steps)
    assert needs_of(incident.pk)[0].open == 3

    with refused(Invalid):
        recall_deployment(actor=lender, deployment_id=out.pk, reason=" ")
    commander = make.person(Post.COMMANDER, make.ORDOS)
    with refused(NotPermitted):
        recall_deployment(actor=commander, deployment_id=out.pk, reason="x")
    with whole_story(incident.room_id, cards):
        recall_deployment(actor=lender, deployment_id=out.pk, reason="A breach at home")

    assert state_of(out) == after
    (card,) = needs_of(incident.pk)
    assert (card.open, card.accepted, card.committed, card.arrived) == (6, 0, 0, 0)
    mine = line(request, make.BAOTOU)
    assert (mine["answer"], mine["reason"]) == ("decline", "A breach at home")
    if after == "released":
        with refused(BadTransition):
            recall_deployment(actor=lender, deployment_id=out.pk, reason="Again")
        advance_deployment(actor=lender, deployment_id=out.pk, to="returned")
    assert free(boats) == 10


def test_one_of_its_own_is_recalled_too(incident):
    need = make.need(incident, what="FLOOD", quantity=2)
    own = make.person(Post.COMMANDER, make.ORDOS)
    team = make.team(region=make.ORDOS)
    out = commit_team(actor=own, incident_id=incident.pk, team_id=team.pk, need_id=need.pk)
    advance_deployment(actor=own, deployment_id=out.pk, to="on_scene")
    assert needs_of(incident.pk)[0].arrived == 1
    with whole_story(incident.room_id, cards):
        recall_deployment(actor=own, deployment_id=out.pk, reason="Rest")
    (card,) = needs_of(incident.pk)
    assert (card.open, card.own, card.arrived) == (2, 0, 0)


def test_an_offer_is_taken_back_until_it_is_declined(incident):
    make.request(incident, asked=[make.ULANQAB])
    giver = officer(make.ULANQAB)
    desk = make.person(Post.COMMANDER, make.ORDOS)

    def offer():
        return offer_resource(
            actor=giver, incident_id=incident.pk, what="1990303", quantity=20, unit=""
        )

    first, second, third = offer(), offer(), offer()
    answer_offer(actor=desk, offer_id=second.pk, is_accepted=True)
    answer_offer(actor=desk, offer_id=third.pk, is_accepted=False, reason="Enough")
    with refused(Invalid):
        withdraw_offer(actor=giver, offer_id=first.pk, reason="")
    with refused(NotPermitted):
        withdraw_offer(actor=desk, offer_id=first.pk, reason="x")
    with refused(Conflict):
        withdraw_offer(actor=giver, offer_id=third.pk, reason="x")
    with whole_story(incident.room_id, cards) as entries:
        withdraw_offer(actor=giver, offer_id=first.pk, reason="The lorry broke down")
        withdraw_offer(actor=giver, offer_id=second.pk, reason="Snow")
    assert entries[1]["says"]["en"] == "RO-150900-02: the offer is withdrawn. Snow"
    assert [card.status for card in offers_of(incident.pk)] == [
        "withdrawn",
        "withdrawn",
        "declined",
    ]
    with refused(Conflict):
        withdraw_offer(actor=giver, offer_id=first.pk, reason="Again")
    with refused(Conflict):
        answer_offer(actor=desk, offer_id=first.pk, is_accepted=True)


def test_machines_take_back(incident, lender):
    make.request(incident, asked=[make.BAOTOU])
    request = asked(incident, lender)
    out = send(incident, lender, request, make.stock(on_hand=9), 1)
    offered = offer_resource(
        actor=lender, incident_id=incident.pk, what="FLOOD", quantity=1, unit=""
    )
    client, why = client_of(lender), {"reason": "Needed at home"}

    def post(path, **given):
        answer = client.post(f"/api/{path}/", {**why, **given}, content_type="application/json")
        assert answer.status_code == 200, answer.content
        return answer.json()

    taken = post(f"requests/{request.pk}/withdraw-answer", city=make.BAOTOU)
    assert taken["filled"] == 1
    assert post(f"deployments/{out.pk}/recall")["recalled"] is True
    assert post(f"offers/{offered.pk}/withdraw")["status"] == "withdrawn"
