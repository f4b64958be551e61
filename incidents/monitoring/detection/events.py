"""The facts that the rules record; that one was broken is an alarm's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.events import Event
from command.core.tongues import of_reader


class Named:
    """Puts the name of a rule into words."""

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what stands in the sentence for the fields."""
        return {"name": of_reader(payload["name_zh"], payload["name_en"])}


@dataclass(frozen=True, kw_only=True)
class AlarmRuleWritten(Named, Event):
    """There is one more rule about alarms."""

    kind: ClassVar[str] = "alarm_rule.written"
    says: ClassVar[str | Promise] = _("{actor} wrote the alarm rule “{name}”, level {level}")
    rule_id: str
    name_zh: str
    name_en: str
    level: int


@dataclass(frozen=True, kw_only=True)
class AlarmRuleRevised(Named, Event):
    """A rule about alarms judges in another way."""

    kind: ClassVar[str] = "alarm_rule.revised"
    says: ClassVar[str | Promise] = _(
        "{actor} changed the alarm rule “{name}”: version {number}, level {level}. {note}"
    )
    rule_id: str
    name_zh: str
    name_en: str
    number: int
    level: int
    note: str


@dataclass(frozen=True, kw_only=True)
class AlarmRuleSwitched(Named, Event):
    """A rule about alarms was switched on or off."""

    kind: ClassVar[str] = "alarm_rule.switched"
    says: ClassVar[str | Promise] = _(
        "{actor} switched the alarm rule “{name}” {state}. {reason}"
    )
    rule_id: str
    name_zh: str
    name_en: str
    enabled: bool
    reason: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say on or off."""
        on, off = pgettext_lazy("device", "on"), pgettext_lazy("device", "off")
        return {**super().words(payload), "state": str(on if payload["enabled"] else off)}
