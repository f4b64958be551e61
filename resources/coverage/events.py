"""The facts that the coverage room records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from resources.coverage import words


@dataclass(frozen=True, kw_only=True)
class AboutGap:
    """Names the area and what it lacks."""

    gap_id: str
    area: str
    what: str
    what_name: list[str]

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what stands in the sentence for the fields."""
        return words.said(payload)


@dataclass(frozen=True, kw_only=True)
class GapOpened(AboutGap, Event):
    """An area is left without what its standard wants."""

    kind: ClassVar[str] = "coverage_gap.opened"
    says: ClassVar[str | Promise] = _(
        "Gap: {area} has {found} of {needed} within {minutes} min: {thing}"
    )
    found: int
    needed: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class GapAcknowledged(AboutGap, Event):
    """Somebody has seen the gap and answers for it."""

    kind: ClassVar[str] = "coverage_gap.acknowledged"
    says: ClassVar[str | Promise] = _("{actor} acknowledged the gap: {area}, {thing}")


@dataclass(frozen=True, kw_only=True)
class GapClosed(AboutGap, Event):
    """The area is covered again, or the standard holds no longer."""

    kind: ClassVar[str] = "coverage_gap.closed"
    says: ClassVar[str | Promise] = _("Covered again: {area}, {thing} ({found})")
    found: int


@dataclass(frozen=True, kw_only=True)
class AboutMove:
    """Names what moves (``team``: its name, also of a vehicle) and where it stands by."""

    move_id: str
    team: str
    area: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what stands in the sentence for the fields."""
        return words.said(payload)


@dataclass(frozen=True, kw_only=True)
class MoveUpOrdered(AboutMove, Event):
    """A free team or vehicle was sent to stand by elsewhere."""

    kind: ClassVar[str] = "move_up.ordered"
    says: ClassVar[str | Promise] = _(
        "{team} moves up to {area}, about {minutes} min; it stays free"
    )
    minutes: int
    until: str


@dataclass(frozen=True, kw_only=True)
class MoveUpArrived(AboutMove, Event):
    """It stands by where it was sent."""

    kind: ClassVar[str] = "move_up.arrived"
    says: ClassVar[str | Promise] = _("{team} stands by in {area}")


@dataclass(frozen=True, kw_only=True)
class MoveUpEnded(AboutMove, Event):
    """It stands by there no longer."""

    kind: ClassVar[str] = "move_up.ended"
    says: ClassVar[str | Promise] = _("{team} no longer stands by in {area}: {reason}")
    reason: str
