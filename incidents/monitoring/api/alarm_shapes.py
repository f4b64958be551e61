"""Shapes of the alarms in the API."""

from typing import Any

from rest_framework import serializers

from command.core.api.fields import Moment, Strict
from command.core.api.shapes import shape_of
from incidents.monitoring.actions.hand_over import REMARK
from incidents.monitoring.actions.shelve import REASON
from incidents.monitoring.lifecycle import AlarmStatus, Cause
from incidents.monitoring.selectors import AlarmCard, DisabledCard, FloodState

AlarmAnswer = shape_of(AlarmCard)
DisabledAnswer = shape_of(DisabledCard)
FloodAnswer = shape_of(FloodState)


class AlarmQuery(Strict):
    """Which alarms: of one state; without it those on the list."""

    state = serializers.ChoiceField(AlarmStatus.choices, required=False)


class AlarmLogQuery(Strict):
    """A span of time; the newest 500 alarms that were raised in it are answered."""

    start = Moment()
    end = Moment()


class AlarmRowAnswer(serializers.Serializer[Any]):
    """One row of the list: an alarm, or those of one cause with the first on top."""

    kind = serializers.CharField()
    card = AlarmAnswer()
    group = serializers.CharField()
    count = serializers.IntegerField()
    unseen = serializers.IntegerField()
    level = serializers.IntegerField()
    state = serializers.CharField()
    first_out_at = serializers.CharField()
    newest_at = serializers.CharField()
    members = serializers.ListField(child=serializers.CharField())


class AlarmListAnswer(serializers.Serializer[Any]):
    """The list of the person: rows, whether it is a flood, and what is held back."""

    rows = AlarmRowAnswer(many=True)
    flood = FloodAnswer()
    unseen = serializers.IntegerField()
    listed = serializers.IntegerField()
    shelved = serializers.IntegerField()
    disabled = serializers.IntegerField()


class AcknowledgeInput(Strict):
    """May say when it was acknowledged."""

    occurred_at = Moment(required=False)


class AcknowledgeGroupInput(Strict):
    """``until``: the newest alarm that was on the screen (``newest_at`` of the row)."""

    until = Moment(required=False)


class ShelveInput(Strict):
    """Why, and until when: eight hours at most, by the rule book."""

    reason = serializers.CharField(max_length=REASON)
    until = Moment()


class HandOverInput(Strict):
    """To whom an alarm is offered: one of its ``takers``."""

    to_id = serializers.UUIDField()


class AnswerOfferInput(Strict):
    """May say a word about it."""

    remark = serializers.CharField(max_length=REMARK, required=False, allow_blank=True)


class TakerAnswer(serializers.Serializer[Any]):
    """Somebody on duty at a desk where an alarm belongs."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    username = serializers.CharField()


class DisableInput(Strict):
    """A rule of a stream: by its key, or by what it raises where it has none."""

    stream_id = serializers.UUIDField()
    rule_id = serializers.UUIDField(required=False)
    cause = serializers.ChoiceField(Cause.choices, required=False)
    level = serializers.IntegerField(min_value=1, max_value=4, required=False)
    reason = serializers.CharField(max_length=REASON)


class EnableInput(Strict):
    """Why a rule is put back into service."""

    reason = serializers.CharField(max_length=REASON)
