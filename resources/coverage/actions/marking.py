"""Marking that coverage must be looked at anew; a part of other doors' deeds."""

from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from resources.coverage.models import ToCheck

EVERYTHING = ""


def mark(what: str, world: UUID | None = None) -> None:
    """Leave a note that the next look finds; about everything where ``what`` is empty."""
    ToCheck.objects.create(what=what, exercise_id=world, marked_at=now())


def take_marks() -> dict[UUID | None, set[str]]:
    """Take the notes that nobody else is taking: of reality, and of the exercise."""
    with transaction.atomic():
        rows = list(ToCheck.objects.select_for_update(skip_locked=True)[:500])
        ToCheck.objects.filter(pk__in=[row.pk for row in rows]).delete()
    found: dict[UUID | None, set[str]] = {}
    for row in rows:
        found.setdefault(row.exercise_id, set()).add(row.what)
    return found
