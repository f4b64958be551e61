"""How fresh a position is."""

from datetime import datetime

from resources.tracking.lifecycle import Age
from resources.tracking.limits import Limits


def age_of(at: datetime, now: datetime, limits: Limits) -> Age:
    """Return whether a position of ``at`` is fresh, late or lost at ``now``."""
    seconds = (now - at).total_seconds()
    if seconds > limits.lost_after:
        return Age.LOST
    return Age.LATE if seconds > limits.late_after else Age.FRESH
