"""Incidents as people may see them."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import require_sight, rooms_visible_to
from incidents.lifecycle import ENDED
from incidents.models import Incident, IncidentState, ResponseState
from incidents.selectors.cards import IncidentCard
from incidents.selectors.shares import shared_with
from incidents.selectors.totals import latest, summed


def visible_to(person: Person) -> QuerySet[Incident]:
    """Return the incidents whose rooms ``person`` may follow."""
    return every().filter(room__in=rooms_visible_to(person))


def every() -> QuerySet[Incident]:
    """Return all incidents with what their cards need; for the system, never for a person."""
    return Incident.objects.select_related("state", "event_type")


def board(person: Person) -> list[IncidentCard]:
    """Return the open incidents ``person`` may see, gravest first. About five queries."""
    return cards(open_to(person))


def open_to(person: Person) -> QuerySet[Incident]:
    """Return the open incidents ``person`` may see, gravest first."""
    seen = visible_to(person).exclude(state__status__in=ENDED)
    return seen.order_by(F("state__grade").asc(nulls_last=True), "-reported_at", "pk")


def cards(incidents: Iterable[Incident]) -> list[IncidentCard]:
    """Return the cards of incidents in their order. Three queries besides their own."""
    rows = list(incidents)
    ids = [row.id for row in rows]
    responses: dict[UUID, list[ResponseState]] = {}
    for response in ResponseState.objects.filter(incident__in=ids):
        responses.setdefault(response.incident_id, []).append(response)
    figures = latest(ids)
    shares = shared_with(row.room_id for row in rows)
    return [
        IncidentCard.of(
            row,
            responses.get(row.id, []),
            summed(figures.get(row.id, [])),
            shares.get(row.room_id, []),
        )
        for row in rows
    ]


def card(incident: Incident) -> IncidentCard:
    """Return the card of one incident. Three queries."""
    return cards([incident])[0]


def card_of(incident_id: UUID, person: Person) -> IncidentCard:
    """Return the card of an incident. Raises ``NotThere`` when hidden or missing."""
    return card(seen(incident_id, person))


def seen(incident_id: UUID, person: Person) -> Incident:
    """Return an incident that ``person`` may see. Raises ``NotThere`` otherwise."""
    found = visible_to(person).filter(pk=incident_id).first()
    if found is None:
        raise NotThere(_("No such incident, or not visible to you."))
    return found


def locked(incident_id: UUID, *, actor: Person | None) -> IncidentState:
    """Return the state of an incident, its row locked until the transaction ends.

    The row is the lock of everything that hangs on the incident. Raises
    ``NotThere`` when there is none, or none that ``actor`` may see.
    """
    rows = IncidentState.objects.select_for_update(of=("self",))
    state = rows.select_related("incident__event_type").filter(pk=incident_id).first()
    if state is None:
        raise NotThere(_("No such incident, or not visible to you."))
    if actor is not None:
        require_sight(actor, state.incident.room_id)
    return state


def locked_all(*incident_ids: UUID, actor: Person | None) -> dict[UUID, IncidentState]:
    """Return the states of several incidents, locked in the order of their keys.

    Raises as ``locked`` does.
    """
    return {key: locked(key, actor=actor) for key in sorted(set(incident_ids))}


def changed(incident: Incident) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of a journal entry that touches ``incident``."""
    return {f"incident.{incident.id}": asdict(card(incident))}
