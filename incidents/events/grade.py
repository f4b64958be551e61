"""Facts about grades, and about incidents that are one or belong together."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from incidents.events.base import AboutIncident


@dataclass(frozen=True, kw_only=True)
class GradeConfirmed(AboutIncident, Event):
    """The grade of an incident was confirmed."""

    kind: ClassVar[str] = "grade.confirmed"
    says: ClassVar[str | Promise] = _("Confirmed grade: {grade}{why}")
    before: int | None
    grade: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class IncidentMerged(AboutIncident, Event):
    """An incident turned out to be another that is known already."""

    kind: ClassVar[str] = "incident.merged"
    says: ClassVar[str | Promise] = _("Merged into {into_number}{why}")
    into: str
    into_number: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class IncidentAbsorbed(AboutIncident, Event):
    """Another report of the same incident was merged into it."""

    kind: ClassVar[str] = "incident.absorbed"
    says: ClassVar[str | Promise] = _("{merged_number} was merged into this incident{why}")
    merged: str
    merged_number: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class IncidentLinked(AboutIncident, Event):
    """An incident was put under another, as a part of it or a consequence."""

    kind: ClassVar[str] = "incident.linked"
    says: ClassVar[str | Promise] = _("{number} is part of {parent_number}{why}")
    number: str
    parent: str
    parent_number: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class IncidentUnlinked(AboutIncident, Event):
    """An incident stands by itself again."""

    kind: ClassVar[str] = "incident.unlinked"
    says: ClassVar[str | Promise] = _("{number} is no longer part of {parent_number}{why}")
    number: str
    parent: str
    parent_number: str
    reason: str
