"""What waits for a decision, and what hangs on an incident."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from command.core.models import Person
from command.core.policies import COMMANDING, duties_of, within
from command.core.times import iso
from incidents.lifecycle import ENDED
from incidents.models import (
    IncidentChange,
    IncidentState,
    Note,
    Observation,
    ResponseDecision,
    ResponseProposal,
    ResponseState,
)
from incidents.selectors.board import seen, visible_to
from incidents.selectors.record_cards import FigureCard, NoteCard
from incidents.selectors.response_cards import CommandOfferCard, ProposalCard, ResponseCard
from incidents.selectors.signatures import Needed


def proposals_awaiting(person: Person) -> list[ProposalCard]:
    """Return the proposals that ``person`` may decide: of others, for where they command."""
    commanded = duties_of(person).filter(post__in=COMMANDING, region__isnull=False)
    mine = Q(pk__in=[])
    for scope in commanded.values_list("region_id", flat=True):
        mine |= within(scope, "jurisdiction_id")
    waiting = _proposals().filter(mine, decisions__isnull=True, incident__in=visible_to(person))
    waiting = waiting.exclude(incident__state__status__in=ENDED).exclude(actor=person)
    waiting, needed = waiting.exclude(signatures__actor=person), Needed()
    return [ProposalCard.of(row, row.incident, needed) for row in waiting]


def command_offers_awaiting(person: Person) -> list[CommandOfferCard]:
    """Return the offers of command that ``person`` may accept."""
    commanded = duties_of(person).filter(post__in=COMMANDING, region__isnull=False)
    states = IncidentState.objects.filter(
        command_offered_to__in=commanded.values("region_id"), incident__in=visible_to(person)
    )
    states = states.exclude(status__in=ENDED)
    return [offer_card(state) for state in states.select_related("incident")]


def offer_card(state: IncidentState) -> CommandOfferCard:
    """Return the card of the open offer of command. One query."""
    change = IncidentChange.objects.get(pk=str(state.command_offer_id))
    incident = state.incident
    return CommandOfferCard(
        id=str(change.pk),
        incident=str(incident.id),
        incident_title=incident.title,
        by=state.lead_authority,
        to=state.command_offered_to,
        reason=change.data["reason"],
        at=iso(change.occurred_at),
        room=incident.room_id,
        exercise=incident.exercise_id is not None,
        origin=change.origin,
    )


def responses_of(incident_id: UUID, person: Person) -> list[ResponseCard]:
    """Return the responses to an incident, ended ones too."""
    incident = seen(incident_id, person)
    rows = ResponseState.objects.filter(incident=incident)
    return [ResponseCard.of(row, incident) for row in rows]


def proposals_of(incident_id: UUID, person: Person) -> list[ProposalCard]:
    """Return what has been proposed for an incident, oldest first."""
    incident, needed = seen(incident_id, person), Needed()
    rows = _proposals().filter(incident=incident)
    return [ProposalCard.of(row, incident, needed) for row in rows]


def observations_of(incident_id: UUID, person: Person) -> list[FigureCard]:
    """Return every figure that any source gave, newest first."""
    incident = seen(incident_id, person)
    rows = Observation.objects.filter(incident=incident).order_by("-occurred_at", "-pk")
    return [FigureCard.of(row, incident) for row in rows]


def notes_of(incident_id: UUID, person: Person) -> list[NoteCard]:
    """Return the event chronicle, newest first."""
    incident = seen(incident_id, person)
    rows = Note.objects.filter(incident=incident).select_related("actor")
    return [NoteCard.of(row, incident) for row in rows.order_by("-occurred_at", "-pk")]


def _proposals() -> QuerySet[ResponseProposal]:
    decisions = Prefetch("decisions", ResponseDecision.objects.order_by("occurred_at"))
    return ResponseProposal.objects.select_related("actor", "incident").prefetch_related(
        decisions, "signatures__actor"
    )
