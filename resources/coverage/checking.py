"""Looking whether every area is covered: opening and closing gaps by what is found."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, OperationalError
from django.utils.timezone import now

from command.core.errors import NotThere
from resources.coverage.actions import close_gap, open_gap
from resources.coverage.selectors.gaps import open_gaps
from resources.coverage.selectors.picture import pictures


def check(only: Iterable[str] | None = None) -> int:
    """Look at all kinds, or at some; return how many gaps were opened or closed.

    Each standard has one episode at a time: the database refuses a second.
    """
    kinds = None if only is None else set(only)
    standing = open_gaps()
    changed, judged = 0, set()
    for what, picture in pictures(now(), kinds).items():
        for n, standard in enumerate(picture.standards):
            key, found = (standard.rule, standard.area), picture.found(n)
            judged.add(key)
            if found < standard.at_least and key not in standing:
                changed += open_gap(
                    actor=None, standard=standard, what=what, found=found
                ) is not None  # fmt: skip
            elif found >= standard.at_least and key in standing:
                changed += _close(standing[key][0], found)
    for key, (gap, what) in standing.items():
        # The standard itself is gone.
        if key not in judged and (kinds is None or what in kinds):
            changed += _close(gap, 0)
    return changed


def _close(gap: UUID, found: int) -> bool:
    try:
        return close_gap(actor=None, gap_id=gap, found=found)
    except (NotThere, OperationalError, IntegrityError):
        return False  # Held by somebody at this moment; the next look finds it again.
