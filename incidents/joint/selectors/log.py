"""The decision log: what was decided anywhere in sight, read from the journals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from command.core import audit
from command.core.audit import ChainCard
from command.core.events import sentence
from command.core.models import Entry, Person, Room
from command.core.policies import rooms_visible_to
from incidents.joint.models import Decision
from incidents.joint.selectors.decisions import DecisionCard, named
from incidents.joint.selectors.known import label
from incidents.models import Incident

RECORDED = "decision.recorded"
# Facts that decide something, whoever told them.
KINDS = (
    RECORDED,
    "response.activated",
    "response.adjusted",
    "response.ended",
    "proposal.approved",
    "proposal.returned",
    "incident.graded",
    "command.accepted",
    "command.refused",
    "operation.opened",
    "operation.command_accepted",
    "operation.ended",
    "request.answered",
    "offer.answered",
    "notification.waived",
    "consultation.concluded",
    "plan.activated",
)
# An inbox tells again what stands elsewhere.
TOLD_IN = (Room.Kind.INCIDENT, Room.Kind.JOINT, Room.Kind.EXERCISE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines of the log: all in sight, when nothing is said."""

    city: str = ""
    incident: UUID | None = None
    person: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log; ``decision`` is there for what was recorded as one."""

    seq: int
    room: str
    hash: str
    kind: str
    says: str
    occurred_at: datetime
    recorded_at: datetime
    authority: str
    who: str
    incident: UUID | None
    incident_title: str
    exercise: bool
    basis: list[str]
    options: list[str]
    outcome: str
    decision: DecisionCard | None


def log(person: Person, wanted: Wanted) -> QuerySet[Entry]:
    """Return the entries of the log that ``person`` may see, newest first."""
    rooms = rooms_visible_to(person).filter(kind__in=TOLD_IN)
    entries = Entry.objects.filter(room__in=rooms, kind__in=KINDS).select_related("actor")
    if wanted.city:
        entries = entries.filter(authority=wanted.city)
    if wanted.incident:
        here = Incident.objects.filter(pk=wanted.incident)
        entries = entries.filter(room__in=here.values("room"))
    if wanted.person:
        entries = entries.filter(actor=wanted.person)
    if wanted.since:
        entries = entries.filter(occurred_at__gte=wanted.since)
    if wanted.until:
        entries = entries.filter(occurred_at__lte=wanted.until)
    if wanted.text:
        # What people wrote is found as they wrote it, in whatever language.
        words = entries.annotate(words=Cast("payload", TextField()))
        entries = words.filter(
            Q(words__icontains=wanted.text) | Q(actor__name__icontains=wanted.text)
        )
    return entries.order_by("-occurred_at", "-recorded_at", "-seq")


def lines(entries: Iterable[Entry]) -> list[Line]:
    """Return the lines of entries that somebody may see. About six queries."""
    rows = list(entries)
    rooms = {row.room_id for row in rows}
    incidents = {i.room_id: i for i in Incident.objects.filter(room__in=rooms)}
    keys = [UUID(row.payload["decision_id"]) for row in rows if row.kind == RECORDED]
    decisions = named(keys)
    return [
        _line(
            row, incidents.get(row.room_id), decisions.get(row.payload.get("decision_id", ""))
        )
        for row in rows
    ]


def chains(person: Person, rooms: Iterable[str]) -> list[ChainCard]:
    """Return whether the journals of these rooms are whole; of those in sight only."""
    seen = rooms_visible_to(person).filter(key__in=list(rooms))
    return [audit.check(room) for room in seen.order_by("key").values_list("key", flat=True)]


def deciders(person: Person) -> list[Person]:
    """Return those who stand in the log that ``person`` may see, by name."""
    found = log(person, Wanted()).order_by().values("actor").distinct()
    return list(Person.objects.filter(pk__in=found).order_by("name"))


def decisions_in(incident_id: UUID) -> QuerySet[Decision]:
    """Return the decisions of an incident, oldest first; for those who were let in."""
    return Decision.objects.filter(incident=incident_id).order_by("occurred_at", "number")


def _line(row: Entry, incident: Incident | None, decision: DecisionCard | None) -> Line:
    who = row.actor.name if row.actor else ""
    payload: dict[str, Any] = row.payload
    return Line(
        seq=row.seq,
        room=row.room_id,
        hash=bytes(row.hash).hex(),
        kind=row.kind,
        says=sentence(row.kind, payload, who),
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        authority=row.authority,
        who=decision.decided_by if decision else who,
        incident=incident.pk if incident else None,
        incident_title=incident.title if incident else "",
        exercise=incident is not None and incident.exercise_id is not None,
        basis=_basis(payload, decision),
        options=_options(decision),
        outcome=_outcome(decision),
        decision=decision,
    )


def _basis(payload: dict[str, Any], decision: DecisionCard | None) -> list[str]:
    if decision is None:
        said = (payload.get(name) for name in ("matter", "reason", "basis", "situation"))
        return [text for text in said if isinstance(text, str) and text][:1]
    cited = [label(one["ref"], one["view"]) for one in decision.basis]
    return [*([decision.basis_text] if decision.basis_text else []), *cited]


def _options(decision: DecisionCard | None) -> list[str]:
    if decision is None:
        return []
    return [f"{'✓ ' if one['chosen'] else ''}{one['text']}" for one in decision.options]


def _outcome(decision: DecisionCard | None) -> str:
    if decision is None:
        return ""
    told = [one["text"] for one in decision.outcomes] or [decision.outcome]
    return told[-1]
