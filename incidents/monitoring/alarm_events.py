"""The facts of the life of an alarm: every alarm is one entry, whatever the screens fold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from command.core.events import Event
from incidents.monitoring import words
from incidents.monitoring.events import Named
from incidents.monitoring.lifecycle import AlarmStatus, Cause, Whom

Words = Mapping[str, Any]


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
class AlarmHeld(AboutAlarm, Event):
    """A rule was broken that is on the shelf or out of service: written, and silent."""

    kind: ClassVar[str] = "alarm.held"
    says: ClassVar[str | Promise] = _("Alarm held back ({held}): {station} {quantity}: {what}")
    status: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say by what it is held back."""
        return {**super().words(payload), "held": AlarmStatus(payload["status"]).label}


@dataclass(frozen=True, kw_only=True)
class AlarmAcknowledged(AboutAlarm, Event):
    """Somebody has seen an alarm."""

    kind: ClassVar[str] = "alarm.acknowledged"
    says: ClassVar[str | Promise] = _("{actor} acknowledged the alarm of {station} {quantity}")


@dataclass(frozen=True, kw_only=True)
class AlarmHandedOver(AboutAlarm, Event):
    """Whoever looks after an alarm offers it to ``person``, who has not accepted yet."""

    kind: ClassVar[str] = "alarm.handed_over"
    says: ClassVar[str | Promise] = _(
        "{actor} hands the alarm of {station} {quantity} over to {person}, who has to accept"
    )
    person: str


@dataclass(frozen=True, kw_only=True)
class AlarmTakenOver(AboutAlarm, Event):
    """Somebody has accepted an alarm from ``person``, and looks after it now."""

    kind: ClassVar[str] = "alarm.taken_over"
    says: ClassVar[str | Promise] = _(
        "{actor} took the alarm of {station} {quantity} over from {person}{more}"
    )
    person: str
    remark: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the remark, if there is one."""
        return {**super().words(payload), "more": _more(payload)}


@dataclass(frozen=True, kw_only=True)
class AlarmKept(AboutAlarm, Event):
    """An alarm was not accepted, or is offered no longer: it stays with ``person``."""

    kind: ClassVar[str] = "alarm.kept"
    says: ClassVar[str | Promise] = _(
        "{actor}: the alarm of {station} {quantity} stays with {person}{more}"
    )
    person: str
    remark: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the remark, if there is one."""
        return {**super().words(payload), "more": _more(payload)}


@dataclass(frozen=True, kw_only=True)
class AlarmCleared(AboutAlarm, Event):
    """The rule is kept again."""

    kind: ClassVar[str] = "alarm.cleared"
    says: ClassVar[str | Promise] = _(
        "Alarm over: {station} {quantity} ({rule}), now {now} {per}"
    )

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say which rule is kept again, and by what value."""
        cause, unit = payload["cause"], payload["unit"]
        per = {Cause.RATE: f"{unit}/h", Cause.FALLING: f"{unit}/h", Cause.COMBINED: ""}
        return {
            **super().words(payload),
            "rule": Cause(cause).label,
            "now": words.number(payload["value"]),
            "per": per.get(cause, unit),
        }


@dataclass(frozen=True, kw_only=True)
class AlarmShelved(AboutAlarm, Event):
    """Somebody has put an alarm on the shelf: it does not ring until then."""

    kind: ClassVar[str] = "alarm.shelved"
    says: ClassVar[str | Promise] = _(
        "{actor} shelved the alarm of {station} {quantity} until {end}: {reason}"
    )
    reason: str
    until: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the end by the clock on the wall."""
        return {**super().words(payload), "end": _clock(payload["until"])}


@dataclass(frozen=True, kw_only=True)
class AlarmUnshelved(AboutAlarm, Event):
    """An alarm is off the shelf, by a person or because its time is up."""

    kind: ClassVar[str] = "alarm.unshelved"
    says: ClassVar[str | Promise] = _("Alarm off the shelf: {station} {quantity}: {what}")


@dataclass(frozen=True, kw_only=True)
class AlarmEscalated(AboutAlarm, Event):
    """Nobody has acknowledged an alarm in time: more people are called.

    ``more`` counts the alarms of the same cause that are called about with this one;
    those have entries of their own with ``people`` 0.
    """

    kind: ClassVar[str] = "alarm.escalated"
    says: ClassVar[str | Promise] = _(
        "Alarm of {station} {quantity} unanswered for {seconds} s: {counted} called, {group}"
    )
    rung: int
    seconds: int
    whom: str
    people: int
    more: int
    urgent: bool

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say who they are and how many."""
        people = payload["people"]
        counted = ngettext("%(count)d person", "%(count)d people", people) % {"count": people}
        return {
            **super().words(payload),
            "group": Whom(payload["whom"]).label,
            "counted": counted,
        }


@dataclass(frozen=True, kw_only=True)
class AboutDisabling(Named):
    """Which rule of which stream, and why."""

    disabling_id: str
    stream_id: str
    station_zh: str
    station_en: str
    name: str
    name_en: str
    reason: str
    alarms: int


@dataclass(frozen=True, kw_only=True)
class RuleDisabled(AboutDisabling, Event):
    """A rule of a stream is out of service: its alarms are written and do not ring."""

    kind: ClassVar[str] = "alarm.disabled"
    says: ClassVar[str | Promise] = _(
        "{actor} took a rule of {station} {quantity} out of service: {reason}"
    )


@dataclass(frozen=True, kw_only=True)
class RuleEnabled(AboutDisabling, Event):
    """A rule of a stream is in service again; what still stands rings."""

    kind: ClassVar[str] = "alarm.enabled"
    says: ClassVar[str | Promise] = _(
        "{actor} put a rule of {station} {quantity} back into service: {reason}"
    )


def _more(payload: Words) -> str:
    return f" · {payload['remark']}" if payload["remark"] else ""


def _clock(moment: str) -> str:
    at = parse_datetime(moment)
    return "" if at is None else at.astimezone(get_current_timezone()).strftime("%H:%M")


@dataclass(frozen=True, kw_only=True)
class AlarmTied(AboutAlarm, Event):
    """An incident was made from an alarm, or the alarm tied to one."""

    kind: ClassVar[str] = "alarm.tied"
    says: ClassVar[str | Promise] = _(
        "{actor} tied the alarm of {station} {quantity} to the incident {number}: {what}"
    )
    number: str
