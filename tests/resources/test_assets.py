"""Vehicles and equipment that are known one by one, and what they can do."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from command.core import authority
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.folding import FOLDS
from command.core.rooms import register_room
from resources.actions import (
    advance_deployment,
    answer_request,
    commit_asset,
    commit_stock,
    commit_team,
    load_capabilities,
    ready_asset,
    register_asset,
    set_readiness,
)
from resources.actions.capable import able_to
from resources.lifecycle import TeamKind
from resources.models import Capability, Deployment, Supply
from resources.selectors import asset_card_of, assets_open_to, matrix, stock_counts
from tests import make
from tests.resources.story import Post, cards, officer, refused
from tests.support.client import client_of
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db

PUMP = "2990601"


def test_a_city_registers_an_asset_and_says_whether_it_may_be_called():
    lender = officer(make.BAOTOU)
    team = make.team()
    told = {"supply": PUMP, "region": "150203", "depot": "East", "base": (40.6, 109.8)}

    with whole_story(register_room("150203", None), cards) as entries:
        truck = register_asset(
            actor=lender,
            name=" 蒙B-1 ",
            team_id=team.pk,
            capabilities=["PUMP_3000"],
            **told,
        )
        ready_asset(actor=lender, asset_id=truck.pk, readiness="resting", reason="Tyres")
    card = asset_card_of(truck.pk, lender)
    assert (card.name, card.status, card.city, card.team) == (
        "蒙B-1",
        "resting",
        make.BAOTOU,
        str(team.pk),
    )
    assert [entry["says"]["en"] for entry in entries] == [
        "Pump truck (≥1000 m³/h) 蒙B-1 registered in Kundulun District",
        "蒙B-1 is now: Resting. Tyres",
    ]
    cell = stock_counts(None)[PUMP, make.BAOTOU]
    assert (cell.available, cell.total) == (0, 1)

    with refused(Conflict):
        register_asset(actor=lender, name="蒙B-1", **told)
    for wrong in ({"supply": "1111111"}, {"supply": "3990101"}, {"capabilities": ["FLY"]}):
        with refused(Invalid):
            register_asset(actor=lender, **{**told, "name": "x", **wrong})
    hohhot, theirs = officer(make.HOHHOT), make.team(region=make.HOHHOT)
    with refused(NotThere):
        register_asset(actor=lender, name="y", team_id=theirs.pk, **told)
    with refused(NotPermitted):
        register_asset(actor=hohhot, name="z", **told)
    with refused(NotPermitted):
        ready_asset(actor=hohhot, asset_id=truck.pk, readiness="ready")
    assert not assets_open_to(hohhot).exists()


def test_an_asset_goes_out_as_itself_and_comes_home():
    incident = make.incident()
    lender = officer(make.BAOTOU)
    request = make.request(incident, what=PUMP, quantity=2, asked=[make.BAOTOU])
    answer_request(
        actor=lender, request_id=request.pk, city=make.BAOTOU, answer="accept", quantity=2
    )
    truck, other = make.asset(), make.asset()
    given = {"actor": lender, "incident_id": incident.pk, "request_id": request.pk}

    with whole_story(incident.room_id, cards):
        out = commit_asset(asset_id=truck.pk, people=3, **given)
        advance_deployment(actor=lender, deployment_id=out.pk, to="on_scene")
    request.state.refresh_from_db()
    assert (request.state.committed, request.state.arrived) == (1, 1)
    row = next(row for row in matrix(lender).rows if row.key == "PUMP")
    assert (row.cells[make.BAOTOU].available, row.cells[make.BAOTOU].total) == (1, 2)
    # Who sees the incident sees what serves it.
    assert asset_card_of(truck.pk, make.person(Post.COMMANDER, make.ORDOS)).status == "on_scene"

    with refused(Conflict, deployment=str(out.pk), incident=str(incident.pk)):
        commit_asset(asset_id=truck.pk, **given)
    ready_asset(actor=lender, asset_id=other.pk, readiness="unavailable")
    with refused(Conflict, readiness="unavailable"):
        commit_asset(asset_id=other.pk, **given)
    with refused(Invalid):
        advance_deployment(actor=lender, deployment_id=out.pk, to="on_scene", quantity=2)

    for step in ("released", "returned"):
        advance_deployment(actor=lender, deployment_id=out.pk, to=step)
    assert asset_card_of(truck.pk, lender).status == "standby"
    assert FOLDS["resources.Asset"].rebuild() == 0


def test_the_database_books_an_asset_once_whatever_the_doors_say():
    incident, truck, at = make.incident(), make.asset(), now()
    told = {"incident": incident, "asset": truck, "ordered_at": at, "period": (at, None)}

    def book(**more):
        with transaction.atomic(), authority.acting_as(make.BAOTOU):
            Deployment(**{**told, **more}).save(force_insert=True)

    book()
    with pytest.raises(IntegrityError, match="no_asset_twice"):
        book()
    with pytest.raises(IntegrityError, match="one_thing"):
        book(team=make.team())
    with pytest.raises(IntegrityError, match="lacks_for_a_reason"):
        book(asset=make.asset(), lacks=["ICE"])


def test_what_lacks_a_capability_goes_only_for_a_reason():
    incident = make.incident()
    lender = officer(make.BAOTOU)
    request = make.request(
        incident, what="WATER", quantity=2, asked=[make.BAOTOU], capabilities=["ICE", "NIGHT"]
    )
    answer_request(
        actor=lender, request_id=request.pk, city=make.BAOTOU, answer="accept", quantity=2
    )
    given = {"actor": lender, "incident_id": incident.pk, "request_id": request.pk}
    able = make.team(kind="WATER", capabilities=["NIGHT", "ICE", "SWIFT"])
    half = make.team(kind="WATER", capabilities=["ICE"])

    assert commit_team(team_id=able.pk, **given).lacks == []
    with refused(Conflict, lacks=["NIGHT"]):
        commit_team(team_id=half.pk, **given)
    with whole_story(incident.room_id, cards) as entries:
        sent = commit_team(team_id=half.pk, despite="It is day", **given)
    assert (sent.lacks, sent.remark) == (["NIGHT"], "It is day")
    assert entries[0]["payload"]["reason"] == "It is day"


def test_some_kinds_bring_a_capability_with_them():
    assert able_to(PUMP, []) == {"PUMP_1000", "PUMP_500"}
    assert able_to("2990602", ["PUMP_3000"]) == {"PUMP_3000", "PUMP_1000", "PUMP_500"}
    assert able_to("2990602", []) == set()
    known = set(Capability.objects.values_list("code", flat=True))
    things = {*TeamKind.values, *Supply.objects.values_list("code", flat=True)}
    for one in Capability.objects.all():
        assert set(one.of) <= things, one.code
        assert set(one.given_by) <= things | known, one.code
    assert load_capabilities(actor=None) == len(known)
    # A stock of pump trucks answers for 1,000 m³/h, one of portable pumps does not.
    incident = make.incident()
    lender = make.person(Post.COMMANDER, make.ORDOS)
    need = make.need(incident, what="2990602", quantity=4, capabilities=["PUMP_1000"])
    small = make.stock(region=make.ORDOS, supply="2990602")
    with refused(Conflict, lacks=["PUMP_1000"]):
        commit_stock(
            actor=lender,
            incident_id=incident.pk,
            stock_id=small.pk,
            quantity=1,
            need_id=need.pk,
        )


def test_machines_register_and_commit_assets():
    lender = officer(make.ORDOS)
    client = client_of(lender)
    told = {
        "supply": PUMP,
        "name": "蒙K-1",
        "region": make.ORDOS,
        "capabilities": ["PUMP_3000"],
    }

    made = client.post("/api/assets/", told, content_type="application/json")
    assert made.status_code == 201, made.content
    key = made.json()["id"]
    path = f"/api/assets/{key}/"
    done = client.post(f"{path}readiness/", {"readiness": "ready"}, "application/json")
    assert done.json()["status"] == "standby"
    sent = client.post(
        f"{path}commit/", {"incident_id": str(make.incident().pk)}, "application/json"
    )
    assert (sent.status_code, sent.json()["asset"]) == (201, key)
    assert client.get(path).json()["status"] == "ordered"
    assert client.get(f"/api/assets/?supply={PUMP}&status=ordered").json()["total"] == 1
    assert client_of(officer(make.HOHHOT)).get(path).status_code == 404


def test_a_team_is_entered_with_all_that_it_can_do():
    told = {"level": "特勤", "response_min": 10, "phone": "0477-119"}
    team = make.team(capabilities=["SAT", "MESH"], **told)
    assert (team.capabilities, team.level, team.response_min) == (["MESH", "SAT"], "特勤", 10)
    with pytest.raises(Invalid):
        make.team(capabilities=["FLY"])
    set_readiness(actor=officer(make.BAOTOU), team_id=team.pk, readiness="resting")
