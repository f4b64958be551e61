"""How far an incident is on its way into the file, as a card."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.times import iso, iso_or_none
from incidents import folds
from incidents.closing import personal
from incidents.closing.lifecycle import ArchiveStatus
from incidents.closing.models import (
    PERSONAL_DATA,
    Archive,
    Lesson,
    PersonalMark,
    Purge,
    RetentionException,
    RetentionRule,
)
from incidents.lifecycle import ENDED
from incidents.models import Incident, IncidentChange


@dataclass(frozen=True, slots=True)
class ArchiveCard:
    """One archive: who asked when, and what became of it."""

    id: str
    incident: str
    origin: str
    exercise: bool
    at: str
    requested_by: str
    language: str
    status: str
    sha256: str
    size: int
    entries: int
    error: str

    @classmethod
    def of(cls, archive: Archive) -> Self:
        """Build the card; the actor must have been joined."""
        return cls(
            id=str(archive.pk),
            incident=str(archive.incident_id),
            origin=archive.origin,
            exercise=archive.exercise_id is not None,
            at=iso(archive.ended_at or archive.begun_at or archive.occurred_at),
            requested_by=archive.actor.name if archive.actor else "",
            language=archive.language,
            status=str(archive.status),
            sha256=archive.sha256,
            size=archive.size,
            entries=archive.entries,
            error=archive.error,
        )


@dataclass(frozen=True, slots=True)
class ClosingCard:
    """An incident on its way into the file.

    ``purge_at`` is when personal data is destroyed by itself, empty while the incident runs
    or no rule says so; ``held`` is how many rows there still are. ``lessons`` maps each
    section that was written to its version.
    """

    id: str
    origin: str
    exercise: bool
    at: str
    status: str
    ended_at: str | None
    purge_at: str | None
    kept_until: str | None
    kept_why: str
    purged_at: str | None
    held: dict[str, int]
    lessons: dict[str, int]


def closing_card(incident: Incident) -> ClosingCard:
    """Return how far an incident is. About eight queries."""
    ended = ended_at(incident)
    kept = exception_of(incident, now())
    purge = Purge.objects.filter(incident=incident).last()
    touched = [incident.state.updated_at]
    touched += [purge.occurred_at] if purge else []
    return ClosingCard(
        id=str(incident.pk),
        origin=incident.origin,
        exercise=incident.exercise_id is not None,
        at=iso(max(touched)),
        status=str(incident.state.status),
        ended_at=iso_or_none(ended),
        purge_at=iso_or_none(purge_at(incident, ended, kept)),
        kept_until=iso_or_none(kept.until if kept else None),
        kept_why=kept.reason if kept else "",
        purged_at=iso_or_none(purge.occurred_at if purge else None),
        held=personal.held(incident.pk),
        lessons={lesson.section: lesson.version for lesson in lessons_of(incident.pk)},
    )


def ended_at(incident: Incident) -> datetime | None:
    """Return when an incident ended; nothing while it runs."""
    if incident.state.status not in ENDED:
        return None
    last = IncidentChange.objects.filter(incident=incident, kind=folds.MOVED).last()
    return last.occurred_at if last else incident.state.updated_at


def exception_of(incident: Incident, at: datetime) -> RetentionException | None:
    """Return the exception by which personal data is kept at a moment, if there is one."""
    newest = RetentionException.objects.filter(incident=incident).last()
    return newest if newest and newest.until > at else None


def purge_at(
    incident: Incident, ended: datetime | None, kept: RetentionException | None
) -> datetime | None:
    """Return when the clock destroys the personal data of an incident; never, if no rule."""
    rules = {rule.code: rule for rule in RetentionRule.in_force.of(incident.origin)}
    rule = rules.get(PERSONAL_DATA)
    if ended is None or rule is None:
        return None
    due = ended + timedelta(days=rule.days)
    return max(due, kept.until) if kept else due


def lessons_of(incident_id: UUID) -> list[Lesson]:
    """Return the newest version of each section of the lessons. One query."""
    rows = Lesson.objects.filter(incident_id=incident_id).select_related("actor")
    return list(rows.order_by("section", "-version").distinct("section"))


def archives_of(incident_id: UUID) -> list[ArchiveCard]:
    """Return the archives of an incident, newest first. One query."""
    rows = Archive.objects.filter(incident_id=incident_id).select_related("actor")
    return [ArchiveCard.of(row) for row in rows]


def purges_of(incident_id: UUID) -> list[Purge]:
    """Return what was destroyed of an incident, oldest first. One query."""
    return list(Purge.objects.filter(incident_id=incident_id).select_related("actor"))


def marked_pictures(incident_id: UUID) -> set[UUID]:
    """Return the pictures that are marked as personal data. One query."""
    rows = PersonalMark.objects.filter(incident_id=incident_id)
    return set(rows.values_list("image_id", flat=True))


def archive_file(incident_id: UUID, archive_id: UUID) -> Archive:
    """Return an archive whose file can be read. Raises ``NotThere``."""
    ready = Archive.objects.filter(incident_id=incident_id, status=ArchiveStatus.READY)
    found = ready.filter(pk=archive_id).first()
    if found is None or not found.path.exists():
        raise NotThere(_("There is no such archive, or it is not ready."))
    return found


def changed(incident: Incident) -> dict[str, Any]:
    """Return the view that a fact of closing changed."""
    return {f"closing.{incident.pk}": asdict(closing_card(incident))}
