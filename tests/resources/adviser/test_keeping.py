"""No city goes below a floor that it has set itself without the signature it names."""

from contextlib import suppress

import pytest
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command.board.decide import decide
from command.core.errors import Conflict, Refusal
from command.core.models import Entry
from resources.actions import answer_request, commit_stock, commit_team, reserve
from resources.adviser.actions import sign_floor
from resources.adviser.floors import standing
from resources.adviser.models import FloorAnswer, FloorBreach
from resources.adviser.selectors.signing import breaches_awaiting
from resources.models import Deployment, RequestReply
from tests import make
from tests.make import BAOTOU, HOHHOT, Post
from tests.resources.adviser.test_floors import own_floor
from tests.resources.test_reservations import hours
from tests.support.client import client_of

pytestmark = pytest.mark.django_db
BOATS = "2990102"


@pytest.fixture
def jam():
    return make.incident()


@pytest.fixture
def boats():
    own_floor(BAOTOU, BOATS, 6)
    return make.stock(on_hand=10)


def officer():
    return make.person(Post.RESOURCE_OFFICER, BAOTOU)


def deputy():
    return make.person(Post.DEPUTY, BAOTOU)


def say(person, request, quantity, answer="accept"):
    told = {"request_id": request.pk, "city": BAOTOU, "quantity": quantity}
    return answer_request(actor=person, answer=answer, reason="堤防告急", **told)


def give(person, incident, stock, quantity, request=None):
    told = {"incident_id": incident.pk, "stock_id": stock.pk, "quantity": quantity}
    return commit_stock(actor=person, request_id=request.pk if request else None, **told)


def counts():
    models = (Deployment, RequestReply, FloorBreach, FloorAnswer, Entry)
    return [model.objects.count() for model in models]


def refused(act, **detail):
    before = counts()
    with pytest.raises(Conflict) as refusal:
        act()
    assert detail.items() <= refusal.value.detail.items()
    assert counts() == before
    return str(refusal.value.message)


def test_without_a_signature_it_is_refused_with_floor_rest_and_post(jam, boats):
    person, request = officer(), make.request(jam, quantity=6)
    told = {"floor": 6, "left": 4, "signed_by": "deputy"}
    message = refused(lambda: say(person, request, 6), **told)
    assert all(word in message for word in ("Baotou", "6 boats", "only 4", "Deputy commander"))
    refused(lambda: give(person, jam, boats, 6), **told)
    thing = {"incident_id": jam.pk, "stock_id": boats.pk, "quantity": 6}
    refused(lambda: reserve(actor=person, **thing, **hours(1, 2)), **told)
    boats.refresh_from_db()
    assert boats.available == 10
    say(person, request, 4)
    give(person, jam, boats, 4, request)
    assert not FloorBreach.objects.exists()


def test_who_holds_the_post_signs_by_giving_and_that_covers_the_orders_after_it(jam, boats):
    request = make.request(jam, quantity=6)
    say(deputy(), request, 6)
    answer = FloorAnswer.objects.get()
    assert (answer.answer, answer.origin, answer.breach.broken) == ("signed", BAOTOU, 2)
    assert answer.breach.request_id == request.pk
    assert Entry.objects.filter(kind="floor_breach.answered").count() == 1
    person = officer()
    give(person, jam, boats, 3, request)
    give(person, jam, boats, 3, request)
    # It was signed for this request, and down to four.
    refused(lambda: give(person, jam, boats, 1), left=3)
    assert FloorAnswer.objects.count() == 1


def test_a_provisional_answer_asks_for_the_signature_and_then_it_goes(jam, boats):
    person, chief, request = officer(), deputy(), make.request(jam, quantity=6)
    say(person, request, 6, "provisional")
    say(person, request, 6, "provisional")
    (card,) = breaches_awaiting(chief)
    assert (card.request, card.floor, card.left) == (str(request.pk), 6, 4)
    assert breaches_awaiting(person) == []
    refused(lambda: say(person, request, 6), left=4)
    page = client_of(chief).get(reverse("board-panel", args=["decisions"])).content.decode()
    assert f"dec-floor-{card.id}" in page
    told = {"kind": "floor", "key": card.id, "reason": "", "quantity": ""}
    with pytest.raises(Refusal):
        decide(actor=person, verdict="approve", **told)
    decide(actor=chief, verdict="approve", **told)
    assert breaches_awaiting(chief) == []
    say(person, request, 6)
    give(person, jam, boats, 6, request)


def test_a_refusal_opens_nothing(jam, boats):
    person, request = officer(), make.request(jam, quantity=6)
    say(person, request, 6, "provisional")
    breach = FloorBreach.objects.get()
    sign_floor(actor=deputy(), breach_id=breach.pk, is_signed=False, reason="本市也有险情")
    refused(lambda: say(person, request, 6))
    refused(lambda: give(person, jam, boats, 5), left=5)


def test_what_is_kept_for_later_has_been_given_and_what_was_never_there_binds_nobody(jam):
    own_floor(BAOTOU, "FLOOD", 2)
    own_floor(HOHHOT, "FLOOD", 2)
    person = officer()
    teams = [make.team() for _ in range(3)]
    only = make.team(region=HOHHOT)
    make.request(jam, what="FLOOD")  # so both cities see the incident
    given = {"actor": person, "incident_id": jam.pk}
    reserve(team_id=teams[0].pk, **hours(1, 2), **given)
    refused(lambda: commit_team(team_id=teams[1].pk, **given), left=1)
    hohhot = make.person(Post.RESOURCE_OFFICER, HOHHOT)
    commit_team(actor=hohhot, incident_id=jam.pk, team_id=only.pk)


acts = st.lists(
    st.tuples(
        st.sampled_from(["accept", "provisional", "order", "answering", "sign"]),
        st.integers(1, 7),
        st.booleans(),
    ),
    max_size=7,
)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=acts)
def test_whatever_is_answered_and_ordered_nothing_goes_below_a_floor_unsigned(acts):
    with transaction.atomic():
        own_floor(BAOTOU, BOATS, 6)
        stock, jam, people = make.stock(on_hand=10), make.incident(), (officer(), deputy())
        request = make.request(jam, quantity=9, asked=[BAOTOU])
        for act, quantity, is_chief in acts:
            person = people[is_chief]
            with suppress(Refusal):
                _play(act, person, jam, stock, request, quantity)
            left, _total = standing(BAOTOU, BOATS, None)
            signed = FloorBreach.objects.filter(
                answers__answer="signed", giving__gte=F("before") - left
            )
            assert left >= 6 or signed.exists()
        transaction.set_rollback(True)


def _play(act, person, jam, stock, request, quantity):
    if act in {"accept", "provisional"}:
        say(person, request, quantity, act)
    elif act == "order":
        give(person, jam, stock, quantity)
    elif act == "answering":
        give(person, jam, stock, quantity, request)
    else:
        for card in breaches_awaiting(person):
            sign_floor(actor=person, breach_id=card.id, is_signed=True, reason="r")
