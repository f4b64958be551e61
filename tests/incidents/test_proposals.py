"""Grave responses: proposed by one, decided by another, once."""

from datetime import timedelta

import pytest

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.ids import new_id
from command.core.models import Entry
from incidents.actions import (
    decide_response,
    propose_response,
)
from incidents.lifecycle import Verdict
from incidents.models import ResponseChange, ResponseDecision, ResponseProposal
from incidents.selectors import proposals_awaiting
from tests import make
from tests.incidents.fresh import fetcher
from tests.incidents.responding import given, levels
from tests.make import Post
from tests.support.race import race
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def test_a_proposal_waits_for_the_commander_and_approval_activates_it():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.ORDOS)
    commander = make.person(Post.COMMANDER, make.ORDOS)

    with whole_story(incident.room_id, fetcher(incident)) as entries:
        proposal = propose_response(actor=officer, **given(incident, level=2))
    assert [e["kind"] for e in entries] == ["proposal.made"]
    assert levels(incident) == {}
    assert [card.id for card in proposals_awaiting(commander)] == [str(proposal.pk)]
    assert proposals_awaiting(officer) == []

    with whole_story(incident.room_id, fetcher(incident)) as entries:
        decide_response(
            actor=commander, proposal_id=proposal.pk, approve=Verdict.APPROVE,
            occurred_at=make.later(hours=1),
        )  # fmt: skip
    assert [e["kind"] for e in entries] == ["proposal.approved", "response.activated"]
    assert levels(incident) == {make.ORDOS: 2}
    assert proposals_awaiting(commander) == []


def test_a_proposal_is_returned_with_a_reason():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    proposal = propose_response(
        actor=make.person(Post.PLANNER, make.ORDOS), **given(incident, level=2)
    )
    with pytest.raises(Invalid):
        decide_response(actor=commander, proposal_id=proposal.pk, approve=Verdict.RETURN)
    with whole_story(incident.room_id, fetcher(incident)) as entries:
        decide_response(
            actor=commander, proposal_id=proposal.pk, approve=Verdict.RETURN, reason="依据不足"
        )
    assert entries[0]["kind"] == "proposal.returned"
    assert entries[0]["says"]["en"].endswith("returned — 依据不足")
    assert levels(incident) == {}
    with pytest.raises(Conflict):
        decide_response(actor=commander, proposal_id=proposal.pk, approve=Verdict.APPROVE)


def test_who_proposes_does_not_decide_nor_does_the_system():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    proposal = propose_response(actor=commander, **given(incident, level=2))
    for actor in (commander, None):
        with pytest.raises(NotPermitted, match="another person"):
            decide_response(actor=actor, proposal_id=proposal.pk, approve=Verdict.APPROVE)
    assert not ResponseDecision.objects.exists()
    assert levels(incident) == {}


@pytest.mark.parametrize(
    ("post", "region"), [(Post.DUTY_OFFICER, make.ORDOS), (Post.COMMANDER, make.DALAD)]
)
def test_who_does_not_command_there_does_not_decide(post, region):
    incident = make.incident()
    proposal = propose_response(
        actor=make.person(Post.LIAISON, make.ORDOS), **given(incident, level=2)
    )
    with pytest.raises(NotPermitted):
        decide_response(
            actor=make.person(post, region), proposal_id=proposal.pk, approve=Verdict.APPROVE
        )
    assert not ResponseDecision.objects.exists()


def test_an_observer_proposes_nothing():
    incident = make.incident()
    with pytest.raises(NotPermitted):
        propose_response(
            actor=make.person(Post.OBSERVER, make.ORDOS), **given(incident, level=2)
        )
    assert not ResponseProposal.objects.exists()


def test_a_proposal_that_is_not_there_is_not_there():
    with pytest.raises(NotThere):
        decide_response(
            actor=make.person(Post.COMMANDER, make.ORDOS),
            proposal_id=new_id(),
            approve=Verdict.APPROVE,
        )


def test_an_approval_that_comes_too_late_activates_nothing():
    incident = make.incident()
    proposal = propose_response(
        actor=make.person(Post.LIAISON, make.ORDOS), **given(incident, level=2)
    )
    with pytest.raises(Invalid):
        decide_response(
            actor=make.person(Post.COMMANDER, make.ORDOS),
            proposal_id=proposal.pk,
            approve=Verdict.APPROVE,
            occurred_at=proposal.expected_until + timedelta(seconds=1),
        )
    assert not ResponseDecision.objects.exists()
    assert not Entry.objects.filter(kind="proposal.approved").exists()


@pytest.mark.django_db(transaction=True)
def test_two_commanders_at_once_approve_once():
    incident = make.incident()
    proposal = propose_response(
        actor=make.person(Post.LIAISON, make.ORDOS), **given(incident, level=2)
    )
    commanders = [make.person(Post.COMMANDER, make.ORDOS) for _ in range(3)]

    outcomes = race(
        lambda: decide_response(
            actor=commanders.pop(), proposal_id=proposal.pk, approve=Verdict.APPROVE
        ),
        times=3,
    )

    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 2
    assert ResponseDecision.objects.count() == 1
    assert ResponseChange.objects.count() == 1
