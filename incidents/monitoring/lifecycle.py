"""Stages of a quantity, causes and states of an alarm."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """How high a quantity stands."""

    NORMAL = "normal", _("Normal")
    WARNING = "warning", _("Over the warning stage")
    GUARANTEE = "guarantee", _("Over the guaranteed stage")
    LOST = "lost", _("No data")


class Cause(TextChoices):
    """Which rule was broken."""

    THRESHOLD = "threshold", _("Stage exceeded")
    RATE = "rate", _("Rising fast")
    LOST = "lost", _("No data")


class AlarmStatus(TextChoices):
    """What has become of an alarm."""

    UNACKNOWLEDGED = "unacknowledged", _("Not acknowledged")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    CLEARED = "cleared", _("Cleared")


# Levels of the alarms, in the four colours: the guaranteed stage is red, a fast rise
# orange, the warning stage yellow, a silent sensor blue.
LEVEL_GUARANTEE = 1
LEVEL_RATE = 2
LEVEL_WARNING = 3
LEVEL_LOST = 4
