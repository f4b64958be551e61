"""The life of an incident."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from command.core.errors import BadTransition


class Status(TextChoices):
    """Where an incident stands."""

    REPORTED = "reported", pgettext_lazy("incident status", "Reported")
    HANDLING = "handling", pgettext_lazy("incident status", "Being handled")
    CONTAINED = "contained", pgettext_lazy("incident status", "Contained")
    CLOSED = "closed", pgettext_lazy("incident status", "Closed")
    VOIDED = "voided", pgettext_lazy("incident status", "Voided")
    MERGED = "merged", pgettext_lazy("incident status", "Merged into another")


class Verb(TextChoices):
    """What moves it."""

    HANDLE = "handle", pgettext_lazy("incident order", "Handle")
    CONTAIN = "contain", pgettext_lazy("incident order", "Contain")
    RESUME = "resume", pgettext_lazy("incident order", "Resume")
    CLOSE = "close", pgettext_lazy("incident order", "Close")
    VOID = "void", pgettext_lazy("incident order", "Void")


class Verdict(TextChoices):
    """What is decided about a proposal: yes, or back to the proposer."""

    APPROVE = "approve", pgettext_lazy("verdict", "Approve")
    RETURN = "return", pgettext_lazy("verdict", "Return")


class Category(TextChoices):
    """What kind of line stands in the event chronicle."""

    NOTE = "note", pgettext_lazy("chronicle", "Note")
    NOTIFICATION = "notification", pgettext_lazy("chronicle", "Notification")
    CONSULTATION = "consultation", pgettext_lazy("chronicle", "Consultation")
    REPORT = "report", pgettext_lazy("chronicle", "Report")
    ORDER = "order", pgettext_lazy("chronicle", "Order")
    WARNING = "warning", pgettext_lazy("chronicle", "Warning")


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

ENDED = frozenset({Status.CLOSED, Status.VOIDED, Status.MERGED})


def played_out(path: str = "") -> dict[str, bool]:
    """Return the condition of what belongs to an exercise that has ended: its clocks stand.

    ``path`` leads from the rows to what the exercise is known of.
    """
    return {f"{path}exercise__ended_at__isnull": False}


def status_after(status: Status, verb: Verb) -> Status:
    """Return the status that ``verb`` leads to from ``status``.

    Raises ``BadTransition`` when it leads nowhere, listing the verbs that do.
    """
    try:
        return TRANSITIONS[status, verb]
    except KeyError:
        raise BadTransition(
            _("An incident that is “%(status)s” does not take the order “%(verb)s”.")
            % {"status": status.label, "verb": verb.label},
            status=str(status),
            allowed=sorted(str(v) for s, v in TRANSITIONS if s == status),
        ) from None
