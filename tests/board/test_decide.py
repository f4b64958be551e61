"""Answering from the screen: the door decides, the same answer twice is one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from command.board.decide import decide
from command.core import operations
from command.core.ids import new_id
from incidents.actions import propose_response
from incidents.models import ResponseDecision, ResponseState
from tests import make
from tests.make import ORDOS, Post
from tests.support.client import client_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    officer = make.person(Post.DUTY_OFFICER)
    return propose_response(
        actor=officer,
        incident_id=make.incident(by=officer).pk,
        jurisdiction=ORDOS,
        level=2,
        matter="Ice flood",
        measures="Move the villages",
        expected_until=now() + timedelta(hours=12),
    )


def answer(post, proposal, verdict, reason="", key=None):
    address = reverse("board-decide", args=["response", str(proposal.pk)])
    headers = {"Idempotency-Key": str(key)} if key else {}
    return client_at(post).post(
        address, {"verdict": verdict, "reason": reason}, headers=headers
    )


def test_a_commander_approves_and_the_response_is_active(proposal):
    assert answer("commander", proposal, "approve").status_code == 204

    assert ResponseState.objects.get().level == 2


def test_to_return_takes_a_reason_and_without_one_nothing_changes(proposal):
    assert answer("commander", proposal, "decline").status_code == 400
    assert not ResponseDecision.objects.exists()

    assert answer("commander", proposal, "decline", "Not yet").status_code == 204
    assert ResponseDecision.objects.get().verdict == "return"
    assert not ResponseState.objects.exists()


def test_an_observer_may_not_and_nothing_changes(proposal):
    assert answer("observer", proposal, "approve").status_code == 403

    assert not ResponseDecision.objects.exists()


def test_the_second_answer_is_refused_and_the_first_stands(proposal):
    answer("commander", proposal, "approve")

    assert answer("commander", proposal, "decline", "Too late").status_code == 409
    assert ResponseDecision.objects.get().verdict == "approve"


def test_one_key_is_one_answer(proposal):
    commander = make.person(Post.COMMANDER)
    given = {"verdict": "approve", "reason": "", "quantity": ""}
    key = new_id()

    def run():
        decide(actor=commander, kind="response", key=str(proposal.pk), **given)

    for _ in range(2):
        operations.once(key, actor=commander, what="decide", asked=given, run=run)

    assert ResponseDecision.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "key", "verdict"),
    [
        ("response", "x", "approve"),
        ("request", "x.150200", "approve"),
        ("transfer", "x", "approve"),
        ("transfer", "01890000-0000-7000-8000-000000000000", "decline"),
        ("weather", "x", "approve"),
        ("response", "x", "perhaps"),
    ],
)
def test_nonsense_is_refused_politely(kind, key, verdict):
    address = reverse("board-decide", args=[kind, key])

    assert client_at("commander").post(address, {"verdict": verdict}).status_code == 400


@pytest.mark.parametrize("quantity", ["", "six", "0", "-1", "9" * 40])
def test_a_quantity_is_a_number_within_reason(quantity):
    address = reverse("board-decide", args=["request", f"{new_id()}.150200"])

    given = {"verdict": "approve", "quantity": quantity}
    assert client_at("commander").post(address, given).status_code == 400
