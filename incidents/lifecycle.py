"""The life of an incident."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from command.core.errors import BadTransition


class Status(TextChoices):
    """Where an incident stands."""

    REPORTED = "reported", _("Reported")
    HANDLING = "handling", _("Being handled")
    CONTAINED = "contained", _("Contained")
    CLOSED = "closed", _("Closed")
    VOIDED = "voided", _("Voided")


class Verb(TextChoices):
    """What moves it."""

    HANDLE = "handle", _("Handle")
    CONTAIN = "contain", _("Contain")
    RESUME = "resume", _("Resume")
    CLOSE = "close", _("Close")
    VOID = "void", _("Void")


class Verdict(TextChoices):
    """What is decided about a proposal: yes, or back to the proposer."""

    APPROVE = "approve", _("Approve")
    RETURN = "return", _("Return")


class Category(TextChoices):
    """What kind of line stands in the event chronicle."""

    NOTE = "note", _("Note")
    NOTIFICATION = "notification", _("Notification")
    CONSULTATION = "consultation", _("Consultation")
    REPORT = "report", _("Report")
    ORDER = "order", _("Order")
    WARNING = "warning", _("Warning")


TRANSITIONS: Mapping[tuple[Status, Verb], Status] = MappingProxyType(
    {
        (Status.REPORTED, Verb.HANDLE): Status.HANDLING,
        (Status.REPORTED, Verb.VOID): Status.VOIDED,
        (Status.HANDLING, Verb.CONTAIN): Status.CONTAINED,
        (Status.HANDLING, Verb.VOID): Status.VOIDED,
        (Status.CONTAINED, Verb.RESUME): Status.HANDLING,
        (Status.CONTAINED, Verb.CLOSE): Status.CLOSED,
    }
)

ENDED = frozenset({Status.CLOSED, Status.VOIDED})


def status_after(status: Status, verb: Verb) -> Status:
    """Return the status that ``verb`` leads to from ``status``.

    Raises ``BadTransition`` when it leads nowhere, listing the verbs that do.
    """
    try:
        return TRANSITIONS[status, verb]
    except KeyError:
        raise BadTransition(
            __("An incident that is “%(status)s” does not take the order “%(verb)s”.")
            % {"status": status.label, "verb": verb.label},
            status=str(status),
            allowed=sorted(str(v) for s, v in TRANSITIONS if s == status),
        ) from None
