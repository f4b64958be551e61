"""Joint operations as people may see them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import COMMANDING, duties_of
from command.core.times import iso, iso_or_none
from incidents.joint.lifecycle import OperationStatus
from incidents.joint.models import OperationState
from incidents.models import Incident
from incidents.selectors import seen, visible_to


@dataclass(frozen=True, slots=True)
class OperationCard:
    """The public view of a joint operation.

    ``members`` are ``{authority, since, until, left}``: ``until`` is when the sight that the
    operation gives ends by itself, null for as long as an exercise; ``left`` when it ended
    early. ``reached`` maps an objective to ``{at, by}``.
    """

    id: str
    number: str
    name: str
    mechanism: str
    basis: str
    status: str
    lead_authority: str
    command_offered_to: str | None
    objectives: list[str]
    reached: dict[str, Any]
    incidents: list[str]
    members: list[dict[str, Any]]
    opened_at: str
    ended_at: str | None
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, state: OperationState) -> Self:
        """Build the card; asks the database nothing when the operation was fetched along."""
        operation = state.operation
        return cls(
            id=str(operation.pk),
            number=operation.number,
            name=operation.name,
            mechanism=operation.mechanism,
            basis=operation.basis,
            status=str(state.status),
            lead_authority=state.lead_authority,
            command_offered_to=state.command_offered_to or None,
            objectives=list(state.objectives),
            reached=dict(state.reached),
            incidents=list(state.incidents),
            members=[
                {"authority": code, **state.members[code]} for code in sorted(state.members)
            ],
            opened_at=iso(operation.opened_at),
            ended_at=iso_or_none(state.ended_at),
            at=iso(state.updated_at),
            exercise=operation.exercise_id is not None,
            origin=operation.origin,
        )


def changed(state: OperationState) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches a joint operation."""
    return {f"operation.{state.operation_id}": asdict(OperationCard.of(state))}


def operations_of(incident_id: UUID, person: Person) -> list[OperationCard]:
    """Return the joint operations over an incident, latest first."""
    seen(incident_id, person)
    return [OperationCard.of(state) for state in _over([str(incident_id)])]


def operation_of(operation_id: UUID, person: Person) -> OperationCard:
    """Return one card. Raises ``NotThere`` when ``person`` sees none of its incidents."""
    state = _states().filter(pk=operation_id).first()
    if state is None or not visible_to(person).filter(pk__in=state.incidents).exists():
        raise no_such()
    return OperationCard.of(state)


def running_operations(person: Person) -> list[OperationCard]:
    """Return the running joint operations over any incident that ``person`` may see."""
    shown = {str(key) for key in visible_to(person).values_list("pk", flat=True)}
    running = _states().filter(status=OperationStatus.OPEN)
    return [OperationCard.of(state) for state in running if shown & set(state.incidents)]


def operation_offers_awaiting(person: Person) -> list[OperationCard]:
    """Return the joint operations whose lead ``person`` may accept."""
    held = duties_of(person).filter(post__in=COMMANDING, region__isnull=False)
    mine = set(held.values_list("region_id", flat=True))
    return [card for card in running_operations(person) if card.command_offered_to in mine]


def locked_operation(operation_id: UUID, *, actor: Person | None) -> OperationState:
    """Return the state of a joint operation, its row locked until the transaction ends.

    Raises ``NotThere`` when there is none, or ``actor`` sees none of its incidents.
    """
    rows = OperationState.objects.select_for_update(of=("self",))
    state = rows.select_related("operation__incident").filter(pk=operation_id).first()
    if state is None:
        raise no_such()
    if actor is not None and not visible_to(actor).filter(pk__in=state.incidents).exists():
        raise no_such()
    return state


def incidents_of(state: OperationState) -> list[Incident]:
    """Return the incidents of a joint operation, in the order of their keys. One query."""
    return list(Incident.objects.filter(pk__in=state.incidents).order_by("pk"))


def no_such() -> NotThere:
    """Return the refusal for what is not there or not visible."""
    return NotThere(_("No such thing, or not visible to you."))


def _over(incidents: Iterable[str]) -> QuerySet[OperationState]:
    any_of = Q(pk__in=[])
    for key in incidents:
        any_of |= Q(incidents__contains=[key])
    return _states().filter(any_of)


def _states() -> QuerySet[OperationState]:
    rows = OperationState.objects.select_related("operation")
    return rows.order_by("-operation__opened_at", "pk")
