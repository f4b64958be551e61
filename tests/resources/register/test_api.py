"""The API of the register."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from command.core.actions import load_rules
from command.core.ids import new_id
from resources.actions import register_asset
from resources.register import dates
from resources.register.models import Check, Facility
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.resources.register import made
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


def send(client, name, *args, body=None, **headers):
    address = reverse(name, args=args)
    return client.post(address, body or {}, content_type="application/json", headers=headers)


@pytest.fixture
def keeper(db):
    load_rules(actor=None)
    return client_of(make.person(Post.RESOURCE_OFFICER, ORDOS))


def test_facilities_are_registered_once_changed_counted_and_closed(keeper):
    body = {
        "kind": "shelter",
        "name": "体育馆避难场所",
        "region": ORDOS,
        "lat": 39.6,
        "lon": 109.78,
        "contact": "张联系",
        **made.KNOWN,
        "details": made.SHELTER,
    }
    key = {"Idempotency-Key": str(new_id())}
    first = send(keeper, "api-facilities", body=body, **key)
    again = send(keeper, "api-facilities", body=body, **key)
    assert (first.status_code, again.json()) == (201, first.json())
    made_id = first.json()["id"]
    assert send(keeper, "api-facilities", body={**body, "x": 1}).status_code == 400
    wrong = {**body, "name": "乙", "details": {"grade": "\x00"}}
    assert send(keeper, "api-facilities", body=wrong).status_code == 400

    stranger = client_of(make.person(Post.COMMANDER, BAOTOU))
    listed = stranger.get(reverse("api-facilities"), {"kind": "shelter", "q": "tyg"}).json()
    assert [one["id"] for one in listed["items"]] == [made_id]
    assert "张联系" not in str(listed)
    assert stranger.get(reverse("api-facility-contact", args=[made_id])).status_code == 403
    assert (
        keeper.get(reverse("api-facility-contact", args=[made_id])).json()["name"] == "张联系"
    )

    people = send(keeper, "api-facility-people", made_id, body={"occupied": 40})
    assert people.json()["occupied"] == 40
    over = send(keeper, "api-facility-people", made_id, body={"occupied": 400})
    assert over.status_code == 400
    changed = {name: value for name, value in body.items() if name not in {"kind", "region"}}
    changed |= {"note": "新", "seen_at": people.json()["at"]}
    assert send(keeper, "api-facility-change", made_id, body=changed).json()["note"] == "新"
    assert send(keeper, "api-facility-change", made_id, body=changed).status_code == 409
    assert (
        send(stranger, "api-facility-close", made_id, body={"reason": "x"}).status_code == 403
    )
    assert send(keeper, "api-facility-close", made_id, body={"reason": "x"}).status_code == 200
    counts = keeper.get(reverse("api-facility-counts", args=[made_id])).json()
    assert [one["occupied"] for one in counts["people"]] == [40]
    assert Facility.objects.count() == 1


def test_beds_experts_lots_checks_certificates_shifts_and_rest(keeper):
    hospital = made.facility("hospital", name="医院")
    beds = {"beds": [{"kind": "icu", "staffed": 4, "occupied": 1}]}
    assert send(keeper, "api-facility-beds", hospital.pk, body=beds).json()["beds_free"] == 3
    expert = {"name": "专家", "speciality": "防凌", "families": ["11A"], "region": ORDOS}
    row = send(keeper, "api-experts", body=expert).json()
    assert "专家" not in str(row)
    contact = reverse("api-expert-contact", args=[row["id"]])
    assert keeper.get(contact).json()["name"] == "专家"
    assert client_of(make.person(Post.COMMANDER, BAOTOU)).get(contact).status_code == 403
    changed = {name: value for name, value in expert.items() if name != "region"}
    changed |= {"speciality": "防汛", "seen_at": row["at"]}
    assert send(keeper, "api-expert-change", row["id"], body=changed).status_code == 200
    assert (
        send(keeper, "api-expert-forget", row["id"], body={"reason": "离任"}).status_code == 200
    )
    found = keeper.get(reverse("api-experts"), {"family": "11A", "region": ORDOS}).json()
    assert found["items"][0]["forgotten_at"]

    stock = make.stock(region=ORDOS, supply="1990301", on_hand=10)
    soon = (dates.today() + timedelta(days=2)).isoformat()
    lot = send(
        keeper, "api-stock-lots", stock.pk, body={"number": "A", "quantity": 9, "expires": soon}
    ).json()
    body = {"number": "A", "quantity": 8, "expires": soon, "reason": "破损"}
    assert send(keeper, "api-lot-change", lot["id"], body=body).json()["quantity"] == 8
    passed = {"is_passed": True}
    assert send(keeper, "api-lot-check", lot["id"], body=passed).status_code == 204
    asset = made.as_city(ORDOS, register_asset, supply="2990601", name="车", region=ORDOS)
    assert send(keeper, "api-asset-check", asset.pk, body=passed).status_code == 204
    assert Check.objects.count() == 2
    near = keeper.get(reverse("api-register-dates")).json()
    assert [(one["subject"], one["days_left"]) for one in near] == [("lot_expiry", 2)]
    assert keeper.get(reverse("api-stock-lots", args=[stock.pk])).json()[0]["quantity"] == 8

    team = make.team(region=ORDOS)
    skill = send(keeper, "api-team-skills", team.pk, body={"certificate": "证"}).json()
    assert keeper.get(reverse("api-team-skills", args=[team.pk])).json() == [skill]
    assert send(keeper, "api-skill-end", skill["id"], body={"reason": "x"}).status_code == 200
    hours = {"starts_at": (now() - timedelta(hours=5)).isoformat(), "people": 3}
    hours["ends_at"] = (now() + timedelta(hours=5)).isoformat()
    shift = send(keeper, "api-team-shifts", team.pk, body=hours).json()
    rest = keeper.get(reverse("api-team-rest", args=[team.pk])).json()
    assert (rest["hours_on"], rest["rested"]) == (5.0, True)
    gone = send(keeper, "api-team-shift-withdraw", shift["id"], body={"reason": "x"})
    assert gone.json()["withdrawn_at"]
    assert keeper.get(reverse("api-team-shifts", args=[team.pk])).json() == []
