"""The inbox of the lending city: the cost in view, the answer in one question."""

import pytest
from django.urls import reverse

from command.board.selectors import Sight
from command.board.selectors.decisions import decisions
from command.core.ids import new_id
from resources.actions import (
    answer_request,
    commit_stock,
    commit_team,
    offer_resource,
    request_resource,
)
from resources.dispatch.selectors import inbox as reading
from resources.dispatch.selectors.incident import chain
from resources.models import ResourceOffer
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(db):
    return make.incident()


@pytest.fixture
def lender(db):
    return make.person(Post.RESOURCE_OFFICER, BAOTOU)


@pytest.fixture
def request_(incident):
    asker = make.person(Post.COMMANDER, ORDOS)
    return request_resource(
        actor=asker,
        incident_id=incident.pk,
        what="WATER",
        quantity=2,
        unit="支",
        asked=[BAOTOU, HOHHOT],
        place="渡口",
    )


def test_what_is_asked_is_seen_with_what_giving_would_leave(lender, request_):
    for n in range(3):
        make.team(region=BAOTOU, kind="WATER", name=f"包头水域{n}队")
    (asked,) = reading.incoming(lender)
    assert (asked.stage, asked.request.id) == ("waiting", str(request_.pk))
    found = reading.question(request_.pk, lender)
    assert (found.cost.available, found.cost.left, found.suggested) == (3, 1, 2)
    assert len(found.units) == 3
    page = client_of(lender).get(reverse("forces-request", args=[request_.pk]))
    assert "1/3" in page.content.decode()
    # The asker sees the same request among its own; a stranger sees nothing.
    asker = make.person(Post.DUTY_OFFICER, ORDOS)
    assert [one.request.id for one in reading.outgoing(asker)] == [str(request_.pk)]
    stranger = client_of(make.person(Post.COMMANDER, "150900"))
    assert stranger.get(reverse("forces-request", args=[request_.pk])).status_code == 404


def test_the_answer_is_given_taken_back_and_repeated_only_once(lender, request_):
    make.team(region=BAOTOU, kind="WATER")
    client = client_of(lender)
    url = reverse("forces-request-answer", args=[request_.pk])
    key = str(new_id())
    for _again in range(2):
        given = {"answer": "accept", "quantity": "2"}
        assert client.post(url, given, headers={"Idempotency-Key": key}).status_code == 204
    assert reading.question(request_.pk, lender).asked.left == 2
    assert reading.incoming(lender)[0].stage == "promised"
    assert client.post(url, {"answer": "withdraw", "reason": "另有险情"}).status_code == 204
    assert client.post(url, {"answer": "provisional", "quantity": "1"}).status_code == 400
    assert client.post(url, {"answer": "accept", "quantity": "x"}).status_code == 400
    assert client.post(url, {"answer": "accept", "quantity": "9"}).status_code == 409
    observer = client_of(make.person(Post.OBSERVER, BAOTOU))
    assert observer.post(url, {"answer": "accept", "quantity": "1"}).status_code == 403


def test_units_are_ordered_for_the_request_and_followed_in_the_room(lender, incident, request_):
    team = make.team(region=BAOTOU, kind="WATER", name="包头水域队", headcount=18)
    answer_request(
        actor=lender, request_id=request_.pk, city=BAOTOU, answer="accept", quantity=1
    )
    given = {
        "incident": str(incident.pk),
        "request": str(request_.pk),
        "u": f"team.{team.pk}",
        "when": "now",
        "key": str(new_id()),
    }
    client = client_of(lender)
    answer = client.post(reverse("forces-send"), given)
    assert answer.status_code == 303, answer.content.decode()
    assert answer.url == reverse("forces-request", args=[request_.pk])
    (sent,) = chain(incident, lender).sent
    assert (sent.card.name, sent.force, sent.own) == ("包头水域队", "ordered", True)
    assert sent.minutes is not None
    assert sent.steps == ("departed", "on_scene", "cancelled")
    step = reverse("forces-step", args=[sent.card.id])
    assert client.post(step, {"answer": "departed"}).status_code == 204
    (sent,) = chain(incident, lender).sent
    assert (sent.force, sent.steps) == ("en_route", ("on_scene", "released"))
    assert client.post(step, {"answer": "on_scene"}).status_code == 204
    assert client.post(step, {"answer": "fly"}).status_code == 400
    asker = client_of(make.person(Post.COMMANDER, ORDOS))
    assert asker.post(step, {"answer": "returned"}).status_code == 403
    assert asker.post(step, {"answer": "released"}).status_code == 204
    assert client.post(step, {"answer": "returned"}).status_code == 204
    assert chain(incident, lender).home == 1


