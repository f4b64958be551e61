"""Looking whether every area is covered: opening and closing gaps by what is found."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, OperationalError
from django.utils.timezone import now

from command.core.errors import NotThere
from resources.coverage.actions import close_gap, open_gap
from resources.coverage.lifecycle import GapStatus
from resources.coverage.models import GapState
from resources.coverage.selectors.gaps import open_gaps
from resources.coverage.selectors.picture import pictures, worlds


def check(only: Iterable[str] | None = None, world: UUID | None = None) -> int:
    """Look at all kinds, or at some; return how many gaps were opened or closed.

    ``world``: the exercise whose own forces are looked at, instead of the real ones.
    Each standard has one episode at a time: the database refuses a second.
    """
    kinds = None if only is None else set(only)
    standing = open_gaps(world)
    changed, judged = 0, set()
    for what, picture in pictures(now(), kinds, world).items():
        for n, standard in enumerate(picture.standards):
            key, found = (standard.rule, standard.area), picture.found(n)
            judged.add(key)
            if found < standard.at_least and key not in standing:
                changed += open_gap(
                    actor=None, standard=standard, what=what, found=found, exercise_id=world
                ) is not None  # fmt: skip
            elif found >= standard.at_least and key in standing:
                changed += _close(standing[key][0], found)
    for key, (gap, what) in standing.items():
        # The standard itself is gone.
        if key not in judged and (kinds is None or what in kinds):
            changed += _close(gap, 0)
    return changed


def close_of_ended() -> int:
    """Close the gaps of exercises that are over; return how many."""
    over = GapState.objects.exclude(status=GapStatus.CLOSED).exclude(world=None)
    rows = over.exclude(world__in=[world for world in worlds() if world is not None])
    return sum(_close(gap, 0) for gap in rows.values_list("pk", flat=True))


def _close(gap: UUID, found: int) -> bool:
    try:
        return close_gap(actor=None, gap_id=gap, found=found)
    except (NotThere, OperationalError, IntegrityError):
        return False  # Held by somebody at this moment; the next look finds it again.
