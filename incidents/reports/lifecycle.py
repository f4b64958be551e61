"""The life of a report, and the words of its clocks."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from command.core.errors import BadTransition

STATE_COUNCIL = "000000"  # above the region; no authority of this system
UPWARDS = ("county", "city", "region", "state")  # the levels that a report climbs
UNIT = "unit"  # the firm or body where it happened; no authority either


class Kind(TextChoices):
    """What kind of report it is."""

    INITIAL = "initial", pgettext_lazy("report kind", "Initial report")
    FOLLOWUP = "followup", pgettext_lazy("report kind", "Follow-up report")
    VERIFIED = "verified", pgettext_lazy("report kind", "Verified report")
    FINAL = "final", pgettext_lazy("report kind", "Final report")
    ZERO = "zero", pgettext_lazy("report kind", "Zero report")
    SUPPLEMENT = "supplement", pgettext_lazy("report kind", "Supplement")
    CORRECTION = "correction", pgettext_lazy("report kind", "Correction")
    SPECIAL = "special", pgettext_lazy("report kind", "Special report")
    SITUATION = "situation", pgettext_lazy("report kind", "Situation report")


class Status(TextChoices):
    """Where a report stands."""

    DRAFT = "draft", pgettext_lazy("report status", "Draft")
    IN_REVIEW = "in_review", pgettext_lazy("report status", "In review")
    REVIEWED = "reviewed", pgettext_lazy("report status", "Awaiting signature")
    SIGNED = "signed", pgettext_lazy("report status", "Signed")
    SENT = "sent", pgettext_lazy("report status", "Sent")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("report status", "Acknowledged")


class Medium(TextChoices):
    """How a report is to be made."""

    PHONE = "phone", pgettext_lazy("report medium", "By phone")
    WRITTEN = "written", pgettext_lazy("report medium", "In writing")
    ANY = "any", pgettext_lazy("report medium", "By phone or in writing")


class Level(TextChoices):
    """The steps of the chain upwards."""

    UNIT = "unit", pgettext_lazy("level", "Unit concerned")
    COUNTY = "county", pgettext_lazy("level", "Banner, county or district")
    CITY = "city", pgettext_lazy("level", "City")
    REGION = "region", pgettext_lazy("level", "Autonomous region")
    STATE = "state", pgettext_lazy("level", "State Council")


class CountsFrom(TextChoices):
    """The moment a clock counts from."""

    OCCURRED = "occurred", pgettext_lazy("clock", "When it occurred")
    RECEIVED = "received", pgettext_lazy("clock", "When the sender had the report")
    STABLE = "stable", pgettext_lazy("clock", "When it was contained")
    CHANGE = "change", pgettext_lazy("clock", "When casualties changed")


class ClockState(TextChoices):
    """Where a reporting clock stands."""

    RUNNING = "running", pgettext_lazy("clock", "Running")
    DUE = "due", pgettext_lazy("clock", "Due soon")
    LATE = "late", pgettext_lazy("clock", "Late")
    MET = "met", pgettext_lazy("clock", "Reported on time")
    MET_LATE = "met_late", pgettext_lazy("clock", "Reported late")


class Verb(TextChoices):
    """What moves a report."""

    SUBMIT = "submit", pgettext_lazy("report order", "Submit")
    PASS = "pass", pgettext_lazy("report order", "Pass")
    RETURN = "return", pgettext_lazy("report order", "Return")
    SIGN = "sign", pgettext_lazy("report order", "Sign")
    SEND = "send", pgettext_lazy("report order", "Send")
    ACKNOWLEDGE = "acknowledge", pgettext_lazy("report order", "Acknowledge")


TRANSITIONS: Mapping[tuple[Status, Verb], Status] = MappingProxyType(
    {
        (Status.DRAFT, Verb.SUBMIT): Status.IN_REVIEW,
        (Status.IN_REVIEW, Verb.PASS): Status.REVIEWED,
        (Status.IN_REVIEW, Verb.RETURN): Status.DRAFT,
        (Status.REVIEWED, Verb.SIGN): Status.SIGNED,
        (Status.REVIEWED, Verb.RETURN): Status.DRAFT,
        (Status.SIGNED, Verb.SEND): Status.SENT,
        (Status.SENT, Verb.ACKNOWLEDGE): Status.ACKNOWLEDGED,
    }
)
GONE_OUT = frozenset({Status.SENT, Status.ACKNOWLEDGED})
FROZEN = frozenset({Status.SIGNED, *GONE_OUT})
WAITING = frozenset({ClockState.DUE, ClockState.LATE})


def status_after(status: str, verb: Verb) -> Status:
    """Return the status that ``verb`` leads to. Raises ``BadTransition``."""
    before = Status(status)
    try:
        return TRANSITIONS[before, verb]
    except KeyError:
        raise BadTransition(
            _("A report that is “%(status)s” does not take the order “%(verb)s”.")
            % {"status": before.label, "verb": verb.label},
            status=str(before),
            allowed=sorted(str(v) for s, v in TRANSITIONS if s == before),
        ) from None
