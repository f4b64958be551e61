"""The life of a task: states, verbs and one table; no database, no clock."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.errors import BadTransition


class Status(models.TextChoices):
    """Where a task stands. Overdue is no status: it is computed from ``due_at``."""

    DRAFT = "draft", pgettext_lazy("task", "Draft")
    ISSUED = "issued", pgettext_lazy("task", "Issued")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("task", "Acknowledged")
    IN_PROGRESS = "in_progress", pgettext_lazy("task", "In progress")
    COMPLETED = "completed", pgettext_lazy("task", "Completed")
    VERIFIED = "verified", pgettext_lazy("task", "Verified")
    REJECTED = "rejected", pgettext_lazy("task", "Rejected")
    SUSPENDED = "suspended", pgettext_lazy("task", "Suspended")
    CANCELLED = "cancelled", pgettext_lazy("task", "Cancelled")


class Verb(models.TextChoices):
    """What may be done with a task."""

    ISSUE = "issue", pgettext_lazy("task", "Issue")
    ACKNOWLEDGE = "acknowledge", pgettext_lazy("task", "Acknowledge")
    START = "start", pgettext_lazy("task", "Start")
    REPORT = "report", pgettext_lazy("task", "Report progress")
    BLOCK = "block", pgettext_lazy("task", "Report an obstacle")
    COMPLETE = "complete", pgettext_lazy("task", "Complete")
    VERIFY = "verify", pgettext_lazy("task", "Verify")
    RETURN = "return", pgettext_lazy("task", "Return for more work")
    REJECT = "reject", pgettext_lazy("task", "Reject")
    SUSPEND = "suspend", pgettext_lazy("task", "Suspend")
    RESUME = "resume", pgettext_lazy("task", "Resume")
    CANCEL = "cancel", pgettext_lazy("task", "Cancel")


class Stage(models.TextChoices):
    """The order of an order: each stage includes those before it, but for a refusal."""

    QUEUED = "queued", pgettext_lazy("receipt", "Queued")
    DELIVERED = "delivered", pgettext_lazy("receipt", "Delivered")
    READ = "read", pgettext_lazy("receipt", "Read")
    ACCEPTED = "accepted", pgettext_lazy("receipt", "Accepted")
    ON_SCENE = "on_scene", pgettext_lazy("receipt", "On scene")
    DONE = "done", pgettext_lazy("receipt", "Done")
    VERIFIED = "verified", pgettext_lazy("receipt", "Verified")
    REFUSED = "refused", pgettext_lazy("receipt", "Refused")


class TaskKind(models.TextChoices):
    """What a task is about, after article 73 of the Emergency Response Law."""

    RESCUE_EVACUATE = "rescue_evacuate", _("Rescue and evacuation")
    HAZARD_CONTROL = "hazard_control", _("Hazard control and cordon")
    REPAIR_LIFELINE = "repair_lifeline", _("Lifeline repair, shelter and medical care")
    RESTRICT_ACTIVITY = "restrict_activity", _("Restriction of activities")
    RELEASE_STOCK = "release_stock", _("Release of reserves")
    MOBILISE = "mobilise", _("Mobilisation")
    SUPPLY_BASICS = "supply_basics", _("Basic supplies")
    MARKET_ORDER = "market_order", _("Market order")
    PUBLIC_ORDER = "public_order", _("Public order")
    ENV_MONITOR = "env_monitor", _("Environmental monitoring")
    PREVENT_SECONDARY = "prevent_secondary", _("Prevention of secondary disasters")
    PATROL = "patrol", _("Dike patrol")
    BREACH_CLOSURE = "breach_closure", _("Breach closure")
    ICE_BREAKING = "ice_breaking", _("Ice breaking")
    PUBLISH_INFO = "publish_info", _("Public information")
    COMMS_SUPPORT = "comms_support", _("Communications support")


S, V = Status, Verb

# Resuming is an order again: the danger has passed says the command, and the team
# acknowledges anew before it goes back in.
TRANSITIONS: Mapping[tuple[Status, Verb], Status] = MappingProxyType(
    {
        (S.DRAFT, V.ISSUE): S.ISSUED,
        (S.DRAFT, V.CANCEL): S.CANCELLED,
        (S.ISSUED, V.ACKNOWLEDGE): S.ACKNOWLEDGED,
        (S.ISSUED, V.REJECT): S.REJECTED,
        (S.ISSUED, V.SUSPEND): S.SUSPENDED,
        (S.ISSUED, V.CANCEL): S.CANCELLED,
        (S.ACKNOWLEDGED, V.START): S.IN_PROGRESS,
        (S.ACKNOWLEDGED, V.BLOCK): S.ACKNOWLEDGED,
        (S.ACKNOWLEDGED, V.REJECT): S.REJECTED,
        (S.ACKNOWLEDGED, V.SUSPEND): S.SUSPENDED,
        (S.ACKNOWLEDGED, V.CANCEL): S.CANCELLED,
        (S.IN_PROGRESS, V.REPORT): S.IN_PROGRESS,
        (S.IN_PROGRESS, V.BLOCK): S.IN_PROGRESS,
        (S.IN_PROGRESS, V.COMPLETE): S.COMPLETED,
        (S.IN_PROGRESS, V.SUSPEND): S.SUSPENDED,
        (S.IN_PROGRESS, V.CANCEL): S.CANCELLED,
        (S.COMPLETED, V.VERIFY): S.VERIFIED,
        (S.COMPLETED, V.RETURN): S.IN_PROGRESS,
        (S.REJECTED, V.ISSUE): S.ISSUED,
        (S.REJECTED, V.CANCEL): S.CANCELLED,
        (S.SUSPENDED, V.RESUME): S.ISSUED,
        (S.SUSPENDED, V.CANCEL): S.CANCELLED,
    }
)

DONE: Final = frozenset({S.COMPLETED, S.VERIFIED})
ENDED: Final = frozenset({S.VERIFIED, S.CANCELLED})
# The clock runs against whoever is in one of these.
RUNNING: Final = frozenset({S.ISSUED, S.ACKNOWLEDGED, S.IN_PROGRESS})
# Nobody stands without an order in these.
ASSIGNED: Final = frozenset(S) - {S.DRAFT, S.CANCELLED}

# Whoever carries the task out says these; the issuing side says the others.
OF_THE_ASSIGNEE: Final = frozenset(
    {V.ACKNOWLEDGE, V.START, V.REPORT, V.BLOCK, V.COMPLETE, V.REJECT}
)
# Life danger: either side stops the work at once (Decree 708, article 22).
OF_BOTH: Final = frozenset({V.SUSPEND})
NEEDS_REASON: Final = frozenset({V.BLOCK, V.RETURN, V.REJECT, V.SUSPEND, V.CANCEL})

# In these an order may be taken from some and given to others.
REASSIGNABLE: Final = frozenset({S.ISSUED, S.ACKNOWLEDGED, S.IN_PROGRESS, S.REJECTED})
# In these people are out and are to be heard of.
OUT: Final = frozenset({S.ACKNOWLEDGED, S.IN_PROGRESS})


def status_after(status: Status, verb: Verb) -> Status:
    """Return the status that ``verb`` leads to from ``status``.

    Raises ``BadTransition`` when it leads nowhere, listing the verbs that do.
    """
    try:
        return TRANSITIONS[status, verb]
    except KeyError:
        raise BadTransition(
            _("That is not possible while the task is %(status)s.")
            % {"status": Status(status).label},
            status=str(status),
            allowed=allowed(status),
        ) from None


def allowed(status: Status) -> list[str]:
    """Return the verbs that lead anywhere from ``status``."""
    return sorted(str(verb) for before, verb in TRANSITIONS if before == status)


def is_overdue(status: str, due_at: datetime | None, at: datetime) -> bool:
    """Return whether a task that somebody works on has passed its time."""
    return status in RUNNING and due_at is not None and due_at < at
