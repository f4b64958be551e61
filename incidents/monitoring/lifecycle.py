"""Stages of a quantity, causes and states of an alarm."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Stage(TextChoices):
    """How high a quantity stands."""

    NORMAL = "normal", pgettext_lazy("stage", "Normal")
    WARNING = "warning", pgettext_lazy("stage", "Over the warning stage")
    GUARANTEE = "guarantee", pgettext_lazy("stage", "Over the guaranteed stage")
    LOST = "lost", pgettext_lazy("stage", "No data")


class Cause(TextChoices):
    """Which rule was broken."""

    THRESHOLD = "threshold", pgettext_lazy("alarm cause", "Stage exceeded")
    RATE = "rate", pgettext_lazy("alarm cause", "Rising fast")
    LOST = "lost", pgettext_lazy("alarm cause", "No data")
    ABOVE = "above", pgettext_lazy("alarm cause", "Over the limit")
    BELOW = "below", pgettext_lazy("alarm cause", "Under the limit")
    FALLING = "falling", pgettext_lazy("alarm cause", "Falling fast")
    FROZEN = "frozen", pgettext_lazy("alarm cause", "Value does not change")
    COMBINED = "combined", pgettext_lazy("alarm cause", "Several over their limits")


class AlarmStatus(TextChoices):
    """What has become of an alarm: whether it stands, and whether somebody has seen it.

    ``cleared_unacknowledged`` is over and nobody has seen it: it stays listed until
    somebody does. What is ``shelved`` for a while or ``disabled`` stands and does not ring.
    """

    UNACKNOWLEDGED = "unacknowledged", pgettext_lazy("alarm status", "Not acknowledged")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("alarm status", "Acknowledged")
    CLEARED_UNACKNOWLEDGED = (
        "cleared_unacknowledged",
        pgettext_lazy("alarm status", "Over, not acknowledged"),
    )
    CLEARED = "cleared", pgettext_lazy("alarm status", "Cleared")
    SHELVED = "shelved", pgettext_lazy("alarm status", "Shelved")
    DISABLED = "disabled", pgettext_lazy("alarm status", "Disabled")


# Of these the rule is kept again: the episode is over.
OVER = (AlarmStatus.CLEARED, AlarmStatus.CLEARED_UNACKNOWLEDGED)
# These wait for a named person.
UNSEEN = (AlarmStatus.UNACKNOWLEDGED, AlarmStatus.CLEARED_UNACKNOWLEDGED)
# These are on the list of an operator; the rest is on the shelf, out of service, or over.
LISTED = (*UNSEEN, AlarmStatus.ACKNOWLEDGED)
# These stand and are held back.
HELD = (AlarmStatus.SHELVED, AlarmStatus.DISABLED)


class Whom(TextChoices):
    """Who is called when nobody acknowledges an alarm."""

    DESK = "desk", pgettext_lazy("alarm ladder", "the desks of the city")
    COMMANDERS = "commanders", pgettext_lazy("alarm ladder", "the commanders of the city")
    REGION = "region", pgettext_lazy("alarm ladder", "the desk of the region")
    EVERYBODY = "everybody", pgettext_lazy("alarm ladder", "all commanders of the region")


# Levels of the alarms, in the four colours: the guaranteed stage is red, a fast rise
# orange, the warning stage yellow, a silent sensor blue.
LEVEL_GUARANTEE = 1
LEVEL_RATE = 2
LEVEL_WARNING = 3
LEVEL_LOST = 4

PATIENCE = 3  # intervals without a reading, after which a sensor counts as lost


class Why(TextChoices):
    """Why a reading was refused; each is counted by day and stream."""

    UNKNOWN_STREAM = "unknown_stream", pgettext_lazy("reading refused", "no such stream")
    RETIRED = "retired", pgettext_lazy("reading refused", "stream no longer in use")
    WRONG_UNIT = "wrong_unit", pgettext_lazy("reading refused", "wrong unit")
    NOT_A_NUMBER = "not_a_number", pgettext_lazy("reading refused", "not a number")
    IMPOSSIBLE = "impossible", pgettext_lazy("reading refused", "impossible value")
    TOO_EARLY = "too_early", pgettext_lazy("reading refused", "older than what is kept")
    TOO_LATE = "too_late", pgettext_lazy("reading refused", "time in the future")
    CONFLICTING = (
        "conflicting",
        pgettext_lazy("reading refused", "another value for the same time is there"),
    )
