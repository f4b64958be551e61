"""What is kept for later: a state of its own."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from command.core import authority
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted
from incidents.actions import move_incident
from incidents.lifecycle import Verb
from resources import tasks
from resources.actions import (
    advance_deployment,
    answer_request,
    call_reserved,
    cancel_reservation,
    commit_asset,
    commit_team,
    ready_asset,
    reserve,
)
from resources.models import Deployment
from resources.selectors import asset_card_of, deployment_card_of
from tests import make
from tests.resources.story import cards, line, officer, refused
from tests.support.client import client_of
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident():
    made = make.incident(title="Jam at the bend")
    make.request(made, what="WATER", quantity=1, asked=[make.BAOTOU])
    return made


@pytest.fixture
def lender():
    return officer(make.BAOTOU)


def hours(starts, until):
    return {
        "starts": now() + timedelta(hours=starts),
        "until": now() + timedelta(hours=until),
    }


def status_of(deployment):
    deployment.state.refresh_from_db()
    return deployment.state.status


def lapse(deployment):
    """Let the time of a reservation pass."""
    begun = now() - timedelta(hours=2)
    with transaction.atomic(), authority.acting_as(deployment.origin):
        row = Deployment.objects.get(pk=deployment.pk)
        row.period = (begun, begun + timedelta(hours=1))
        row.save(update_fields=["period"])


def test_an_asset_is_kept_called_and_brought_home(incident, lender):
    truck = make.asset()
    given = {"actor": lender, "incident_id": incident.pk}

    with whole_story(incident.room_id, cards) as entries:
        kept = reserve(asset_id=truck.pk, **hours(2, 6), **given)
    assert entries[0]["says"]["en"] == f"Baotou · {truck.name}: Reserved for later"
    card = asset_card_of(truck.pk, lender)
    assert (card.status, card.reserved_from) == ("standby", kept.period[0].isoformat())
    assert deployment_card_of(kept.pk, lender).status == "reserved"
    with refused(BadTransition):
        advance_deployment(actor=lender, deployment_id=kept.pk, to="departed")
    with refused(BadTransition):
        advance_deployment(actor=lender, deployment_id=kept.pk, to="committed")

    # Called early, it is booked from now on.
    with whole_story(incident.room_id, cards):
        called = call_reserved(actor=lender, deployment_id=kept.pk)
    assert status_of(kept) == "committed"
    assert called.period.lower <= now() < called.period.upper
    assert asset_card_of(truck.pk, lender).reserved_from is None
    with refused(BadTransition):
        call_reserved(actor=lender, deployment_id=kept.pk)
    with refused(Conflict):
        cancel_reservation(actor=lender, deployment_id=kept.pk, reason="x")
    for step in ("on_scene", "released", "returned"):
        advance_deployment(actor=lender, deployment_id=kept.pk, to=step)
    assert asset_card_of(truck.pk, lender).status == "standby"


def test_windows_that_overlap_are_refused_with_who_has_it_when(incident, lender):
    truck = make.asset()
    other = make.incident(title="Another")
    make.request(other, what="WATER", quantity=1, asked=[make.BAOTOU])
    given = {"actor": lender, "incident_id": other.pk, "asset_id": truck.pk}
    kept = reserve(actor=lender, incident_id=incident.pk, asset_id=truck.pk, **hours(4, 8))
    held = {"deployment": str(kept.pk), "incident": str(incident.pk)}

    for starts, until in ((3, 5), (5, 6), (7, 9), (1, 12)):
        with refused(Conflict, **held):
            reserve(**given, **hours(starts, until))
    # An order without an end would run into it; one that is back before does not.
    with pytest.raises(Conflict, match="Jam at the bend"):
        commit_asset(**given)
    with refused(Conflict, **held):
        commit_asset(**given, until=now() + timedelta(hours=5))
    out = commit_asset(**given, until=now() + timedelta(hours=3))
    reserve(**given, **hours(8, 9))  # one ends where the next begins
    with refused(Invalid):
        reserve(**given, **hours(-1, 1))
    with refused(Invalid):
        reserve(**given, **hours(12, 11))
    boats = make.stock()
    with refused(Invalid):
        reserve(**given, stock_id=boats.pk, **hours(20, 21))
    # It is not called before it is back from where it is.
    with refused(Conflict, deployment=str(out.pk)):
        call_reserved(actor=lender, deployment_id=kept.pk)

    # Whoever comes home late has kept it no longer than it was booked for.
    late = now() + timedelta(hours=5)
    for step in ("on_scene", "released", "returned"):
        advance_deployment(actor=lender, deployment_id=out.pk, to=step, occurred_at=late)
    call_reserved(actor=lender, deployment_id=kept.pk, occurred_at=late)
    assert status_of(kept) == "committed"


def test_the_database_refuses_windows_that_overlap_whatever_the_doors_say(incident):
    team = make.team()
    at = now()

    def book(starts, until):
        with transaction.atomic(), authority.acting_as(make.BAOTOU):
            Deployment(
                incident=incident,
                team=team,
                ordered_at=at,
                is_reserved=True,
                period=(at + timedelta(hours=starts), at + timedelta(hours=until)),
            ).save(force_insert=True)

    book(1, 2)
    book(2, 3)
    with pytest.raises(IntegrityError, match="no_double_booking"):
        book(1.5, 2.5)


def test_stock_that_is_kept_is_not_available_to_others_and_lapses(incident, lender):
    boats = make.stock(on_hand=10)
    request = make.request(incident, quantity=8, asked=[make.BAOTOU])
    answer_request(
        actor=lender, request_id=request.pk, city=make.BAOTOU, answer="accept", quantity=7
    )
    given = {
        "actor": lender,
        "incident_id": incident.pk,
        "stock_id": boats.pk,
        "request_id": request.pk,
    }
    with whole_story(incident.room_id, cards):
        kept = reserve(quantity=4, **hours(1, 2), **given)
        called = reserve(quantity=2, **hours(1, 2), **given)
        call_reserved(actor=lender, deployment_id=called.pk)
    mine = line(request, make.BAOTOU)
    assert (mine["reserved"], mine["committed"], mine["quantity"]) == (4, 2, 7)
    assert (request.state.reserved, request.state.committed) == (4, 2)
    boats.refresh_from_db()
    assert boats.available == 4
    with refused(Conflict, left=1):
        reserve(quantity=2, **hours(1, 2), **given)
    with refused(Conflict, available=4):
        reserve(**{**given, "request_id": None}, quantity=5, **hours(1, 2))
    with refused(Conflict, committed=6):
        answer_request(
            actor=lender, request_id=request.pk, city=make.BAOTOU, answer="accept", quantity=5
        )

    assert tasks.free_lapsed() == 0
    lapse(kept)
    with refused(Conflict):
        call_reserved(actor=lender, deployment_id=kept.pk)
    with whole_story(incident.room_id, cards) as entries:
        assert tasks.free_lapsed() == 1
    assert entries[0]["payload"]["reason"] == "Nobody has called it in its time."
    assert tasks.free_lapsed() == 0
    assert status_of(kept) == "cancelled"
    mine = line(request, make.BAOTOU)
    assert (mine["reserved"], mine["committed"], mine["quantity"]) == (0, 2, 7)
    boats.refresh_from_db()
    assert boats.available == 8


def test_a_reservation_is_cancelled_by_its_owner_and_when_the_incident_ends(incident, lender):
    team, other = make.team(), make.team()
    given = {"actor": lender, "incident_id": incident.pk}
    first = reserve(team_id=team.pk, **hours(1, 2), **given)
    second = reserve(team_id=other.pk, **hours(1, 2), **given)
    hohhot, ordos = officer(make.HOHHOT), officer(make.ORDOS)
    with refused(NotPermitted):
        cancel_reservation(actor=hohhot, deployment_id=first.pk, reason="x")
    with refused(NotPermitted):
        call_reserved(actor=ordos, deployment_id=first.pk)
    with whole_story(incident.room_id, cards):
        cancel_reservation(actor=lender, deployment_id=first.pk, reason="Rest")
    assert status_of(first) == "cancelled"
    commit_team(team_id=team.pk, **given)

    commander = make.person(make.Post.COMMANDER, make.ORDOS)
    for verb in (Verb.HANDLE, Verb.CONTAIN, Verb.CLOSE):
        move_incident(actor=commander, incident_id=incident.pk, verb=verb, reason="x")
    assert status_of(second) == "cancelled"


def test_what_is_not_ready_is_kept_but_not_called(incident, lender):
    truck = make.asset()
    kept = reserve(actor=lender, incident_id=incident.pk, asset_id=truck.pk, **hours(1, 2))
    ready_asset(actor=lender, asset_id=truck.pk, readiness="unavailable", reason="Brakes")
    with refused(Conflict, readiness="unavailable"):
        call_reserved(actor=lender, deployment_id=kept.pk)


def test_machines_keep_call_and_let_go(incident, lender):
    client = client_of(lender)
    truck, boats = make.asset(), make.stock()
    told = {
        "incident_id": str(incident.pk),
        **{key: at.isoformat() for key, at in hours(1, 2).items()},
    }

    def post(path, given, status=200):
        answer = client.post(f"/api/{path}/", given, content_type="application/json")
        assert answer.status_code == status, answer.content
        return answer.json()

    kept = post("deployments/reserve", {**told, "asset_id": str(truck.pk)}, 201)
    assert (kept["status"], kept["asset"]) == ("reserved", str(truck.pk))
    listed = client.get(f"/api/deployments/?incident={incident.pk}&status=reserved").json()
    assert [row["id"] for row in listed["items"]] == [kept["id"]]
    assert post(f"deployments/{kept['id']}/call", {})["status"] == "committed"
    more = post("deployments/reserve", {**told, "stock_id": str(boats.pk), "quantity": 2}, 201)
    done = post(f"deployments/{more['id']}/unreserve", {"reason": "Not needed"})
    assert done["status"] == "cancelled"
    post("deployments/reserve", told, 400)
