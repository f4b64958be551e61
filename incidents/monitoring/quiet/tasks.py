"""What quiet areas do by the clock."""

import logging
from datetime import datetime

from celery import shared_task

from command.core.times import clock
from incidents.monitoring.quiet.actions import judge_area
from incidents.monitoring.quiet.limits import Limits
from incidents.monitoring.quiet.selectors import look, watched

log = logging.getLogger(__name__)


@shared_task(soft_time_limit=60)
def look_for_quiet() -> int:
    """Look at all areas now, and judge them; return how many were judged."""
    return look_at(clock())


def look_at(at: datetime) -> int:
    """Judge all areas that are, were or may become quiet at a moment; return how many.

    An area that cannot be judged keeps no other from being judged.
    """
    limits = Limits.of()
    found = look(at, limits)
    concerned = watched() | {key for key, area in found.items() if area.is_quiet}
    judged = 0
    for key in sorted(concerned & set(found), key=str):
        try:
            judge_area(actor=None, area=found[key], limits=limits)
        except Exception:
            log.exception("quiet area %s could not be judged", key[0])
        else:
            judged += 1
    return judged
