"""The facts that the warnings room records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from incidents.warnings import words


@dataclass(frozen=True, kw_only=True)
class AboutWarning:
    """Names the warning and what it says."""

    warning_id: str
    headline: str
    level: int | None

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what stands in the sentence for the fields."""
        return words.said(payload)


@dataclass(frozen=True, kw_only=True)
class WarningIssued(AboutWarning, Event):
    """A warning was issued."""

    kind: ClassVar[str] = "warning.issued"
    says: ClassVar[str | Promise] = _("{colour} warning: {headline}")
    regions: list[str]


@dataclass(frozen=True, kw_only=True)
class WarningUpdated(AboutWarning, Event):
    """A warning was adjusted and issued anew."""

    kind: ClassVar[str] = "warning.updated"
    says: ClassVar[str | Promise] = _("Warning updated, now {colour}: {headline}")
    regions: list[str]


@dataclass(frozen=True, kw_only=True)
class WarningCancelled(AboutWarning, Event):
    """A warning was lifted."""

    kind: ClassVar[str] = "warning.cancelled"
    says: ClassVar[str | Promise] = _("Warning lifted: {headline}{why}")
    reason: str


@dataclass(frozen=True, kw_only=True)
class WarningExpired(AboutWarning, Event):
    """A warning has run out and nobody has renewed it."""

    kind: ClassVar[str] = "warning.expired"
    says: ClassVar[str | Promise] = _("Warning has expired: {headline}")


@dataclass(frozen=True, kw_only=True)
class WarningAddressed(AboutWarning, Event):
    """A warning reached the cities that must acknowledge it."""

    kind: ClassVar[str] = "warning.addressed"
    says: ClassVar[str | Promise] = _("To {cities}, for acknowledgement: {headline}")
    cities: list[str]


@dataclass(frozen=True, kw_only=True)
class WarningAcknowledged(AboutWarning, Event):
    """An addressed city has taken note of a warning."""

    kind: ClassVar[str] = "warning.acknowledged"
    says: ClassVar[str | Promise] = _("{city} acknowledged ({actor}): {headline}")
    city: str


@dataclass(frozen=True, kw_only=True)
class WarningImported(AboutWarning, Event):
    """A message of another sender was taken in."""

    kind: ClassVar[str] = "warning.imported"
    says: ClassVar[str | Promise] = _("Warning received from {sender}: {headline}")
    sender: str
    message: str


@dataclass(frozen=True, kw_only=True)
class AboutObligation(AboutWarning):
    """Names the jurisdiction that must decide."""

    obligation_id: str
    jurisdiction: str


@dataclass(frozen=True, kw_only=True)
class ObligationStarted(AboutObligation, Event):
    """A grave warning obliges a jurisdiction to decide about a response."""

    kind: ClassVar[str] = "obligation.started"
    says: ClassVar[str | Promise] = _(
        "{jurisdiction} must decide about a response: level {suggested} is drafted ({headline})"
    )
    suggested_level: int
    due_at: str


@dataclass(frozen=True, kw_only=True)
class ObligationEscalated(AboutObligation, Event):
    """Nobody has decided, and the next rung of the ladder was told."""

    kind: ClassVar[str] = "obligation.escalated"
    says: ClassVar[str | Promise] = _(
        "{jurisdiction} has not decided about a response; told: {told} ({headline})"
    )
    rung: int
    to: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say who was told."""
        found = words.said(payload)
        told = _("the commanders of %(to)s") % {"to": found["to"]}
        return {**found, "told": told}


@dataclass(frozen=True, kw_only=True)
class ObligationDecided(AboutObligation, Event):
    """Somebody has decided after a warning."""

    kind: ClassVar[str] = "obligation.decided"
    says: ClassVar[str | Promise] = _("{jurisdiction}, after the warning: {status}{why}")
    status: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObligationLapsed(AboutObligation, Event):
    """The warning no longer obliges anybody to decide."""

    kind: ClassVar[str] = "obligation.lapsed"
    says: ClassVar[str | Promise] = _("{jurisdiction} need no longer decide{why} ({headline})")
    reason: str
