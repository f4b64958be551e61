"""The public views of responses, proposals and offers of command."""

from dataclasses import dataclass
from typing import Self

from command.core.times import iso, iso_or_none
from incidents.lifecycle import Verdict
from incidents.models import Incident, ResponseProposal, ResponseState
from incidents.selectors.signatures import Needed, signatures_of


@dataclass(frozen=True, slots=True)
class ResponseCard:
    """The response of one jurisdiction; ``level`` is null once it has ended."""

    id: str
    incident: str
    jurisdiction: str
    level: int | None
    matter: str
    measures: str
    expected_until: str | None
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, response: ResponseState, incident: Incident) -> Self:
        """Build the card; asks the database nothing."""
        until = response.expected_until
        return cls(
            id=str(response.id),
            incident=str(incident.id),
            jurisdiction=response.jurisdiction_id,
            level=response.level,
            matter=response.matter,
            measures=response.measures,
            expected_until=iso_or_none(until),
            at=iso(response.updated_at),
            room=incident.room_id,
            exercise=incident.exercise_id is not None,
            origin=response.origin,
        )


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """A proposed response; ``state`` is ``pending``, ``approved`` or ``returned``.

    ``signed`` names who has signed; it takes ``needed`` signatures to activate.
    """

    id: str
    incident: str
    incident_title: str
    jurisdiction: str
    level: int
    matter: str
    measures: str
    expected_until: str
    proposed_by: str | None
    proposed_by_name: str
    state: str
    reason: str
    signed: list[str]
    needed: int
    asked_at: str
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(
        cls, proposal: ResponseProposal, incident: Incident, needed: Needed | None = None
    ) -> Self:
        """Build the card; needs ``actor``, decisions and signatures read before, or reads them.

        ``needed`` remembers the rules from one card to the next.
        """
        decision = next(iter(proposal.decisions.all()), None)
        state = "pending"
        if decision is not None:
            state = "approved" if decision.verdict == Verdict.APPROVE else "returned"
        return cls(
            id=str(proposal.id),
            incident=str(incident.id),
            incident_title=incident.title,
            jurisdiction=proposal.jurisdiction_id,
            level=proposal.level,
            matter=proposal.matter,
            measures=proposal.measures,
            expected_until=iso(proposal.expected_until),
            proposed_by=str(proposal.actor_id) if proposal.actor_id else None,
            proposed_by_name=proposal.actor.name if proposal.actor else "",
            state=state,
            reason=decision.reason if decision else "",
            signed=[one.actor.name for one in signatures_of(proposal)],
            needed=(needed or Needed()).of(proposal.level, proposal.jurisdiction_id),
            asked_at=iso(proposal.occurred_at),
            at=iso((decision or proposal).occurred_at),
            room=incident.room_id,
            exercise=incident.exercise_id is not None,
            origin=proposal.origin,
        )


@dataclass(frozen=True, slots=True)
class CommandOfferCard:
    """Command of an incident that is offered and not yet taken."""

    id: str
    incident: str
    incident_title: str
    by: str
    to: str
    reason: str
    at: str
    room: str
    exercise: bool
    origin: str
