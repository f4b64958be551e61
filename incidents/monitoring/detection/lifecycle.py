"""Kinds of rules that raise alarms, and what a rule is for."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What a rule looks at."""

    STAGE = "stage", pgettext_lazy("rule kind", "Stage of the station")
    THRESHOLD = "threshold", pgettext_lazy("rule kind", "Threshold")
    RATE = "rate", pgettext_lazy("rule kind", "Rate of change")
    SILENCE = "silence", pgettext_lazy("rule kind", "No data")
    FROZEN = "frozen", pgettext_lazy("rule kind", "Frozen value")
    COMBINED = "combined", pgettext_lazy("rule kind", "Several streams together")


class Scope(TextChoices):
    """Which streams a rule watches, among those of its region."""

    EVERY = "every", pgettext_lazy("rule scope", "Every stream")
    PROPERTY = "property", pgettext_lazy("rule scope", "Every stream of one quantity")
    STREAM = "stream", pgettext_lazy("rule scope", "One stream")
    SEVERAL = "several", pgettext_lazy("rule scope", "A list of streams")
