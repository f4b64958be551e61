"""Shapes of the messaging API."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.api.fields import Moment, Strict, region
from command.core.api.paging import PageInput
from command.core.api.shapes import shape_of
from incidents.messaging.models import (
    FEEDBACK_LENGTH,
    INSTRUCTION_LENGTH,
    REASON_LENGTH,
    TEXT_LENGTH,
    WORDS_LENGTH,
    Message,
    PhoneCall,
)
from incidents.messaging.selectors.calls import CallCard
from incidents.messaging.selectors.cards import MessageCard, ReceiptCard
from incidents.messaging.selectors.find import Candidate
from incidents.messaging.selectors.instructions import InstructionCard

MessageAnswer = shape_of(MessageCard)
ReceiptAnswer = shape_of(ReceiptCard)
InstructionAnswer = shape_of(InstructionCard)
CandidateAnswer = shape_of(Candidate)
ADDRESS = (
    r"^(person|organisation):[0-9a-fA-F-]{32,36}\Z"
    r"|^duty:[a-z_]{1,16}@[0-9]{6}\Z|^city:[0-9]{6}\Z"
)


def addresses(**options: Any) -> serializers.ListField:
    """Return a field for addressees."""
    each = serializers.RegexField(
        ADDRESS,
        help_text="person:<id>, duty:<post>@<region>, organisation:<id> or city:<code>",
    )
    return serializers.ListField(child=each, max_length=30, **options)


class MessagesQuery(PageInput):
    """Which messages: of a channel, an incident, a kind, with words, or unanswered."""

    channel = serializers.ChoiceField(Message.Channel.choices, required=False)
    region = region(required=False)
    incident = serializers.UUIDField(required=False)
    kind = serializers.ChoiceField(Message.Kind.choices, required=False)
    words = serializers.CharField(max_length=80, required=False)
    waiting = serializers.BooleanField(required=False)


class IncidentQuery(PageInput):
    """Which: all in sight, or those of an incident."""

    incident = serializers.UUIDField(required=False, default=None)


class SendInput(Strict):
    """A message or an order."""

    kind = serializers.ChoiceField(Message.Kind.choices)
    text = serializers.CharField(max_length=TEXT_LENGTH)
    recipients = addresses(default=list)
    incident_id = serializers.UUIDField(allow_null=True, default=None)
    channel = serializers.ChoiceField(
        Message.Channel.choices, allow_blank=True, default="", help_text="Empty: as fits"
    )
    region = region(allow_null=True, default=None)
    read_back = serializers.BooleanField(default=False)
    occurred_at = Moment(required=False)


class WordsInput(Strict):
    """What one says back."""

    words = serializers.CharField(max_length=WORDS_LENGTH)


class MessageWithdrawalInput(Strict):
    """Why; needed once it was read back."""

    reason = serializers.CharField(max_length=REASON_LENGTH, allow_blank=True, default="")


class FindQuery(Serializer[Any]):
    """What was typed: a name, pinyin, its initials, or a post; and in which incident."""

    words = serializers.CharField(max_length=40)
    incident = serializers.UUIDField(required=False, allow_null=True, default=None)


class InstructInput(Strict):
    """A leader's instruction; ``leader_id`` is empty when one writes one's own."""

    text = serializers.CharField(max_length=INSTRUCTION_LENGTH)
    leader_id = serializers.UUIDField(allow_null=True, default=None)
    incident_id = serializers.UUIDField(allow_null=True, default=None)
    feedback_due = Moment(allow_null=True, default=None)
    recipients = addresses(default=list)
    occurred_at = Moment(required=False)


class ForwardInput(Strict):
    """To whom."""

    recipients = addresses(min_length=1)


class FeedbackInput(Strict):
    """Feedback."""

    text = serializers.CharField(max_length=FEEDBACK_LENGTH)


class CloseInput(Strict):
    """A closing remark; needed when nobody has answered."""

    text = serializers.CharField(max_length=FEEDBACK_LENGTH, allow_blank=True, default="")


class CallInput(Strict):
    """A phone call."""

    direction = serializers.ChoiceField(PhoneCall.Direction.choices, default="in")
    unit = serializers.CharField(max_length=80, allow_blank=True, default="")
    name = serializers.CharField(max_length=40, allow_blank=True, default="")
    post = serializers.CharField(max_length=40, allow_blank=True, default="")
    phone = serializers.CharField(max_length=30, allow_blank=True, default="")
    content = serializers.CharField(max_length=2000)
    proposal = serializers.CharField(max_length=1000, allow_blank=True, default="")
    incident_id = serializers.UUIDField(allow_null=True, default=None)
    occurred_at = Moment(required=False)


class HandleInput(Strict):
    """What came of a call; a field that is left out stays."""

    proposal = serializers.CharField(max_length=1000, allow_blank=True, required=False)
    instruction = serializers.CharField(max_length=1000, allow_blank=True, required=False)
    result = serializers.CharField(max_length=1000, allow_blank=True, required=False)


class _Caller(Serializer[Any]):
    """The caller; empty for whoever may not know."""

    unit = serializers.CharField()
    name = serializers.CharField()
    post = serializers.CharField()
    phone = serializers.CharField()


class CallAnswer(shape_of(CallCard), _Caller):  # type: ignore[misc]  # shaped by the card
    """A call and its caller."""


def _page(name: str, item: type[Serializer[Any]]) -> type[Serializer[Any]]:
    fields = {
        "total": serializers.IntegerField(),
        "offset": serializers.IntegerField(),
        "items": item(many=True),
    }
    return type(name, (Serializer,), {**fields, "__doc__": "A page of a list."})


MessagesAnswer = _page("MessagesPage", MessageAnswer)
InstructionsAnswer = _page("InstructionsPage", InstructionAnswer)
CallsAnswer = _page("CallsPage", CallAnswer)
