"""Words of warnings: kinds of messages, what became of them, and of the duty to decide."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What a version of a warning does."""

    ALERT = "alert", pgettext_lazy("warning message", "Issued")
    UPDATE = "update", pgettext_lazy("warning message", "Updated")
    CANCEL = "cancel", pgettext_lazy("warning message", "Lifted")
    EXPIRED = "expired", pgettext_lazy("warning message", "Expired")


# What is sent out; an expiry is only told here.
SENT = frozenset({Kind.ALERT, Kind.UPDATE, Kind.CANCEL})
STANDING = frozenset({Kind.ALERT, Kind.UPDATE})


class Handling(TextChoices):
    """How a message is to be taken."""

    ACTUAL = "actual", pgettext_lazy("warning handling", "Actual")
    EXERCISE = "exercise", pgettext_lazy("warning handling", "Exercise")
    SYSTEM = "system", pgettext_lazy("warning handling", "System")
    TEST = "test", pgettext_lazy("warning handling", "Test")
    DRAFT = "draft", pgettext_lazy("warning handling", "Draft")


class Urgency(TextChoices):
    """How soon one must act."""

    IMMEDIATE = "immediate", pgettext_lazy("urgency", "Immediate")
    EXPECTED = "expected", pgettext_lazy("urgency", "Expected")
    FUTURE = "future", pgettext_lazy("urgency", "Future")
    PAST = "past", pgettext_lazy("urgency", "Past")
    UNKNOWN = "unknown", pgettext_lazy("urgency", "Unknown")


class Certainty(TextChoices):
    """How sure it is."""

    OBSERVED = "observed", pgettext_lazy("certainty", "Observed")
    VERY_LIKELY = "very_likely", pgettext_lazy("certainty", "Very likely")
    LIKELY = "likely", pgettext_lazy("certainty", "Likely")
    POSSIBLE = "possible", pgettext_lazy("certainty", "Possible")
    UNLIKELY = "unlikely", pgettext_lazy("certainty", "Unlikely")
    UNKNOWN = "unknown", pgettext_lazy("certainty", "Unknown")


class Channel(TextChoices):
    """By what means the public is told."""

    SMS = "SMS", pgettext_lazy("channel", "Text messages")
    LED = "LED", pgettext_lazy("channel", "Display boards")
    SPEAKER = "SPEAKER", pgettext_lazy("channel", "Loudspeakers")
    TV = "TV", pgettext_lazy("channel", "Television")
    BROADCAST = "BROADCAST", pgettext_lazy("channel", "Radio")
    WEB = "WEB", pgettext_lazy("channel", "Web")
    PHONE = "PHONE", pgettext_lazy("channel", "Telephone")
    FAX = "FAX", pgettext_lazy("channel", "Fax")


class Duty(TextChoices):
    """What has become of the duty to decide about a response."""

    OPEN = "open", pgettext_lazy("obligation", "Waiting")
    ACTIVATED = "activated", pgettext_lazy("obligation", "Response activated")
    PROPOSED = "proposed", pgettext_lazy("obligation", "Response proposed")
    DECLINED = "declined", pgettext_lazy("obligation", "Signed why not")
    LAPSED = "lapsed", pgettext_lazy("obligation", "Lapsed")


# Levels that oblige those in their area to decide; which minutes hold is a rule.
GRAVE = frozenset({1, 2})

# Whom each rung of the ladder tells: the desk, the commanders, the superior's commanders.
DESK_RUNG, COMMANDER_RUNG, SUPERIOR_RUNG = 0, 1, 2
LAST_RUNG = SUPERIOR_RUNG
