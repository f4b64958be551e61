"""Imports: who sees them, and what they look like from outside."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of
from incidents.closing.models import IMPORT_FILES, RetentionRule
from resources.importing.models import ImportRun, RunStatus

COUNTED = ("new", "changed", "unchanged", "faulty", "doubtful")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCard:
    """An import of one file. ``progress`` is in hundredths, while it is being written."""

    id: str
    sheet: str
    file_name: str
    layout: str
    status: str
    new: int
    changed: int
    unchanged: int
    faulty: int
    doubtful: int
    progress: int
    failure: str
    made_by: str
    made_at: str
    confirmed_at: str | None
    undone_at: str | None
    undone_for: str
    file_gone_at: str | None
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, run: ImportRun) -> Self:
        """Build the card; needs ``made_by`` selected."""
        last = run.undone_at or run.ended_at or run.confirmed_at or run.made_at
        return cls(
            id=str(run.pk),
            sheet=run.sheet,
            file_name=run.file_name,
            layout=run.layout,
            status=run.status,
            **{name: int(run.counts.get(name, 0)) for name in COUNTED},
            progress=progress_of(run),
            failure=run.failure,
            made_by=run.made_by.name if run.made_by else "",
            made_at=run.made_at.isoformat(),
            confirmed_at=run.confirmed_at.isoformat() if run.confirmed_at else None,
            undone_at=run.undone_at.isoformat() if run.undone_at else None,
            undone_for=run.undone_for,
            file_gone_at=run.file_gone_at.isoformat() if run.file_gone_at else None,
            origin=run.origin,
            exercise=run.exercise_id is not None,
            at=last.isoformat(),
        )


def files_to_destroy(at: datetime, *, limit: int = 200) -> list[UUID]:
    """Return the imports whose file has been kept for as long as the rule of its city says.

    A file that nobody confirmed counts from when it was handed in. Few queries.
    """
    found: list[UUID] = []
    rows = ImportRun.objects.filter(file_gone_at=None, exercise=None)
    rows = rows.exclude(status=RunStatus.RUNNING)
    last = Coalesce("undone_at", "ended_at", "made_at")
    for origin in rows.order_by().values_list("origin", flat=True).distinct():
        for rule in RetentionRule.in_force.of(origin):
            if rule.code == IMPORT_FILES:
                old = rows.filter(origin=origin).annotate(last=last)
                old = old.filter(last__lte=at - timedelta(days=rule.days))
                found += old.values_list("pk", flat=True)[:limit]
    return found[:limit]


def runs_open_to(person: Person) -> QuerySet[ImportRun]:
    """Return one's own imports, and those of a city over which one is on duty as a whole."""
    scopes = scopes_of(person)
    cities = [code for code in (*regions.CITIES, regions.REGION) if code in scopes]
    if regions.REGION in scopes:
        cities = [*regions.CITIES, regions.REGION]
    mine = Q(made_by=person) if scopes else Q(pk__in=[])
    rows = ImportRun.objects.filter(mine | Q(origin__in=cities))
    return rows.select_related("made_by", "file")


def run_seen(run_id: UUID, person: Person) -> ImportRun:
    """Return an import. Raises ``NotThere`` when hidden or missing."""
    row = runs_open_to(person).filter(pk=run_id).first()
    if row is None:
        raise NotThere(_("No such thing, or not visible to you."), id=str(run_id))
    return row


def progress_of(run: ImportRun) -> int:
    """Return how far the writing is, in hundredths; telemetry, lost without harm."""
    if run.status == RunStatus.RUNNING:
        return int(cache.get(_key(run.pk)) or 0)
    return 100 if run.status in {RunStatus.DONE, RunStatus.UNDONE} else 0


def note_progress(run_id: UUID, hundredths: int) -> None:
    """Say how far the writing is, beside its transaction."""
    cache.set(_key(run_id), hundredths, timeout=3600)


def _key(run_id: UUID) -> str:
    return f"importing:{run_id}"
