"""Marking images as looked at: a person's own mark, no fact."""

from collections.abc import Iterable
from uuid import UUID

from command.core.doors import door
from command.core.models import Person
from incidents.imagery.models import Seen
from incidents.imagery.selectors import visible_to

MOST = 200  # images at once


@door
def mark_seen(*, actor: Person, image_ids: Iterable[UUID]) -> int:
    """Remember that a person has looked at images; return at how many that they may see."""
    asked = list(image_ids)[:MOST]
    rows = visible_to(actor).filter(pk__in=asked).order_by("pk")
    marks = [Seen(image_id=key, person=actor) for key in rows.values_list("pk", flat=True)]
    Seen.objects.bulk_create(marks, ignore_conflicts=True)
    return len(marks)
