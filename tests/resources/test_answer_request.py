"""Answering a request: the door, from every side."""

import pytest

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.folding import FOLDS
from resources.actions import answer_request, commit_stock, withdraw_request
from resources.models import RequestReply
from tests import make
from tests.resources.story import Post, cards, line, officer, refused
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def answer(actor, request, quantity, how="accept", reason="", city=None):
    return answer_request(
        actor=actor,
        request_id=request.pk,
        city=city or actor.origin,
        answer=how,
        quantity=quantity,
        reason=reason,
    )


def sums(request):
    state = request.state
    state.refresh_from_db()
    return state.status, state.requested, state.accepted, state.provisional


def test_a_city_accepts_part_and_the_journal_tells_it():
    incident = make.incident()
    request = make.request(incident, quantity=6)
    lender = officer(make.BAOTOU)

    with whole_story(incident.room_id, cards) as entries:
        reply = answer(lender, request, 3)

    assert reply.origin == make.BAOTOU
    assert sums(request) == ("open", 6, 3, 0)
    assert [entry["kind"] for entry in entries] == ["request.answered"]
    assert entries[0]["authority"] == make.BAOTOU
    card = entries[0]["changed"][f"request.{request.pk}"]
    assert (card["quantity"], card["filled"], card["open"]) == (6, 3, 3)


def test_the_pumps_of_the_scenario_add_up():
    incident = make.incident()
    request = make.request(incident, what="2990601", quantity=6)
    answer(officer(make.BAOTOU), request, 3)
    answer(officer(make.HOHHOT), request, 2)

    assert sums(request) == ("answered", 6, 5, 0)


def test_provisional_is_an_answer_but_fills_nothing():
    incident = make.incident()
    request = make.request(incident, quantity=500, asked=[make.ULANQAB, make.HOHHOT])
    answer(officer(make.ULANQAB), request, 300)
    hohhot = officer(make.HOHHOT)
    answer(hohhot, request, 200, "provisional", "after 18:00")

    assert sums(request) == ("answered", 500, 300, 200)

    answer(hohhot, request, 200)
    assert sums(request) == ("filled", 500, 500, 0)


def test_a_decline_ends_that_citys_line_only():
    incident = make.incident()
    request = make.request(incident, quantity=2)
    answer(officer(make.BAOTOU), request, 0, "decline", "all at the north bank")

    assert sums(request) == ("open", 2, 0, 0)
    assert line(request, make.BAOTOU)["answer"] == "decline"
    assert line(request, make.HOHHOT)["answer"] == ""

    answer(officer(make.HOHHOT), request, 2)
    assert sums(request) == ("filled", 2, 2, 0)


def test_more_than_is_open_is_refused_with_what_is():
    incident = make.incident()
    request = make.request(incident, quantity=6)
    answer(officer(make.BAOTOU), request, 4)
    hohhot = officer(make.HOHHOT)

    with refused(Conflict, open=2):
        answer(hohhot, request, 3)


def test_what_is_on_its_way_cannot_be_declined():
    incident = make.incident()
    request = make.request(incident, quantity=6)
    lender = officer(make.BAOTOU)
    boats = make.stock()
    answer(lender, request, 4)
    commit_stock(
        actor=lender,
        incident_id=incident.pk,
        stock_id=boats.pk,
        quantity=2,
        request_id=request.pk,
    )

    with refused(Conflict, committed=2):
        answer(lender, request, 0, "decline", "changed our mind")
    with refused(Conflict, committed=2):
        answer(lender, request, 1)

    answer(lender, request, 2)
    assert sums(request) == ("open", 6, 2, 0)


@pytest.mark.parametrize(
    ("how", "quantity", "reason"),
    [
        ("perhaps", 1, "x"),
        ("accept", 0, ""),
        ("provisional", 0, "later"),
        ("provisional", 1, " "),
        ("decline", 0, ""),
    ],
)
def test_what_cannot_be_meant_is_refused(how, quantity, reason):
    request = make.request(make.incident())
    lender = officer(make.BAOTOU)

    with refused(Invalid):
        answer(lender, request, quantity, how, reason)


def test_who_was_not_asked_does_not_answer():
    request = make.request(make.incident())
    stranger = officer(make.ULANQAB)

    with refused(NotThere):
        answer(stranger, request, 1)


def test_a_city_does_not_answer_for_another():
    request = make.request(make.incident())
    lender = officer(make.HOHHOT)

    with refused(NotPermitted):
        answer(lender, request, 1, city=make.BAOTOU)


def test_the_region_does_not_answer_for_a_city():
    request = make.request(make.incident())
    region = make.person(Post.COMMANDER, make.REGION)

    with refused(NotPermitted, owner=make.BAOTOU):
        answer(region, request, 1, city=make.BAOTOU)


@pytest.mark.parametrize("post", [Post.OBSERVER, Post.DUTY_OFFICER, Post.TEAM_LEADER])
def test_other_posts_may_not_and_nothing_changes(post):
    request = make.request(make.incident())
    bystander = make.person(post, make.BAOTOU)

    with refused(NotPermitted):
        answer(bystander, request, 1)


def test_a_request_that_was_withdrawn_takes_no_answer():
    incident = make.incident()
    request = make.request(incident)
    asker = make.person(Post.DUTY_OFFICER, make.ORDOS)
    lender = officer(make.BAOTOU)
    withdraw_request(actor=asker, request_id=request.pk, reason="gone")

    with refused(Conflict, status="withdrawn"):
        answer(lender, request, 1)


def test_the_state_is_the_fold_of_its_changes():
    incident = make.incident()
    request = make.request(incident, quantity=6)
    lender = officer(make.BAOTOU)
    answer(lender, request, 4)
    answer(lender, request, 2, "provisional", "after noon")
    answer(officer(make.HOHHOT), request, 3)

    assert RequestReply.objects.count() == 3
    assert {name: FOLDS[name].rebuild() for name in ("resources.ResourceRequest",)} == {
        "resources.ResourceRequest": 0
    }
