"""The panels of the room's joint tab: which template draws each, and from what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now

from command.core import regions
from command.core.models import Person
from command.core.policies import COMMANDING, DESK, duties_of, holds
from incidents.joint.lifecycle import GARRISON, ConsultationKind, ConsultationStatus, Mechanism
from incidents.joint.selectors import consultations, decisions, notifications, operations
from incidents.joint.selectors.consultations import ConsultationCard
from incidents.joint.selectors.decisions import DecisionCard
from incidents.joint.selectors.known import views
from incidents.joint.selectors.operations import OperationCard
from incidents.joint.words import addressee
from incidents.lifecycle import ENDED
from incidents.models import Incident
from incidents.rights import SHARING
from incidents.selectors import visible_to
from incidents.selectors.shares import shared_with, sights

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """An authority in a joint operation, as the page shows it."""

    name: str
    until: datetime | None
    left: datetime | None
    leads: bool
    is_over: bool


def _operations(person: Person, incident: Incident) -> Context:
    found = operations.operations_of(incident.pk, person)
    return {
        "operations": [
            (card, _members(card), _may_operate(person, card) | {"over": _over(person, card)})
            for card in found
        ],
        "may_open": _is_open(incident)
        and holds(person, SHARING, region=incident.state.lead_authority),
        "mechanisms": dict(Mechanism.choices),
    }


def _command(person: Person, incident: Incident) -> Context:
    state = incident.state
    own = _commanded(person)
    return {
        "lead": state.lead_authority,
        "offered_to": state.command_offered_to,
        "may_offer": _is_open(incident) and state.lead_authority in own,
        "may_answer": bool(state.command_offered_to) and state.command_offered_to in own,
        "sights": sights(incident.room_id),
        "may_share": _is_open(incident) and holds(person, SHARING, region=state.lead_authority),
    }


def _notifications(person: Person, incident: Incident) -> Context:
    desks = _desks(person)
    found = notifications.notifications_of(incident.pk, person)
    may = _is_open(incident) and _notifies(person, incident)
    return {
        "notifications": [
            (card, [_receipt(one, desks) for one in card.receipts]) for card in found
        ],
        "reminder": notifications.reminder_of(incident),
        "may_notify": may,
    }


def _consultations(person: Person, incident: Incident) -> Context:
    found = consultations.consultations_of(incident.pk, person)
    return {
        "consultations": [(card, _may_steer(person, incident, card)) for card in found],
        "kinds": dict(ConsultationKind.choices),
        "statuses": dict(ConsultationStatus.choices),
        "may_convene": _is_open(incident) and _takes_part(person, incident),
    }


def _decisions(person: Person, incident: Incident) -> Context:
    found = decisions.decisions_of(incident.pk, person)
    tasks = tasks_of(found, incident)
    return {
        "decisions": [(card, tasks.get(card.id, [])) for card in found],
        "may_decide": _takes_part(person, incident),
    }


PANELS: Mapping[str, Callable[[Person, Incident], Context]] = {
    "operations": _operations,
    "command": _command,
    "notifications": _notifications,
    "consultations": _consultations,
    "decisions": _decisions,
}


def every(person: Person, incident: Incident) -> Context:
    """Return what all panels show."""
    context: Context = {}
    for read in PANELS.values():
        context |= read(person, incident)
    return context


def one(name: str, person: Person, incident: Incident) -> Context:
    """Return what one panel shows."""
    return PANELS[name](person, incident)


def consultation(person: Person, incident: Incident, card: ConsultationCard) -> Context:
    """Return what the page of one consultation shows."""
    decided = decisions.of_consultation(UUID(card.id))
    tasks = tasks_of(decided, incident)
    return {
        "consultation": card,
        "kind": dict(ConsultationKind.choices)[card.kind],
        "status": dict(ConsultationStatus.choices)[card.status],
        "decisions": [(one, tasks.get(one.id, [])) for one in decided],
        "may_steer": _may_steer(person, incident, card),
    }


def tasks_of(found: list[DecisionCard], incident: Incident) -> dict[str, list[Any]]:
    """Return the tasks of decisions as the room's journal last told them. One query."""
    refs = [f"task.{task['id']}" for card in found for task in card.tasks]
    known = views(incident.room_id, refs)
    return {
        card.id: [known.get(f"task.{task['id']}", task) for task in card.tasks]
        for card in found
    }


def _members(card: OperationCard) -> list[Member]:
    at = now()
    found = []
    for one in card.members:
        until = datetime.fromisoformat(one["until"]) if one["until"] else None
        left = datetime.fromisoformat(one["left"]) if one["left"] else None
        over = left is not None or card.status == "ended" or (until is not None and until <= at)
        code = one["authority"]
        leads = code == card.lead_authority
        found.append(Member(regions.name(code), until, left, leads, over and not leads))
    return found


def _over(person: Person, card: OperationCard) -> list[Incident]:
    """Return the incidents of an operation that the person sees, when there are several."""
    if len(card.incidents) < 2:
        return []
    return list(visible_to(person).filter(pk__in=card.incidents).order_by("reported_at"))


def _may_operate(person: Person, card: OperationCard) -> dict[str, Any]:
    own, running = _commanded(person), card.status == "open"
    inside = {one["authority"] for one in card.members if not one["left"]}
    leads = running and holds(person, SHARING, region=card.lead_authority)
    return {
        "lead": leads,
        "leave": running and bool(own & (inside - {card.lead_authority})),
        "offer": running and card.lead_authority in own,
        "answer": running and card.command_offered_to in own,
    }


def _receipt(receipt: Mapping[str, Any], desks: frozenset[str]) -> Context:
    waits = receipt["stage"] != "acknowledged"
    return {
        **receipt,
        "name": addressee(receipt["to"]),
        "may_sign": waits and receipt["to"] in desks,
        "is_garrison": receipt["to"] == GARRISON,
        "waits": waits,
    }


def _may_steer(person: Person, incident: Incident, card: ConsultationCard) -> bool:
    return holds(person, DESK, region=card.origin) or holds(
        person, DESK, region=incident.state.lead_authority
    )


def _takes_part(person: Person, incident: Incident) -> bool:
    shares = shared_with([incident.room_id]).get(incident.room_id, [])
    parts = (incident.state.lead_authority, incident.region_id, *shares)
    return any(holds(person, DESK, region=part, room=incident.room_id) for part in parts)


def _notifies(person: Person, incident: Incident) -> bool:
    return holds(person, DESK, region=incident.state.lead_authority) or holds(
        person, DESK, region=incident.region_id, room=incident.room_id
    )


def _commanded(person: Person) -> frozenset[str]:
    held = duties_of(person).filter(post__in=COMMANDING, region__isnull=False)
    return frozenset(held.values_list("region_id", flat=True))


def _desks(person: Person) -> frozenset[str]:
    held = duties_of(person).filter(post__in=DESK, region__isnull=False)
    return frozenset(held.values_list("region_id", flat=True))


def _is_open(incident: Incident) -> bool:
    return incident.state.status not in ENDED
