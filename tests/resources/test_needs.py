"""What an incident lacks, and how far it is met."""

import pytest

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Person
from resources.actions import (
    advance_deployment,
    answer_request,
    close_need,
    commit_asset,
    commit_stock,
    request_resource,
    reserve,
    state_need,
    withdraw_request,
)
from resources.models import Need
from resources.selectors import needs_of
from tests import make
from tests.resources.story import Post, cards, officer, refused
from tests.support.client import client_of
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db

PUMP = "2990601"


@pytest.fixture
def incident():
    return make.incident()


def sums(incident):
    """Return the numbers of the one need, which always add up."""
    (card,) = needs_of(incident.pk)
    assert card.quantity == card.accepted + card.open
    assert card.accepted >= card.committed + card.reserved >= card.arrived
    assert card.unasked <= card.open
    return {
        "requested": card.requested,
        "own": card.own,
        "accepted": card.accepted,
        "committed": card.committed,
        "arrived": card.arrived,
        "open": card.open,
        "unasked": card.unasked,
    }


def answer(request, city, quantity, answer="accept", reason=""):
    return answer_request(
        actor=city if isinstance(city, Person) else officer(city),
        request_id=request.pk,
        city=city.origin if isinstance(city, Person) else city,
        answer=answer,
        quantity=quantity,
        reason=reason,
    )


def test_the_duty_officer_states_a_need_and_the_journal_tells_it(incident):
    desk = make.person(Post.DUTY_OFFICER, make.DALAD)
    told = {"what": PUMP, "quantity": 6, "place": "K287+300", "priority": 1}

    with whole_story(incident.room_id, cards) as entries:
        need = state_need(
            actor=desk,
            incident_id=incident.pk,
            capabilities=["PUMP_1000", "PUMP_1000"],
            point=(40.5, 109.8),
            needed_by=make.later(hours=8),
            remark="By the dike",
            **told,
        )
    assert entries[0]["says"]["en"] == (
        "NL-150600-01: 6 trucks of Pump truck (≥1000 m³/h) needed. K287+300"
    )
    (card,) = needs_of(incident.pk)
    assert (card.capabilities, card.point, card.priority) == (["PUMP_1000"], (40.5, 109.8), 1)
    assert (card.unit_en, card.open, card.unasked, card.closed) == ("trucks", 6, 6, False)

    given = {"actor": desk, "incident_id": incident.pk}
    observer, hohhot = make.person(Post.OBSERVER, make.ORDOS), officer(make.HOHHOT)
    for wrong in ({"quantity": 0}, {"what": "BOAT"}, {"priority": 9}, {"point": (95, 0)}):
        with refused(Invalid):
            state_need(**given, **{**told, **wrong})
    with refused(Invalid, capabilities=["FLY"]):
        state_need(**given, **told, capabilities=["FLY"])
    with refused(Conflict):
        state_need(**given, **told, number=need.number)
    with refused(NotPermitted):
        state_need(actor=observer, incident_id=incident.pk, **told)
    with refused(NotThere):
        state_need(actor=hohhot, incident_id=incident.pk, **told)


def test_what_serves_a_need_always_adds_up(incident):
    need = make.need(incident, quantity=6, capabilities=["PUMP_1000"])
    own = make.person(Post.COMMANDER, make.ORDOS)
    given = {"actor": own, "incident_id": incident.pk, "need_id": need.pk}
    lender = officer(make.BAOTOU)

    with whole_story(incident.room_id, cards):
        mine = commit_asset(asset_id=make.asset(region=make.ORDOS).pk, **given)
    assert sums(incident) == {
        "requested": 0, "own": 1, "accepted": 1, "committed": 1, "arrived": 0, "open": 5,
        "unasked": 5,
    }  # fmt: skip
    with refused(Conflict, left=5):
        make.request(incident, what=PUMP, quantity=6, need_id=need.pk)
    with whole_story(incident.room_id, cards):
        request = make.request(incident, what=PUMP, quantity=5, need_id=need.pk)
    assert request.capabilities == ["PUMP_1000"]
    with whole_story(incident.room_id, cards):
        answer(request, make.BAOTOU, 3)
        answer(request, make.HOHHOT, 0, "decline", "None left")
        out = commit_stock(
            actor=lender,
            incident_id=incident.pk,
            request_id=request.pk,
            stock_id=make.stock(supply=PUMP).pk,
            quantity=2,
        )
        advance_deployment(actor=lender, deployment_id=out.pk, to="on_scene", quantity=1)
    # Everybody has answered: what was not accepted may be asked of somebody else.
    assert sums(incident) == {
        "requested": 5, "own": 1, "accepted": 4, "committed": 3, "arrived": 1, "open": 2,
        "unasked": 2,
    }  # fmt: skip
    again = make.request(incident, what=PUMP, quantity=2, asked=[make.ULANQAB], need_id=need.pk)
    answer(again, make.ULANQAB, 2)
    assert sums(incident)["open"] == 0
    # Two requests for the same gap do not fill it twice, nor does one's own.
    hohhot, spare = officer(make.HOHHOT), make.asset(region=make.ORDOS)
    with refused(Conflict, open=0):
        answer(request, hohhot, 1)
    with refused(Conflict, open=0):
        commit_asset(asset_id=spare.pk, **given)
    advance_deployment(actor=own, deployment_id=mine.pk, to="cancelled")
    assert (sums(incident)["own"], sums(incident)["open"]) == (0, 1)
    withdraw_request(actor=own, request_id=again.pk, reason="Enough")
    assert (sums(incident)["requested"], sums(incident)["open"]) == (5, 3)


