"""Facts about joint operations."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from incidents.joint.events.base import AboutOperation

Said = str | Promise


@dataclass(frozen=True, kw_only=True)
class OperationOpened(AboutOperation, Event):
    """Several authorities began to act together."""

    kind: ClassVar[str] = "operation.opened"
    says: ClassVar[Said] = _(
        "Joint operation {number} “{name}” opened with {members} ({mechanism}); {by} leads"
    )
    name: str
    mechanism: str
    by: str
    members: list[str]
    until: str | None
    basis: str


@dataclass(frozen=True, kw_only=True)
class MemberJoined(AboutOperation, Event):
    """An authority came into a joint operation."""

    kind: ClassVar[str] = "operation.member_joined"
    says: ClassVar[Said] = _("{members} joined joint operation {number}{why}")
    members: list[str]
    until: str | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class MemberLeft(AboutOperation, Event):
    """An authority went out of a joint operation; its sight by it ended."""

    kind: ClassVar[str] = "operation.member_left"
    says: ClassVar[Said] = _("{city} left joint operation {number}{why}")
    city: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class OperationExtended(AboutOperation, Event):
    """The members see its incidents for longer."""

    kind: ClassVar[str] = "operation.extended"
    says: ClassVar[Said] = _("Joint operation {number} extended for {members}{why}")
    members: list[str]
    until: str | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObjectivesSet(AboutOperation, Event):
    """What the operation is to achieve was set."""

    kind: ClassVar[str] = "operation.objectives_set"
    says: ClassVar[Said] = _("Objectives of joint operation {number} set")
    objectives: list[str]


@dataclass(frozen=True, kw_only=True)
class ObjectiveReached(AboutOperation, Event):
    """What the operation was to achieve is achieved."""

    kind: ClassVar[str] = "operation.objective_reached"
    says: ClassVar[Said] = _("Objective of joint operation {number} reached: {objective}")
    objective: str


@dataclass(frozen=True, kw_only=True)
class ObjectiveReopened(AboutOperation, Event):
    """What was held to be achieved is not, after all."""

    kind: ClassVar[str] = "operation.objective_reopened"
    says: ClassVar[Said] = _("Objective of joint operation {number} open again: {objective}")
    objective: str


@dataclass(frozen=True, kw_only=True)
class OperationWidened(AboutOperation, Event):
    """Another incident came under a joint operation."""

    kind: ClassVar[str] = "operation.widened"
    says: ClassVar[Said] = _("“{title}” came under joint operation {number}")
    incident_id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class OperationCommandOffered(AboutOperation, Event):
    """The lead offered the lead of the operation to another."""

    kind: ClassVar[str] = "operation.command_offered"
    says: ClassVar[Said] = _("{by} offers the lead of joint operation {number} to {to}{why}")
    by: str
    to: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class OperationCommandAccepted(AboutOperation, Event):
    """The lead of the operation changed hands."""

    kind: ClassVar[str] = "operation.command_accepted"
    says: ClassVar[Said] = _("{to} takes the lead of joint operation {number} from {by}")
    by: str
    to: str


@dataclass(frozen=True, kw_only=True)
class OperationCommandWithdrawn(AboutOperation, Event):
    """The lead took its offer back."""

    kind: ClassVar[str] = "operation.command_withdrawn"
    says: ClassVar[Said] = _(
        "{by} withdraws the offer of the lead of joint operation {number} to {to}{why}"
    )
    by: str
    to: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class OperationCommandRefused(AboutOperation, Event):
    """The lead was offered and not taken."""

    kind: ClassVar[str] = "operation.command_refused"
    says: ClassVar[Said] = _("{to} declines the lead of joint operation {number}{why}")
    by: str
    to: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class OperationEnded(AboutOperation, Event):
    """A joint operation ended, and with it the sight that it gave."""

    kind: ClassVar[str] = "operation.ended"
    says: ClassVar[Said] = _("Joint operation {number} ended{why}")
    reason: str
