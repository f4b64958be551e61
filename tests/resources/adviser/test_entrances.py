"""The adviser's page and interface: what is shown to whom, and how a plan is chosen there."""

import json

import pytest
from django.urls import reverse

from incidents.joint.models import Decision
from resources.adviser.actions import ask_advice, choose_plan
from resources.adviser.models import Advice, FloorBreach
from resources.adviser.selectors.signing import breaches_awaiting, suggested_for
from resources.adviser.tasks import answer
from resources.models import Deployment, ResourceRequest
from tests import make
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, ULANQAB, Post
from tests.resources.adviser import story
from tests.resources.adviser.test_floors import own_floor
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def jam():
    return make.incident()


@pytest.fixture
def commander():
    return make.person(Post.COMMANDER, ORDOS)


def page(person, incident, part="adviser"):
    return client_of(person).get(reverse(part, args=[incident.pk]))


def test_the_page_says_what_is_true_before_and_after_and_chooses_once(jam, commander):
    told = page(commander, jam).content.decode()
    assert "This incident has stated no need." in told
    story.stocks()
    own_floor(ORDOS, story.BOATS, 4)  # as the region proposes, but agreed by itself
    own_floor(ULANQAB, story.BOATS, 1, enabled="")
    story.need(jam)
    assert "The adviser has not been asked yet." in page(commander, jam).content.decode()
    client = client_of(commander)
    assert client.post(reverse("adviser-ask", args=[jam.pk])).status_code == 302
    assert "the proof is on its way" in page(commander, jam, "adviser-plans").content.decode()
    advice = Advice.objects.get()
    answer(advice.pk)
    told = page(commander, jam).content.decode()
    assert told.count("proven best") == 3
    for words in ("Least depletion", "8 → <b>4</b>", "Not chosen", 'data-question="choose"'):
        assert words in told
    # In each plan: Baotou and Hohhot have the region's proposal only, Ulanqab has no floor.
    assert (told.count(">proposed</em>"), told.count("no floor set")) == (6, 3)
    paper = client.get(reverse("adviser-paper", args=[jam.pk]) + "?form=json")
    assert "Least depletion" in json.dumps(paper.json(), ensure_ascii=False)

    url = reverse("adviser-choose", args=[advice.pk, "fastest"])
    key = {"HTTP_IDEMPOTENCY_KEY": "01890000-0000-7000-8000-00000000ad01"}
    assert client.post(url, {"reason": ""}).status_code == 400
    for _ in range(2):  # the same key twice is one choice
        assert client.post(url, {"reason": "冰坝", "as_of": "proven"}, **key).status_code == 204
    assert client.post(url, {"reason": "again"}).status_code == 409
    assert (Decision.objects.count(), Deployment.objects.count()) == (1, 1)
    assert "Chosen by" in page(commander, jam).content.decode()


def test_who_sees_less_is_told_less(jam, commander):
    stocks = story.stocks()
    secret = make.team(region=BAOTOU, kind="WATER", name="暗河一队", base=(40.58, 109.98))
    story.need(jam)
    story.need(jam, what="WATER", quantity=1)
    advice = ask_advice(actor=commander, incident_id=jam.pk)
    # The city's desk knows what each city has, but not the names of its forces.
    told = page(commander, jam).content.decode()
    assert secret.name not in told
    assert stocks["baotou"].depot not in told
    assert stocks["ordos"].depot in told
    assert "8 → <b>4</b>" in told
    # The banner's desk is not told what other cities have.
    banner = make.person(Post.DUTY_OFFICER, DALAD)
    told = page(banner, jam).content.decode()
    assert "8 → <b>4</b>" not in told
    assert stocks["baotou"].depot not in told
    shown = client_of(banner).get(reverse("api-advice", args=[advice.pk])).json()
    cities = {row["city"] for plan in shown["plans"] for row in plan["remains"]}
    assert cities <= {ORDOS}
    assert str(secret.pk) not in json.dumps(shown)
    assert str(stocks["baotou"].pk) not in json.dumps(shown)
    # Who does not see the incident sees nothing at all.
    stranger = make.person(Post.COMMANDER, HOHHOT)
    for name in ("adviser", "adviser-plans", "adviser-needs", "adviser-paper"):
        assert page(stranger, jam, name).status_code == 404
    for name, key in (("api-incident-advice", jam.pk), ("api-advice", advice.pk)):
        assert client_of(stranger).get(reverse(name, args=[key])).status_code == 404


def test_the_city_asked_sees_its_own_units_named_and_nobody_else_does(jam, commander):
    stocks = story.stocks()
    story.need(jam)
    advice = ask_advice(actor=commander, incident_id=jam.pk)
    choose_plan(actor=commander, advice_id=advice.pk, plan="fastest", reason="r")
    request = ResourceRequest.objects.get()
    lender = make.person(Post.COMMANDER, BAOTOU)
    (unit,) = suggested_for([request.pk], lender)[request.pk]
    assert (unit["name"], unit["quantity"]) == (stocks["baotou"].depot, "4")
    assert suggested_for([request.pk], commander) == {}
    url = reverse("api-request-suggestions", args=[request.pk])
    assert client_of(lender).get(url).json()[0]["id"] == str(stocks["baotou"].pk)


def test_machines_ask_choose_and_sign(jam, commander):
    story.stocks(ordos=6, baotou=5, hohhot=0)
    story.need(jam, quantity=6)
    client = client_of(commander)
    asked = client.post(
        reverse("api-incident-advice", args=[jam.pk]), {}, content_type="application/json"
    )
    assert asked.status_code == 201
    assert len(asked.json()["plans"]) == 3
    key = asked.json()["card"]["id"]
    given = {"plan": "fastest", "reason": "lives"}
    url = reverse("api-advice-choose", args=[key])
    done = client.post(url, given, content_type="application/json")
    assert done.status_code == 200
    assert done.json()["signatures"] >= 1
    breach = FloorBreach.objects.filter(city=BAOTOU).first() or FloorBreach.objects.first()
    deputy = make.person(Post.DEPUTY, breach.city)
    assert breach.pk in {
        card_id for card in breaches_awaiting(deputy) if (card_id := _id(card))
    }
    waiting = client_of(deputy).get(reverse("api-floors-awaiting")).json()
    assert str(breach.pk) in {row["id"] for row in waiting}
    url = reverse("api-floor-sign", args=[breach.pk])
    body = {"is_signed": False, "reason": "本市也有险情"}
    signed = client_of(deputy).post(url, body, content_type="application/json")
    assert (signed.status_code, signed.json()["answer"]) == (200, "refused")
    listed = client.get(reverse("api-incident-floors", args=[jam.pk])).json()
    assert "refused" in {row["answer"] for row in listed}
    assert "本市也有险情" in page(commander, jam).content.decode()
    floors = client.get(reverse("api-floors")).json()
    assert {row["city"] for row in floors} >= {BAOTOU, HOHHOT}


def _id(card):
    from uuid import UUID

    return UUID(card.id)
