"""Facts about an incident and its command."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from incidents import words
from incidents.events.base import AboutIncident
from incidents.lifecycle import Status


@dataclass(frozen=True, kw_only=True)
class IncidentReported(AboutIncident, Event):
    """An incident became known."""

    kind: ClassVar[str] = "incident.reported"
    says: ClassVar[str | Promise] = _("{region} reports “{title}” ({number}), grade: {grade}")
    number: str
    title: str
    region: str
    grade: int | None
    source: str


@dataclass(frozen=True, kw_only=True)
class IncidentMoved(AboutIncident, Event):
    """An incident went from one status to the next."""

    kind: ClassVar[str] = "incident.moved"
    says: ClassVar[str | Promise] = _("Incident now “{after}”{why}")
    verb: str
    before: str
    after: str
    reason: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put statuses into words."""
        return {**words.said(payload), "after": Status(payload["after"]).label}


@dataclass(frozen=True, kw_only=True)
class IncidentGraded(AboutIncident, Event):
    """An incident was given a grade."""

    kind: ClassVar[str] = "incident.graded"
    says: ClassVar[str | Promise] = _("Preliminary grade: {grade}{why}")
    before: int | None
    grade: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class IncidentShared(AboutIncident, Event):
    """Neighbours were let in: the incident is joint."""

    kind: ClassVar[str] = "incident.shared"
    says: ClassVar[str | Promise] = _("Joint command with {grantees}{why}")
    grantees: list[str]
    until: str | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class CommandOffered(AboutIncident, Event):
    """The lead authority offered the command to another."""

    kind: ClassVar[str] = "command.offered"
    says: ClassVar[str | Promise] = _("{by} offers command to {to}{why}")
    by: str
    to: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CommandAccepted(AboutIncident, Event):
    """The command changed hands."""

    kind: ClassVar[str] = "command.accepted"
    says: ClassVar[str | Promise] = _("{to} takes command from {by}")
    by: str
    to: str


@dataclass(frozen=True, kw_only=True)
class CommandWithdrawn(AboutIncident, Event):
    """The lead authority took its offer back."""

    kind: ClassVar[str] = "command.withdrawn"
    says: ClassVar[str | Promise] = _("{by} withdraws the offer of command to {to}{why}")
    by: str
    to: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CommandRefused(AboutIncident, Event):
    """The command was offered and not taken."""

    kind: ClassVar[str] = "command.refused"
    says: ClassVar[str | Promise] = _("{to} declines the command of {by}{why}")
    by: str
    to: str
    reason: str
