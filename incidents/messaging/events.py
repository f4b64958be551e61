"""The facts that messaging records. Names of callers and private words never stand in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from command.core import regions
from command.core.events import Event
from command.core.tongues import is_english
from incidents.messaging.targets import label_of

Said = str | Promise


@dataclass(frozen=True, kw_only=True)
class OfMessage:
    """What every fact about a message says first; ``to`` are views of addressees."""

    message_id: str
    message_kind: str
    number: str
    sender: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the message, its addressees, and why."""
        what = _("order %s") % payload["number"] if payload.get("number") else _("a message")
        reason = payload.get("reason") or ""
        return {
            "what": what,
            "What": what[:1].upper() + what[1:],
            "to": joined(payload.get("to") or []) or pgettext("addressee", "all here"),
            "why": _(" — %s") % reason if reason else "",
        }


def joined(views: list[dict[str, Any]]) -> str:
    """Return the names of addressees in one line, in the language of the reader."""
    language = "en" if is_english() else "zh"
    return _(", ").join(label_of(view, language) for view in views)


@dataclass(frozen=True, kw_only=True)
class MessageSent(OfMessage, Event):
    """A message was said, or an order given, before a room."""

    kind: ClassVar[str] = "message.sent"
    says: ClassVar[Said] = gettext_lazy("{What}, {sender} to {to}: {text}")
    to: list[dict[str, Any]]
    text: str


@dataclass(frozen=True, kw_only=True)
class MessageAddressed(OfMessage, Event):
    """Something was addressed to this person; what it says stands elsewhere."""

    kind: ClassVar[str] = "message.addressed"
    says: ClassVar[Said] = gettext_lazy("For you: {what} from {sender}")


@dataclass(frozen=True, kw_only=True)
class MessageDelivered(OfMessage, Event):
    """A client of a recipient fetched it."""

    kind: ClassVar[str] = "message.delivered"
    says: ClassVar[Said] = gettext_lazy("{What} reached {actor}")


@dataclass(frozen=True, kw_only=True)
class MessageRead(OfMessage, Event):
    """A recipient read it."""

    kind: ClassVar[str] = "message.read"
    says: ClassVar[Said] = gettext_lazy("{actor} read {what}")


@dataclass(frozen=True, kw_only=True)
class MessageReadBack(OfMessage, Event):
    """A recipient said it back; ``heard`` is empty where the words are private."""

    kind: ClassVar[str] = "message.read_back"
    says: ClassVar[Said] = gettext_lazy("{actor} read back {what}{colon}{heard}")
    heard: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say what was heard, if that is public."""
        colon = _(": ") if payload.get("heard") else ""
        return {**OfMessage.words(payload), "colon": colon}


@dataclass(frozen=True, kw_only=True)
class MessageWithdrawn(OfMessage, Event):
    """The sender, or who commands them, took it back."""

    kind: ClassVar[str] = "message.withdrawn"
    says: ClassVar[Said] = gettext_lazy("{actor} withdrew {what}{why}")
    reason: str


@dataclass(frozen=True, kw_only=True)
class MessageChased(OfMessage, Event):
    """Somebody has not answered an order in time; ``rung`` counts from 1."""

    kind: ClassVar[str] = "message.chased"
    says: ClassVar[Said] = gettext_lazy("{What}: no receipt from {to} for {minutes} min")
    to: list[dict[str, Any]]
    rung: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class MessageReaddressed(OfMessage, Event):
    """Somebody took over the post it was for."""

    kind: ClassVar[str] = "message.readdressed"
    says: ClassVar[Said] = gettext_lazy("{What} now goes to {names} as well")
    people: list[str]

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Join the names."""
        return {**OfMessage.words(payload), "names": _(", ").join(payload["people"])}


@dataclass(frozen=True, kw_only=True)
class OfInstruction:
    """What every fact about a leader's instruction says first."""

    instruction_id: str
    leader: str


@dataclass(frozen=True, kw_only=True)
class InstructionGiven(OfInstruction, Event):
    """A leader gave an instruction."""

    kind: ClassVar[str] = "instruction.given"
    says: ClassVar[Said] = gettext_lazy("Instruction of {leader}: {text}")
    text: str
    feedback_due: str


@dataclass(frozen=True, kw_only=True)
class InstructionForwarded(OfInstruction, Event):
    """It was forwarded to those who must act on it."""

    kind: ClassVar[str] = "instruction.forwarded"
    says: ClassVar[Said] = gettext_lazy("Instruction of {leader} forwarded to {names}")
    message_id: str
    to: list[dict[str, Any]]

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name those it was forwarded to."""
        return {"names": joined(payload["to"])}


@dataclass(frozen=True, kw_only=True)
class InstructionAnswered(OfInstruction, Event):
    """Feedback came in."""

    kind: ClassVar[str] = "instruction.answered"
    says: ClassVar[Said] = gettext_lazy("Feedback to the instruction of {leader}: {text}")
    text: str


@dataclass(frozen=True, kw_only=True)
class InstructionLate(OfInstruction, Event):
    """Feedback is late."""

    kind: ClassVar[str] = "instruction.late"
    says: ClassVar[Said] = gettext_lazy("Feedback to the instruction of {leader} is late")
    feedback_due: str


@dataclass(frozen=True, kw_only=True)
class InstructionClosed(OfInstruction, Event):
    """It was dealt with."""

    kind: ClassVar[str] = "instruction.closed"
    says: ClassVar[Said] = gettext_lazy("Instruction of {leader} closed: {text}")
    text: str


@dataclass(frozen=True, kw_only=True)
class CallLogged(Event):
    """A phone call was written down; who called is kept apart."""

    kind: ClassVar[str] = "call.logged"
    says: ClassVar[Said] = gettext_lazy("Phone log of {region}: {content}")
    call_id: str
    region: str
    content: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the region."""
        return {"region": regions.name(payload["region"])}


@dataclass(frozen=True, kw_only=True)
class CallHandled(Event):
    """What came of a call was written down."""

    kind: ClassVar[str] = "call.handled"
    says: ClassVar[Said] = gettext_lazy("Phone log of {region}, result: {result}")
    call_id: str
    region: str
    result: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the region."""
        return {"region": regions.name(payload["region"])}
