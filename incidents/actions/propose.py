"""Proposing a response, and deciding about the proposal: two people."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Person
from command.core.policies import COMMANDING, require
from incidents.actions.judge import known_region, said
from incidents.actions.respond import Measure, set_response
from incidents.events import ProposalApproved, ProposalReturned, ResponseProposed
from incidents.events.response import ProposalSigned
from incidents.lifecycle import Verdict
from incidents.models import Incident, ResponseDecision, ResponseProposal
from incidents.rights import PROPOSING, require_open
from incidents.selectors import ProposalCard, locked
from incidents.selectors.signatures import signatures_needed, signatures_of
from incidents.warnings.models import ResponseSignature


@door
def propose_response(
    *,
    actor: Person | None,
    incident_id: UUID,
    jurisdiction: str,
    level: int,
    matter: str,
    measures: str,
    expected_until: datetime,
    occurred_at: datetime | None = None,
) -> ResponseProposal:
    """Propose a response level for a jurisdiction to its commander.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` or ``Invalid``.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    known_region(jurisdiction)
    require(actor, PROPOSING, to=_("propose a response"), region=jurisdiction)
    require_open(state)
    at = occurred_at or now()
    measure = Measure.judged(level, matter, measures, expected_until, at)

    proposal = ResponseProposal(
        incident=incident,
        jurisdiction_id=jurisdiction,
        level=measure.level,
        matter=measure.matter,
        measures=measure.measures,
        expected_until=measure.expected_until,
        actor=actor,
        occurred_at=at,
    )
    proposal.save(force_insert=True)
    _tell(
        ResponseProposed(
            incident_id=str(incident.id),
            proposal_id=str(proposal.id),
            jurisdiction=jurisdiction,
            level=measure.level,
            matter=measure.matter,
        ),
        proposal,
        incident,
        actor,
        at,
    )
    return proposal


@door
def decide_response(
    *,
    actor: Person | None,
    proposal_id: UUID,
    approve: Verdict,
    reason: str = "",
    occurred_at: datetime | None = None,
) -> ResponseProposal:
    """Sign a proposed response, or return it with a reason.

    The last signature that the rule asks for approves it, which activates the response.
    The proposer does not decide; nor does the system; nobody signs twice. Raises
    ``NotThere``, ``NotPermitted``, ``Invalid``, ``BadTransition``, or ``Conflict`` when
    it was decided before.
    """
    proposal = ResponseProposal.objects.filter(pk=proposal_id).first()
    if proposal is None:
        raise NotThere(_("No such proposal, or not visible to you."))
    state = locked(proposal.incident_id, actor=actor)
    incident = state.incident
    verdict = Verdict(approve)
    require(actor, COMMANDING, to=_("decide about a response"), region=proposal.jurisdiction_id)
    if actor is None or actor.pk == proposal.actor_id:
        raise NotPermitted(_("Who proposes does not decide; another person must."))
    if proposal.decisions.exists():
        raise Conflict(_("This proposal was decided before."), proposal_id=str(proposal_id))
    at = occurred_at or now()
    if verdict is Verdict.APPROVE:
        require_open(state)
        reason = reason.strip()
        if not _sign(proposal, actor, reason, at):
            return proposal
    else:
        reason = said("reason", reason)

    ResponseDecision(
        proposal=proposal, verdict=verdict.value, reason=reason, actor=actor, occurred_at=at
    ).save(force_insert=True)
    fact = ProposalApproved if verdict is Verdict.APPROVE else ProposalReturned
    _tell(
        fact(
            incident_id=str(incident.id),
            proposal_id=str(proposal.id),
            jurisdiction=proposal.jurisdiction_id,
            level=proposal.level,
            reason=reason,
        ),
        proposal,
        incident,
        actor,
        at,
    )
    if verdict is Verdict.APPROVE:
        measure = Measure.judged(
            proposal.level, proposal.matter, proposal.measures, proposal.expected_until, at
        )
        set_response(incident, actor, proposal.jurisdiction_id, measure, at, proposal)
    return proposal


def _sign(proposal: ResponseProposal, actor: Person, reason: str, at: datetime) -> bool:
    """Put one's name under a proposal; return whether it takes no further name."""
    signed = {one.actor_id for one in signatures_of(proposal)}
    if actor.pk in signed:
        raise Conflict(_("You have signed this already; another commander must."))
    if proposal.expected_until <= at:
        raise Invalid(_("The expected duration ends before it begins."), field="expected_until")
    ResponseSignature(proposal=proposal, actor=actor, reason=reason, occurred_at=at).save(
        force_insert=True
    )
    needed = signatures_needed(proposal)
    if len(signed) + 1 >= needed:
        return True
    incident = proposal.incident
    fact = ProposalSigned(
        incident_id=str(incident.id),
        proposal_id=str(proposal.id),
        jurisdiction=proposal.jurisdiction_id,
        level=proposal.level,
        signed=len(signed) + 1,
        needed=needed,
        reason=reason,
    )
    _tell(fact, proposal, incident, actor, at)
    return False


def _tell(
    fact: ResponseProposed | ProposalSigned | ProposalApproved | ProposalReturned,
    proposal: ResponseProposal,
    incident: Incident,
    actor: Person | None,
    at: datetime,
) -> None:
    card = asdict(ProposalCard.of(proposal, incident))
    journal.append(
        fact,
        room=incident.room_id,
        actor=actor,
        changed={f"proposal.{proposal.id}": card},
        occurred_at=at,
    )
