"""What belongs to an incident: its whole, its parts, and what was merged into it."""

from dataclasses import dataclass
from uuid import UUID

from command.core.models import Person
from incidents.lifecycle import Status
from incidents.models import Incident, Note
from incidents.selectors.board import seen, visible_to
from incidents.selectors.record_cards import NoteCard


@dataclass(frozen=True, slots=True)
class Related:
    """Another incident in a line; its role is parent, child, merged or survivor."""

    role: str
    id: str
    number: str
    title: str
    grade: int | None
    status: str


@dataclass(frozen=True, slots=True)
class MergedNote:
    """A line of the chronicle of a merged incident, and its number."""

    came_from: str
    note: NoteCard


def related(incident: Incident, person: Person) -> list[Related]:
    """Return the incidents that belong to one, those that ``person`` may see. Two queries."""
    rows = list(
        visible_to(person).filter(state__parent_incident=incident.pk).order_by("reported_at")
    )
    found = [_line("child", row) for row in rows]
    merged = visible_to(person).filter(state__merged_into=incident.pk)
    found += [_line("merged", row) for row in merged.order_by("reported_at")]
    above = {
        incident.state.parent_incident: "parent",
        incident.state.merged_into: "survivor",
    }
    above.pop(None, None)
    if above:
        for row in visible_to(person).filter(pk__in=[str(key) for key in above]):
            found.insert(0, _line(above[row.pk], row))
    return found


def merged_notes(incident_id: UUID, person: Person) -> list[MergedNote]:
    """Return the chronicles of what was merged into an incident, as far as visible."""
    incident = seen(incident_id, person)
    merged = {row.pk: row for row in visible_to(person).filter(state__merged_into=incident.pk)}
    rows = Note.objects.filter(incident__in=merged).select_related("actor")
    return [
        MergedNote(merged[row.incident_id].number, NoteCard.of(row, merged[row.incident_id]))
        for row in rows.order_by("-occurred_at", "-pk")
    ]


def _line(role: str, row: Incident) -> Related:
    return Related(
        role=role,
        id=str(row.pk),
        number=row.number,
        title=row.title,
        grade=row.state.grade,
        status=str(Status(row.state.status).label),
    )