def test_what_does_not_fit_the_need_does_not_serve_it(incident):
    need = make.need(incident)
    own = make.person(Post.COMMANDER, make.ORDOS)
    other = make.incident(title="Another")
    boats = make.stock(region=make.ORDOS)
    truck = make.asset(region=make.ORDOS)
    request = make.request(incident, what=PUMP, quantity=1, need_id=need.pk)

    with refused(Conflict):
        commit_stock(
            actor=own,
            incident_id=incident.pk,
            stock_id=boats.pk,
            quantity=1,
            need_id=need.pk,
        )
    with refused(NotThere):
        commit_asset(actor=own, incident_id=other.pk, asset_id=truck.pk, need_id=need.pk)
    with refused(Invalid):
        commit_asset(
            actor=own,
            incident_id=incident.pk,
            asset_id=truck.pk,
            need_id=need.pk,
            request_id=request.pk,
        )
    with refused(Conflict):
        make.request(incident, what="WATER", quantity=1, need_id=need.pk)


def test_closing_a_need_ends_what_it_has_set_in_motion(incident):
    need = make.need(incident, quantity=9)
    own = make.person(Post.COMMANDER, make.ORDOS)
    lender = officer(make.BAOTOU)
    given = {"actor": own, "incident_id": incident.pk, "need_id": need.pk}
    there, leaving, kept = (make.asset(region=make.ORDOS) for _ in range(3))
    arrived = commit_asset(asset_id=there.pk, **given)
    advance_deployment(actor=own, deployment_id=arrived.pk, to="on_scene")
    going = commit_asset(asset_id=leaving.pk, **given)
    advance_deployment(actor=own, deployment_id=going.pk, to="departed")
    at = {"starts": make.later(days=900), "until": make.later(days=901)}
    promised = reserve(asset_id=kept.pk, **at, **given)
    request = make.request(
        incident, what=PUMP, quantity=6, asked=[make.BAOTOU], need_id=need.pk
    )
    answer(request, make.BAOTOU, 5)
    pumps = make.stock(supply=PUMP, on_hand=8)
    bound = commit_stock(
        actor=lender,
        incident_id=incident.pk,
        stock_id=pumps.pk,
        quantity=3,
        request_id=request.pk,
    )

    with refused(Invalid):
        close_need(actor=own, need_id=need.pk, reason=" ")
    with refused(NotPermitted):
        close_need(actor=lender, need_id=need.pk, reason="x")
    with whole_story(incident.room_id, cards) as entries:
        close_need(actor=own, need_id=need.pk, reason="The water falls")

    assert entries[0]["says"]["en"] == "NL-150600-01 closed: The water falls"
    for deployment, status in (
        (arrived, "on_scene"),
        (going, "released"),
        (promised, "cancelled"),
        (bound, "cancelled"),
    ):
        deployment.state.refresh_from_db()
        assert deployment.state.status == status
    request.state.refresh_from_db()
    assert (request.state.status, request.state.accepted) == ("withdrawn", 0)
    pumps.refresh_from_db()
    assert (pumps.available, pumps.on_hand) == (8, 8)
    (card,) = needs_of(incident.pk)
    assert (card.closed, card.closed_for, card.own) == (True, "The water falls", 1)
    with refused(Conflict):
        close_need(actor=own, need_id=need.pk, reason="Again")
    with refused(Conflict):
        commit_asset(asset_id=leaving.pk, **given)


def test_machines_state_and_close_needs(incident):
    client = client_of(make.person(Post.COMMANDER, make.ORDOS))
    told = {
        "incident_id": str(incident.pk),
        "what": "WATER",
        "quantity": 2,
        "capabilities": ["ICE"],
        "point": {"lat": 40.5, "lon": 109.8},
        "priority": 1,
    }
    made = client.post("/api/needs/", told, content_type="application/json")
    assert made.status_code == 201, made.content
    path = f"/api/needs/{made.json()['id']}/"
    assert client.get(path).json()["point"] == [40.5, 109.8]
    assert client.get(f"/api/needs/?incident={incident.pk}&closed=false").json()["total"] == 1
    closed = client.post(f"{path}close/", {"reason": "Met"}, "application/json")
    assert closed.json()["closed"] is True
    assert client.get("/api/needs/?closed=false").json()["total"] == 0
    stranger = client_of(officer(make.HOHHOT))
    assert stranger.get(path).status_code == 404
    assert stranger.get("/api/needs/").json()["total"] == 0
    wrong = client.post("/api/needs/", {**told, "priority": 7}, "application/json")
    assert (wrong.status_code, Need.objects.count()) == (400, 1)


def test_a_request_asks_for_capabilities_that_exist(incident):
    own = make.person(Post.COMMANDER, make.ORDOS)
    told = {"what": "WATER", "quantity": 1, "unit": "", "asked": [make.BAOTOU], "place": ""}
    with refused(Invalid, capabilities=["FLY"]):
        request_resource(actor=own, incident_id=incident.pk, capabilities=["FLY"], **told)
