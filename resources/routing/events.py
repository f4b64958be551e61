"""The facts that the routing room records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from resources.routing.kinds import ConditionKind
from resources.routing.places import where


@dataclass(frozen=True, kw_only=True)
class AboutCondition:
    """Names the condition: what, and where."""

    condition_id: str
    condition: str
    edges: list[str]
    area: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what stands in the sentence for the fields."""
        return {
            **payload,
            "what": ConditionKind(payload["condition"]).label,
            "where": where(payload["edges"], payload["area"]),
        }


@dataclass(frozen=True, kw_only=True)
class ConditionReported(AboutCondition, Event):
    """A road or an area suffers from something, for a time."""

    kind: ClassVar[str] = "road_condition.reported"
    says: ClassVar[str | Promise] = _("{where}: {what} ({source})")
    starts_at: str
    until: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ConditionLifted(AboutCondition, Event):
    """The condition is over before its time."""

    kind: ClassVar[str] = "road_condition.lifted"
    says: ClassVar[str | Promise] = _("{where}: no longer {what}. {reason}")
    reason: str


@dataclass(frozen=True, kw_only=True)
class ConditionExpired(AboutCondition, Event):
    """The time of a condition has run out and nobody has entered it anew."""

    kind: ClassVar[str] = "road_condition.expired"
    says: ClassVar[str | Promise] = _(
        "{where}: the report “{what}” has expired; it no longer counts."
    )
