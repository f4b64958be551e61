"""Words of the intake: what became of what was sent."""

from django.db import models
from django.utils.translation import pgettext_lazy

from incidents.monitoring.lifecycle import Why


class Came(models.TextChoices):
    """What became of readings at the intake itself, before the readings' own door judges.

    The door's own reasons (an impossible value, another value for the same time) are counted
    beside these under their names in ``incidents.monitoring.lifecycle.Why``.
    """

    TAKEN = "taken", pgettext_lazy("intake", "taken")
    DUPLICATE = "duplicate", pgettext_lazy("intake", "there already")
    LATE = "late", pgettext_lazy("intake", "taken late")
    UNKNOWN_DEVICE = "unknown_device", pgettext_lazy("intake", "no such device or wrong key")
    DISABLED = "disabled", pgettext_lazy("intake", "device switched off")
    TOO_FAST = "too_fast", pgettext_lazy("intake", "too many in a minute")
    UNREADABLE = "unreadable", pgettext_lazy("intake", "not readable")
    UNKNOWN_STREAM = "unknown_stream", pgettext_lazy("intake", "no such stream")
    OUT_OF_SCOPE = "out_of_scope", pgettext_lazy("intake", "not a station of this device")
    WRONG_UNIT = "wrong_unit", pgettext_lazy("intake", "wrong unit")
    NOT_A_NUMBER = "not_a_number", pgettext_lazy("intake", "not a number")
    NO_TIME = "no_time", pgettext_lazy("intake", "no readable time")
    UNKNOWN_TOPIC = "unknown_topic", pgettext_lazy("intake", "topic without a subscription")
    FAILED = "failed", pgettext_lazy("intake", "could not be recorded")


GOOD = frozenset({Came.TAKEN.value, Came.DUPLICATE.value, Came.LATE.value})


def said_of(why: str) -> str:
    """Return the words for a reason, of the intake or of the readings' door."""
    if why in Came.values:
        return str(Came(why).label)
    return str(Why(why).label) if why in Why.values else why
