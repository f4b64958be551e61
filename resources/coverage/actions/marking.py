"""Marking that coverage must be looked at anew; a part of other doors' deeds."""

from django.db import transaction
from django.utils.timezone import now

from resources.coverage.models import ToCheck

EVERYTHING = ""


def mark(what: str) -> None:
    """Leave a note that the next look finds; about everything where ``what`` is empty."""
    ToCheck.objects.create(what=what, marked_at=now())


def take_marks() -> set[str]:
    """Take the notes that nobody else is taking."""
    with transaction.atomic():
        rows = list(ToCheck.objects.select_for_update(skip_locked=True)[:500])
        ToCheck.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return {row.what for row in rows}
