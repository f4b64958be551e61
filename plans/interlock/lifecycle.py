"""What can be wrong with a promise, and what becomes of it."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Matter(TextChoices):
    """How a promise falls short."""

    UNPROMISED = "unpromised", pgettext_lazy("promise", "Counted on, but not promised")
    UNSTOCKED = "unstocked", pgettext_lazy("promise", "Promised, but not there tonight")


class Status(TextChoices):
    """What has become of a shortfall."""

    OPEN = "open", pgettext_lazy("shortfall", "Waits for an answer")
    ANSWERED = "answered", pgettext_lazy("shortfall", "Answered")
    CLOSED = "closed", pgettext_lazy("shortfall", "Over")


class Answer(TextChoices):
    """What its owner says to a shortfall."""

    MENDED = "mended", pgettext_lazy("shortfall", "Mended: it is there again")
    LOWERED = "lowered", pgettext_lazy("shortfall", "The offer is lowered")
    ACCEPTED = "accepted", pgettext_lazy("shortfall", "The risk is accepted")
