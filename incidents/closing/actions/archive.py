"""Asking for an archive, and what became of it."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from command.core.times import clock
from incidents.closing.events import ArchiveBuilt, ArchiveFailed, ArchiveRequested
from incidents.closing.lifecycle import ArchiveStatus
from incidents.closing.models import Archive
from incidents.closing.selectors import ArchiveCard
from incidents.closing.selectors.due import GIVEN_UP_AFTER
from incidents.rights import require_handling
from incidents.selectors import locked

LANGUAGES = ("zh-hans", "en")
ERROR_LENGTH = 300


@door
def request_archive(*, actor: Person | None, incident_id: UUID, language: str) -> Archive:
    """Ask for an archive of all that is known; a worker builds it.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` while one is being
    built.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_handling(actor, state, to=_("ask for the archive"))
    if language not in LANGUAGES:
        raise Invalid(_("There is no such language."), field="language", allowed=LANGUAGES)
    waiting = [ArchiveStatus.REQUESTED, ArchiveStatus.BUILDING]
    if Archive.objects.filter(incident=incident, status__in=waiting).exists():
        raise Conflict(_("An archive is being built already."))

    archive = Archive(incident=incident, actor=actor, occurred_at=now(), language=language)
    archive.save(force_insert=True)
    _tell(
        archive,
        ArchiveRequested(incident_id=str(incident.pk), archive_id=str(archive.pk)),
        actor=actor,
    )
    return archive


@door
def begin_archive(*, actor: Person | None, archive_id: UUID) -> bool:
    """Take an archive in hand; return whether it is ours to build now."""
    archive = Archive.objects.filter(pk=archive_id).select_for_update(skip_locked=True).first()
    at = clock()
    if archive is None or not _waits(archive, at):
        return False
    archive.status, archive.begun_at = ArchiveStatus.BUILDING, at
    with authority.acting_as(archive.origin):
        archive.save(update_fields=["status", "begun_at"])
    return True


@door
def finish_archive(
    *, actor: Person | None, archive_id: UUID, sha256: str, size: int, entries: int
) -> Archive:
    """Record that an archive is ready, and its SHA-256. Raises ``NotThere``."""
    archive = _in_hand(archive_id)
    archive.status, archive.ended_at = ArchiveStatus.READY, now()
    archive.sha256, archive.size, archive.entries = sha256, size, entries
    with authority.acting_as(archive.origin):
        archive.save(update_fields=["status", "ended_at", "sha256", "size", "entries"])
    _tell(
        archive,
        ArchiveBuilt(
            incident_id=str(archive.incident_id),
            archive_id=str(archive.pk),
            sha256=sha256,
            size=size,
            entries=entries,
        ),
        actor=actor,
    )
    return archive


@door
def fail_archive(*, actor: Person | None, archive_id: UUID, error: str) -> Archive:
    """Record that an archive could not be built. Raises ``NotThere``."""
    archive = _in_hand(archive_id)
    archive.status, archive.ended_at = ArchiveStatus.FAILED, now()
    archive.error = error[:ERROR_LENGTH]
    with authority.acting_as(archive.origin):
        archive.save(update_fields=["status", "ended_at", "error"])
    _tell(
        archive,
        ArchiveFailed(
            incident_id=str(archive.incident_id),
            archive_id=str(archive.pk),
            error=archive.error,
        ),
        actor=actor,
    )
    return archive


def _waits(archive: Archive, at: datetime) -> bool:
    if archive.status == ArchiveStatus.BUILDING:
        return archive.begun_at is not None and archive.begun_at < at - GIVEN_UP_AFTER
    return archive.status == ArchiveStatus.REQUESTED


def _in_hand(archive_id: UUID) -> Archive:
    rows = Archive.objects.filter(pk=archive_id, status=ArchiveStatus.BUILDING)
    archive = rows.select_for_update().first()
    if archive is None:
        raise NotThere(_("No such archive is being built."))
    return archive


def _tell(archive: Archive, event: Any, *, actor: Person | None) -> None:
    journal.append(
        event,
        room=archive.incident.room_id,
        actor=actor,
        changed={f"archive.{archive.pk}": asdict(ArchiveCard.of(archive))},
    )
