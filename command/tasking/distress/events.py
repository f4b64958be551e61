"""The facts about calls for help. What was said in danger stands in the rows, not here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from command.core import regions
from command.core.events import Event
from command.tasking.distress.lifecycle import Whom

Words = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class OfCall:
    """What every fact about a call says; no event by itself."""

    call_id: str
    number: str
    name: str
    region: str = ""
    accuracy_m: int | None = None

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say where, and how sure that is."""
        where = (
            regions.name(payload["region"]) if payload.get("region") else _now("place unknown")
        )
        near = payload.get("accuracy_m")
        return {**payload, "where": f"{where} ±{near} m" if near else where}


@dataclass(frozen=True, kw_only=True)
class HelpRaised(OfCall, Event):
    """Somebody in danger calls for help."""

    kind: ClassVar[str] = "sos.raised"
    says: ClassVar[str | Promise] = _("{name} calls for help: {where} ({number})")


@dataclass(frozen=True, kw_only=True)
class HelpRepeated(OfCall, Event):
    """The button was held once more before anybody answered."""

    kind: ClassVar[str] = "sos.repeated"
    says: ClassVar[str | Promise] = _("{name} calls for help again: {where} ({number})")


@dataclass(frozen=True, kw_only=True)
class HelpMoved(OfCall, Event):
    """The phone of the caller told a new position."""

    kind: ClassVar[str] = "sos.moved"
    says: ClassVar[str | Promise] = _("New position of {name}: {where} ({number})")


@dataclass(frozen=True, kw_only=True)
class HelpSpoke(OfCall, Event):
    """The caller spoke; the recording is on its way."""

    kind: ClassVar[str] = "sos.spoke"
    says: ClassVar[str | Promise] = _("{name} speaks: a voice note is on its way ({number})")


@dataclass(frozen=True, kw_only=True)
class HelpVoiceArrived(OfCall, Event):
    """What the caller said can be heard."""

    kind: ClassVar[str] = "sos.voice_arrived"
    says: ClassVar[str | Promise] = _("{name} can be heard: a voice note is here ({number})")


@dataclass(frozen=True, kw_only=True)
class HelpAcknowledged(OfCall, Event):
    """A named person has taken the call."""

    kind: ClassVar[str] = "sos.acknowledged"
    says: ClassVar[str | Promise] = _(
        "{actor} took over the call for help of {name} ({number})"
    )


@dataclass(frozen=True, kw_only=True)
class HelpEscalated(OfCall, Event):
    """Nobody has acknowledged it in time; more people are called."""

    kind: ClassVar[str] = "sos.escalated"
    says: ClassVar[str | Promise] = _(
        "{name} unanswered for {seconds} s: {counted} called, {group} ({number})"
    )
    seconds: int
    people: int
    whom: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say how many and who they are."""
        people = payload["people"]
        counted = ngettext("%(count)d person", "%(count)d people", people) % {"count": people}
        return {
            **super().words(payload),
            "counted": counted,
            "group": str(Whom(payload["whom"]).label),
        }


@dataclass(frozen=True, kw_only=True)
class HelpCancelled(OfCall, Event):
    """The caller took it back; somebody must still look."""

    kind: ClassVar[str] = "sos.cancelled"
    says: ClassVar[str | Promise] = _("{name} took the call for help back ({number})")


@dataclass(frozen=True, kw_only=True)
class HelpFollowed(OfCall, Event):
    """A task or an incident was made of it."""

    kind: ClassVar[str] = "sos.followed"
    says: ClassVar[str | Promise] = _(
        "{actor} turned the call for help of {name} into {made} ({number})"
    )
    made: str


@dataclass(frozen=True, kw_only=True)
class HelpClosed(OfCall, Event):
    """It is over, and somebody has said how it ended."""

    kind: ClassVar[str] = "sos.closed"
    says: ClassVar[str | Promise] = _("{actor} closed the call for help of {name} ({number})")


@dataclass(frozen=True, kw_only=True)
class HelpTold(OfCall, Event):
    """Another desk that a call concerns is told what the call's own room says."""

    kind: ClassVar[str] = "sos.told"
    says: ClassVar[str | Promise] = _("Call for help of {name}: {where} ({number})")


@dataclass(frozen=True, kw_only=True)
class HelpVoicesDestroyed(OfCall, Event):
    """What the caller said was destroyed, as the law demands; that it was said stays."""

    kind: ClassVar[str] = "sos.voices_destroyed"
    says: ClassVar[str | Promise] = _(
        "The voice notes of the call for help of {name} were destroyed ({number})"
    )
    notes: int