def test_what_comes_in_parts_is_counted_where_it_arrives(lender, incident, request_):
    stone = make.stock(supply="3990104", region=BAOTOU, on_hand=9000)
    commit_stock(actor=lender, incident_id=incident.pk, stock_id=stone.pk, quantity=4000)
    asker = make.person(Post.COMMANDER, ORDOS)
    client = client_of(asker)
    (sent,) = chain(incident, asker).sent
    step = reverse("forces-step", args=[sent.card.id])
    room = reverse("incident-forces", args=[incident.pk])
    assert 'max="4000"' in client.get(room).content.decode()
    for wrong, status in (("4001", 409), ("many", 400)):
        given = {"answer": "on_scene", "quantity": wrong}
        assert client.post(step, given).status_code == status
    for there, steps in (("2600", ("on_scene", "released")), ("4000", ("released",))):
        assert client.post(step, {"answer": "on_scene", "quantity": there}).status_code == 204
        (sent,) = chain(incident, asker).sent
        assert (sent.card.arrived, sent.steps) == (int(there), steps)


def test_an_offer_is_made_once_from_a_form(lender, incident, request_):
    client = client_of(lender)
    new, room = (reverse(name, args=[incident.pk]) for name in ("offer-new", "incident-forces"))
    assert new in client.get(room).content.decode()
    own = client_of(make.person(Post.COMMANDER, ORDOS))
    assert new not in own.get(room).content.decode()
    given = {"what": "MED", "quantity": "2", "remark": "今晚可到", "key": str(new_id())}
    assert client.get(new).status_code == 200
    assert client.post(new, given | {"what": "MOON"}).status_code == 400
    assert client.post(new, given | {"quantity": "0"}).status_code == 400
    watcher = client_of(make.person(Post.OBSERVER, BAOTOU))
    assert watcher.post(new, given | {"key": str(new_id())}).status_code == 403
    assert not ResourceOffer.objects.exists()
    for _again in range(2):
        answer = client.post(new, given)
        assert (answer.status_code, answer.url) == (303, reverse("forces-inbox"))
    (offer,) = ResourceOffer.objects.all()
    assert (offer.origin, offer.team_kind, offer.quantity) == (BAOTOU, "MED", 2)


def test_an_offer_is_taken_or_taken_back_from_the_inbox(lender, incident, request_):
    offer, other = (
        offer_resource(actor=lender, incident_id=incident.pk, what="MED", quantity=1, unit="支")
        for _ in range(2)
    )
    asker = make.person(Post.COMMANDER, ORDOS)
    waiting, _own = reading.offers(asker)
    assert len(waiting) == 2
    page = client_of(asker).get(reverse("forces-inbox"))
    assert page.status_code == 200
    url = reverse("forces-offer", args=[offer.pk])
    assert client_of(asker).post(url, {"answer": "accept"}).status_code == 204
    back = reverse("forces-offer", args=[other.pk])
    taken_back = {"answer": "withdraw", "reason": "x"}
    assert client_of(lender).post(back, taken_back).status_code == 204
    assert client_of(lender).post(back, {"answer": "shrug"}).status_code == 400
    withdraw = reverse("forces-request-withdraw", args=[request_.pk])
    assert client_of(asker).post(withdraw, {"reason": "不需要了"}).status_code == 204


def test_the_decision_on_the_screen_leads_to_the_request_in_full(incident, request_):
    make.team(region=BAOTOU, kind="WATER")
    commander = make.person(Post.COMMANDER, BAOTOU)
    (decision,) = [d for d in decisions(Sight(commander)) if d.kind == "request"]
    assert decision.link == reverse("forces-request", args=[request_.pk])
    assert client_of(commander).get(decision.link).status_code == 200


def test_the_forces_tab_and_the_papers_tell_the_whole_chain(lender, incident, request_):
    asker = make.person(Post.COMMANDER, ORDOS)
    own = make.team(region=ORDOS, kind="FLOOD", name="抢险一队")
    make.need(incident, what="MED", quantity=2)
    commit_team(actor=asker, incident_id=incident.pk, team_id=own.pk)
    client = client_of(asker)
    page = client.get(reverse("incident-forces", args=[incident.pk])).content.decode()
    assert "抢险一队" in page
    for name in ("forces-paper", "requests-paper"):
        told = client.get(reverse(name, args=[incident.pk, "json"])).content.decode()
        assert incident.number in told
    assert client.get(reverse("forces-paper", args=[incident.pk, "pdf"])).content[:4] == b"%PDF"
    city = client.get(reverse("city-forces-paper", args=[ORDOS, "json"])).content.decode()
    assert "抢险一队" in city
    assert client.get(reverse("city-forces-paper", args=["000000", "pdf"])).status_code == 404
