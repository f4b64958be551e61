"""Co-signature: a response of level I takes two commanders besides the proposer."""

import pytest

from command.core.errors import Conflict, NotPermitted
from command.core.models import Entry
from incidents.actions import activate_response, decide_response, end_response, propose_response
from incidents.lifecycle import Verdict
from incidents.models import ResponseChange, ResponseDecision
from incidents.selectors import proposals_awaiting, proposals_of
from incidents.warnings.models import ResponseSignature
from tests import make
from tests.incidents.fresh import fetcher
from tests.incidents.test_responses import given, levels
from tests.make import DALAD, ORDOS, Post
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def test_a_level_one_response_is_activated_by_the_second_signature():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    first, second = make.person(Post.COMMANDER, ORDOS), make.person(Post.DEPUTY, ORDOS)
    proposal = propose_response(actor=officer, **given(incident, level=1))

    def sign(actor):
        decide_response(
            actor=actor, proposal_id=proposal.pk, approve=Verdict.APPROVE,
            occurred_at=make.later(hours=1),
        )  # fmt: skip

    with whole_story(incident.room_id, fetcher(incident)) as entries:
        sign(first)
    assert [e["kind"] for e in entries] == ["proposal.signed"]
    assert "signed by" in entries[0]["says"]["en"]
    assert "1 of 2" in entries[0]["says"]["en"]
    assert levels(incident) == {}
    [card] = proposals_of(incident.pk, officer)
    assert (card.state, card.signed, card.needed) == ("pending", [first.name], 2)
    assert proposals_awaiting(first) == []
    assert len(proposals_awaiting(second)) == 1

    before = Entry.objects.filter(room=incident.room_id).count()
    with pytest.raises(Conflict):
        sign(first)
    with pytest.raises(NotPermitted):
        sign(officer)
    with pytest.raises(NotPermitted):
        sign(make.person(Post.COMMANDER, DALAD))
    assert Entry.objects.filter(room=incident.room_id).count() == before
    assert ResponseSignature.objects.count() == 1
    with whole_story(incident.room_id, fetcher(incident)) as entries:
        sign(second)
    assert [e["kind"] for e in entries] == ["proposal.approved", "response.activated"]
    assert levels(incident) == {ORDOS: 1}


def test_one_of_several_returns_it_whoever_has_signed():
    incident = make.incident()
    proposal = propose_response(
        actor=make.person(Post.LIAISON, ORDOS), **given(incident, level=1)
    )
    told = {"proposal_id": proposal.pk, "occurred_at": make.later(hours=1)}
    decide_response(actor=make.person(Post.COMMANDER, ORDOS), approve=Verdict.APPROVE, **told)
    decide_response(
        actor=make.person(Post.DEPUTY, ORDOS), approve=Verdict.RETURN, reason="依据不足", **told
    )
    assert ResponseDecision.objects.get().verdict == "return"
    assert not ResponseChange.objects.exists()


def test_row_16_ending_the_response_of_dalad_leaves_that_of_ordos():
    incident = make.incident()
    ordos, dalad = make.person(Post.COMMANDER, ORDOS), make.person(Post.COMMANDER, DALAD)
    activate_response(actor=ordos, **given(incident))
    activate_response(actor=dalad, **given(incident, DALAD, level=4))
    end_response(actor=dalad, incident_id=incident.pk, jurisdiction=DALAD, reason="解除")
    assert levels(incident) == {ORDOS: 3}
