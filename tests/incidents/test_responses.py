"""Responses: each jurisdiction its own level; the grave ones by two people."""

from datetime import timedelta

import pytest

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.folding import FOLDS
from command.core.ids import new_id
from command.core.models import Entry
from incidents.actions import (
    activate_response,
    decide_response,
    end_response,
    move_incident,
    propose_response,
    share_incident,
)
from incidents.lifecycle import Verb, Verdict
from incidents.models import ResponseChange, ResponseDecision, ResponseProposal
from incidents.selectors import proposals_awaiting
from tests import make
from tests.incidents.fresh import fetcher
from tests.make import Post
from tests.support.race import race
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def given(incident, jurisdiction=make.ORDOS, level=3, **others):
    return {
        "incident_id": incident.pk,
        "jurisdiction": jurisdiction,
        "level": level,
        "matter": "黄河凌汛",
        "measures": "加密巡堤、转移准备",
        "expected_until": make.later(days=2),
        "occurred_at": make.later(minutes=40),
        **others,
    }


def levels(incident):
    return make.incident_card(incident).responses


def test_the_commander_activates_and_the_journal_tells_it():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)

    with whole_story(incident.room_id, fetcher(incident)) as entries:
        activate_response(actor=commander, **given(incident))

    assert levels(incident) == {make.ORDOS: 3}
    assert [e["kind"] for e in entries] == ["response.activated"]
    assert entries[0]["says"]["en"] == "Ordos activates level Ⅲ response: 黄河凌汛"
    assert entries[0]["occurred_at"] == make.later(minutes=40).isoformat()


def test_adjusting_tells_the_level_that_was_left():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    activate_response(actor=commander, **given(incident, level=4))
    with whole_story(incident.room_id, fetcher(incident)) as entries:
        activate_response(actor=commander, **given(incident, level=3))
    assert levels(incident) == {make.ORDOS: 3}
    assert entries[0]["kind"] == "response.adjusted"
    assert "from level Ⅳ to level Ⅲ" in entries[0]["says"]["en"]


def test_each_jurisdiction_has_its_own_level_and_ending_one_leaves_the_others():
    incident = make.incident()
    ordos = make.person(Post.COMMANDER, make.ORDOS)
    dalad = make.person(Post.COMMANDER, make.DALAD)
    activate_response(actor=ordos, **given(incident))
    activate_response(actor=dalad, **given(incident, make.DALAD))
    with whole_story(incident.room_id, fetcher(incident)) as entries:
        end_response(
            actor=dalad, incident_id=incident.pk, jurisdiction=make.DALAD, reason="险情解除"
        )
    assert entries[0]["kind"] == "response.ended"
    assert entries[0]["says"]["en"] == "Dalad Banner ends its level Ⅲ response — 险情解除"
    assert levels(incident) == {make.ORDOS: 3}
    assert FOLDS["incidents.Response"].rebuild() == 0


def test_a_neighbour_that_the_incident_is_shared_with_activates_its_own():
    incident = make.incident()
    baotou = make.person(Post.COMMANDER, make.BAOTOU)
    with pytest.raises(NotThere):
        activate_response(actor=baotou, **given(incident, make.BAOTOU))
    share_incident(
        actor=make.person(Post.COMMANDER, make.ORDOS),
        incident_id=incident.pk,
        grantees=[make.BAOTOU],
        reason="北岸",
        until=None,
    )
    activate_response(actor=baotou, **given(incident, make.BAOTOU))
    with pytest.raises(NotPermitted):
        activate_response(actor=baotou, **given(incident, make.ORDOS))
    assert levels(incident) == {make.BAOTOU: 3}


@pytest.mark.parametrize("level", [1, 2])
def test_grave_levels_need_a_proposal_even_for_the_system(level):
    incident = make.incident()
    for actor in (make.person(Post.COMMANDER, make.ORDOS), None):
        with pytest.raises(NotPermitted, match="proposal") as refused:
            activate_response(actor=actor, **given(incident, level=level))
        assert refused.value.detail["needs"] == "proposal"
    assert levels(incident) == {}


@pytest.mark.parametrize("post", [Post.DUTY_OFFICER, Post.PLANNER, Post.OBSERVER])
def test_who_does_not_command_activates_and_ends_nothing(post):
    incident = make.incident()
    activate_response(actor=make.person(Post.DEPUTY, make.ORDOS), **given(incident))
    bystander = make.person(post, make.ORDOS)
    with pytest.raises(NotPermitted):
        activate_response(actor=bystander, **given(incident, level=4))
    with pytest.raises(NotPermitted):
        end_response(
            actor=bystander, incident_id=incident.pk, jurisdiction=make.ORDOS, reason="x"
        )
    assert levels(incident) == {make.ORDOS: 3}
    assert ResponseChange.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("matter", " "),
        ("measures", ""),
        ("expected_until", make.later(minutes=40)),
        ("level", 5),
        ("jurisdiction", "159999"),
    ],
)
def test_a_response_that_lacks_one_of_the_four_is_refused(field, value):
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.REGION)
    with pytest.raises(Invalid) as refused:
        activate_response(actor=commander, **given(incident, **{field: value}))
    if field in {"matter", "measures", "expected_until"}:
        assert refused.value.detail["field"] == field
    assert not ResponseChange.objects.exists()


def test_what_is_not_active_is_not_ended():
    incident = make.incident()
    with pytest.raises(Conflict):
        end_response(
            actor=make.person(Post.COMMANDER, make.ORDOS),
            incident_id=incident.pk,
            jurisdiction=make.ORDOS,
            reason="x",
        )


def test_an_ended_incident_takes_no_response():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    move_incident(actor=commander, incident_id=incident.pk, verb=Verb.VOID, reason="误报")
    with pytest.raises(BadTransition):
        activate_response(actor=commander, **given(incident))
    with pytest.raises(BadTransition):
        propose_response(actor=commander, **given(incident))
    assert not ResponseChange.objects.exists()


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


@pytest.mark.django_db(transaction=True)
def test_many_jurisdictions_at_once_each_get_their_level():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.REGION)
    places = [make.ORDOS, make.DALAD, make.BAOTOU, make.HOHHOT]

    outcomes = race(
        lambda: activate_response(actor=commander, **given(incident, places.pop())), times=4
    )

    assert len([o for o in outcomes if not isinstance(o, Exception)]) == 4
    assert levels(incident) == dict.fromkeys(
        [make.HOHHOT, make.BAOTOU, make.ORDOS, make.DALAD], 3
    )
    steps = ResponseChange.objects.order_by("step").values_list("step", flat=True)
    assert list(steps) == [1, 2, 3, 4]
