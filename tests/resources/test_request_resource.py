"""Asking for forces: the door, from every side."""

import pytest

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.policies import may_follow
from resources.actions import request_resource, withdraw_request
from tests import make
from tests.resources.story import Post, cards, officer, refused
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def ask(actor, incident, **given):
    told = {
        "what": "2990601",
        "quantity": 6,
        "unit": "",
        "asked": [make.BAOTOU, make.HOHHOT],
        "place": "K287+300",
        **given,
    }
    return request_resource(actor=actor, incident_id=incident.pk, **told)


def test_the_duty_officer_asks_and_the_journal_tells_it():
    incident = make.incident()
    asker = make.person(Post.DUTY_OFFICER, make.ORDOS)

    with whole_story(incident.room_id, cards) as entries:
        request = ask(asker, incident)

    assert [entry["kind"] for entry in entries] == ["incident.shared", "request.made"]
    assert entries[1]["says"]["en"] == (
        "RR-150600-01: 6 trucks of Pump truck (≥1000 m³/h) asked of Baotou, Hohhot"
    )
    state = request.state
    assert (state.status, state.requested, state.accepted) == ("open", 6, 0)
    assert state.awaiting == [make.HOHHOT, make.BAOTOU]
    assert request.unit == "台"


def test_who_is_asked_sees_the_incident_from_then_on():
    incident = make.incident()
    asked, stranger = officer(make.BAOTOU), officer(make.ULANQAB)
    assert not may_follow(asked, incident.room_id)

    ask(make.person(Post.DUTY_OFFICER, make.ORDOS), incident)

    assert may_follow(asked, incident.room_id)
    assert not may_follow(stranger, incident.room_id)


def test_asking_again_shares_nothing_again():
    incident = make.incident()
    asker = make.person(Post.DUTY_OFFICER, make.ORDOS)
    ask(asker, incident)

    with whole_story(incident.room_id, cards) as entries:
        second = ask(asker, incident)

    assert [entry["kind"] for entry in entries] == ["request.made"]
    assert second.number == "RR-150600-02"


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": "no such thing"},
        {"quantity": 0},
        {"quantity": 10_000_001},
        {"asked": []},
        {"asked": ["150621"]},
        {"asked": [make.ORDOS]},
    ],
)
def test_what_cannot_be_meant_is_refused(wrong):
    incident = make.incident()
    asker = make.person(Post.DUTY_OFFICER, make.ORDOS)

    with refused(Invalid):
        ask(asker, incident, **wrong)


def test_a_number_is_given_once():
    incident = make.incident()
    asker = make.person(Post.DUTY_OFFICER, make.ORDOS)
    ask(asker, incident, number="RR-01")

    with refused(Conflict, number="RR-01"):
        ask(asker, incident, number="RR-01")


@pytest.mark.parametrize("post", [Post.OBSERVER, Post.TEAM_MEMBER])
def test_other_posts_may_not_and_nothing_changes(post):
    incident = make.incident()
    bystander = make.person(post, make.ORDOS)

    with refused(NotPermitted):
        ask(bystander, incident)


def test_who_does_not_see_the_incident_cannot_ask_for_it():
    incident = make.incident()
    stranger = officer(make.BAOTOU)

    with refused(NotThere):
        ask(stranger, incident)


def test_the_asker_withdraws_and_the_journal_tells_it():
    incident = make.incident()
    asker = make.person(Post.DUTY_OFFICER, make.ORDOS)
    request = ask(asker, incident)

    with whole_story(incident.room_id, cards) as entries:
        withdraw_request(actor=asker, request_id=request.pk, reason="the jam has gone")

    request.state.refresh_from_db()
    assert (request.state.status, request.state.awaiting) == ("withdrawn", [])
    assert [entry["kind"] for entry in entries] == ["request.withdrawn"]


def test_what_was_withdrawn_is_not_withdrawn_again():
    incident = make.incident()
    asker = make.person(Post.DUTY_OFFICER, make.ORDOS)
    request = ask(asker, incident)
    withdraw_request(actor=asker, request_id=request.pk, reason="the jam has gone")

    with refused(Conflict, status="withdrawn"):
        withdraw_request(actor=asker, request_id=request.pk, reason="again")


def test_the_lender_does_not_withdraw_what_it_was_asked():
    incident = make.incident()
    lender = officer(make.BAOTOU)
    request = ask(make.person(Post.DUTY_OFFICER, make.ORDOS), incident)

    with refused(NotPermitted):
        withdraw_request(actor=lender, request_id=request.pk, reason="no boats")
