"""The facts that the monitoring room records; single readings are none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from incidents.monitoring import words
from incidents.monitoring.lifecycle import Cause


class Named:
    """Puts stations, quantities and rules into words."""

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what stands in the sentence for the fields."""
        said = {"station": words.named(payload["station_zh"], payload["station_en"])}
        if "name" in payload:
            said["quantity"] = words.named(payload["name"], payload["name_en"])
        if "cause" in payload:
            said["what"] = words.alarm(
                payload["cause"],
                payload["level"],
                payload["value"],
                payload["limit"],
                payload["unit"],
            )
        return said


@dataclass(frozen=True, kw_only=True)
class StationRegistered(Named, Event):
    """A station is there."""

    kind: ClassVar[str] = "station.registered"
    says: ClassVar[str | Promise] = _("Monitoring station registered: {station}")
    station_id: str
    station_zh: str
    station_en: str


@dataclass(frozen=True, kw_only=True)
class StreamRegistered(Named, Event):
    """A station measures one more quantity."""

    kind: ClassVar[str] = "stream.registered"
    says: ClassVar[str | Promise] = _("{station} now reports: {quantity}")
    stream_id: str
    station_zh: str
    station_en: str
    name: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class AboutAlarm(Named):
    """What an alarm is about."""

    alarm_id: str
    stream_id: str
    station_zh: str
    station_en: str
    name: str
    name_en: str
    cause: str
    level: int
    value: float | None
    limit: float | None
    unit: str


@dataclass(frozen=True, kw_only=True)
class AlarmRaised(AboutAlarm, Event):
    """A rule was broken."""

    kind: ClassVar[str] = "alarm.raised"
    says: ClassVar[str | Promise] = _("Alarm: {station} {quantity}: {what}")


@dataclass(frozen=True, kw_only=True)
class AlarmAcknowledged(AboutAlarm, Event):
    """Somebody has seen an alarm."""

    kind: ClassVar[str] = "alarm.acknowledged"
    says: ClassVar[str | Promise] = _("{actor} acknowledged the alarm of {station} {quantity}")


@dataclass(frozen=True, kw_only=True)
class AlarmCleared(AboutAlarm, Event):
    """The rule is kept again."""

    kind: ClassVar[str] = "alarm.cleared"
    says: ClassVar[str | Promise] = _(
        "Alarm over: {station} {quantity} ({rule}), now {now} {per}"
    )

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say which rule is kept again, and by what value."""
        rate = payload["cause"] == Cause.RATE
        return {
            **super().words(payload),
            "rule": Cause(payload["cause"]).label,
            "now": words.number(payload["value"]),
            "per": f"{payload['unit']}/h" if rate else payload["unit"],
        }
