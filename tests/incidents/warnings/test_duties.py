"""After a grave warning: a duty to decide, a ladder, an answer."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core import journal
from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.core.folding import FOLDS
from command.core.models import Entry
from incidents.actions import activate_response, propose_response
from incidents.models import Incident, ResponseChange, ResponseProposal
from incidents.warnings import selectors
from incidents.warnings.actions import (
    cancel_warning,
    decide_obligation,
    escalate_obligation,
    update_warning,
)
from incidents.warnings.models import Obligation, ObligationState
from incidents.warnings.tasks import chase_obligations
from tests import make
from tests.incidents.warnings import made
from tests.make import BAOTOU, DALAD, ORDOS, REGION, Post

pytestmark = pytest.mark.django_db


def state():
    return ObligationState.objects.select_related("obligation").get()


def inbox(person):
    told = [entry["kind"] for entry in journal.since(person.room, 0)]
    return [kind for kind in told if kind.startswith("obligation")]


def test_a_grave_warning_obliges_every_covered_jurisdiction_and_drafts_its_response():
    made.warning(level=3)
    assert not Obligation.objects.exists()
    officer = make.person(Post.DUTY_OFFICER, DALAD)
    made.warning(level=1, regions=[DALAD, BAOTOU])
    found = Obligation.objects.order_by("jurisdiction")
    assert [o.jurisdiction_id for o in found] == [BAOTOU, DALAD]
    draft = found[1]
    assert (draft.suggested_level, draft.matter) == (2, "凌汛灾害红色预警")
    assert draft.measures.count("\n") == 12  # five of art. 66 and eight of art. 67
    assert draft.due_at - draft.started_at == timedelta(minutes=15)
    assert inbox(officer) == ["obligation.started"]


def test_it_climbs_from_the_desk_over_the_commander_to_the_superior(clocks):
    commander = make.person(Post.COMMANDER, ORDOS)
    superior = make.person(Post.COMMANDER, REGION)
    begun = now()
    made.warning(level=1)
    assert selectors.awaiting(superior) == []
    assert len(selectors.awaiting(commander)) == 1
    for minutes, climbed, rung in (
        (9, 0, 0),
        (10.5, 1, 1),
        (11, 0, 1),
        (20.5, 1, 2),
        (999, 0, 2),
    ):
        clocks.move_to(begun + timedelta(minutes=minutes))
        assert chase_obligations() == climbed
        assert state().rung == rung
    assert inbox(commander) == ["obligation.escalated"]
    assert inbox(superior) == ["obligation.escalated"]
    assert len(selectors.awaiting(superior)) == 1
    assert escalate_obligation(actor=None, obligation_id=state().pk) is False
    assert FOLDS["warnings.Obligation"].rebuild() == 0


def test_a_commander_responds_as_drafted_and_an_incident_is_opened_for_it():
    commander = make.person(Post.COMMANDER, ORDOS)
    made.warning(level=2)
    decide_obligation(actor=commander, obligation_id=state().pk, verdict="activate")
    incident = Incident.objects.get()
    assert state().status == "activated"
    assert state().incident_id == incident.pk
    assert make.incident_card(incident).responses == {ORDOS: 3}
    with pytest.raises(BadTransition):
        decide_obligation(actor=commander, obligation_id=state().pk, verdict="activate")
    assert ResponseChange.objects.count() == 1


def test_what_needs_approval_or_comes_from_the_desk_is_proposed():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    made.warning(level=1, incident_id=incident.pk)
    decide_obligation(actor=officer, obligation_id=state().pk, verdict="activate", reason="急")
    assert state().status == "proposed"
    proposal = ResponseProposal.objects.get()
    assert (proposal.level, proposal.jurisdiction_id, proposal.actor) == (2, ORDOS, officer)


def test_whoever_does_not_respond_signs_why():
    made.warning(level=1)
    key = state().pk
    before = Entry.objects.count()
    refusals = [
        (make.person(Post.COMMANDER, ORDOS), {"verdict": "decline", "reason": " "}, Invalid),
        (make.person(Post.COMMANDER, ORDOS), {"verdict": "maybe"}, Invalid),
        (make.person(Post.LIAISON, ORDOS), {"verdict": "decline", "reason": "x"}, NotPermitted),
        (make.person(Post.OBSERVER, ORDOS), {"verdict": "activate"}, NotPermitted),
        (make.person(Post.COMMANDER, BAOTOU), {"verdict": "activate"}, NotThere),
    ]  # fmt: skip
    told = Entry.objects.count()
    for actor, given, refusal in refusals:
        with pytest.raises(refusal):
            decide_obligation(actor=actor, obligation_id=key, **given)
    assert state().status == "open"
    assert Entry.objects.count() == told >= before
    commander = make.person(Post.COMMANDER, ORDOS)
    decide_obligation(
        actor=commander, obligation_id=key, verdict="decline", reason="险情已在控制中"
    )
    assert (state().status, state().decided_by, state().reason) == (
        "declined", commander, "险情已在控制中",
    )  # fmt: skip
    assert not ResponseChange.objects.exists()


@pytest.mark.parametrize("act", [activate_response, propose_response])
def test_whoever_has_responded_has_decided(act):
    incident = make.incident()
    made.warning(level=2, incident_id=incident.pk)
    act(
        actor=make.person(Post.COMMANDER, ORDOS), incident_id=incident.pk, jurisdiction=ORDOS,
        level=3, matter="凌汛", measures="巡堤", expected_until=now() + timedelta(days=2),
    )  # fmt: skip
    assert state().status == ("activated" if act is activate_response else "proposed")
    made.warning(level=2, incident_id=incident.pk)  # Responds already at the level suggested.
    assert Obligation.objects.count() == (1 if act is activate_response else 2)


def test_the_duty_follows_the_warning():
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    warning = made.warning(by=officer, level=2)
    given = {"actor": officer, "warning_id": warning.pk, "issued_at": now()}
    update_warning(**given)
    assert Obligation.objects.count() == 1
    update_warning(**given, changes={"level": 1})
    assert [s.status for s in selectors.obligations().order_by("pk")] == ["lapsed", "open"]
    update_warning(**given, changes={"level": 4})
    assert set(ObligationState.objects.values_list("status", flat=True)) == {"lapsed"}
    update_warning(**given, changes={"level": 1})
    cancel_warning(**given, reason="解除")
    assert set(ObligationState.objects.values_list("status", flat=True)) == {"lapsed"}
    assert FOLDS["warnings.Obligation"].rebuild() == 0
