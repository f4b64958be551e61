"""States of a gap and of a move-up."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class GapStatus(TextChoices):
    """What has become of a gap."""

    OPEN = "open", pgettext_lazy("gap", "Not acknowledged")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("gap", "Acknowledged")
    CLOSED = "closed", pgettext_lazy("gap", "Covered again")


class MoveStatus(TextChoices):
    """How far a move-up is."""

    ORDERED = "ordered", pgettext_lazy("move-up", "Ordered")
    THERE = "there", pgettext_lazy("move-up", "There")
    ENDED = "ended", pgettext_lazy("move-up", "Ended")
