"""What goes over the wire between the phone and the server."""

from typing import Any

from rest_framework import serializers

from command.core.api.fields import Moment, Strict
from command.field.models import VERSION_LENGTH

MOST_OPERATIONS, MOST_NEEDS = 50, 20
OUTCOMES = ["applied", "duplicate", "conflict", "rejected", "waiting"]
HIGHEST = 2**53 - 1


class FieldOperationInput(Strict):
    """One act on a phone, under the id the phone made; times are the phone's own."""

    id = serializers.UUIDField()
    sequence = serializers.IntegerField(min_value=0, max_value=HIGHEST, default=0)
    kind = serializers.CharField(max_length=24)
    payload = serializers.DictField(required=False, default=dict)
    created_at = Moment()
    base_version = serializers.CharField(
        max_length=VERSION_LENGTH, allow_blank=True, allow_null=True, required=False, default=""
    )
    needs = serializers.ListField(
        child=serializers.UUIDField(), max_length=MOST_NEEDS, required=False, default=list
    )


class BatchEnvelope(Strict):
    """A batch, whose acts are judged one by one: a broken one does not stop the rest."""

    device = serializers.UUIDField()
    person = serializers.UUIDField(required=False, allow_null=True, default=None)
    version = serializers.CharField(max_length=40, allow_blank=True, required=False, default="")
    sent_at = Moment()
    waiting = serializers.IntegerField(
        min_value=0, max_value=100_000, required=False, default=0
    )
    operations: serializers.ListField = serializers.ListField(
        child=serializers.DictField(), max_length=MOST_OPERATIONS
    )


class OperationBatch(Strict):
    """A batch as its readers see it."""

    device = serializers.UUIDField()
    person = serializers.UUIDField(required=False, allow_null=True)
    version = serializers.CharField(max_length=40, required=False)
    sent_at = Moment()
    waiting = serializers.IntegerField(min_value=0, required=False)
    operations: Any = FieldOperationInput(many=True)


class OperationResult(serializers.Serializer[Any]):
    """What became of one act."""

    id = serializers.CharField()
    outcome = serializers.ChoiceField(choices=OUTCOMES)
    code = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True, help_text="In Chinese.")
    reason_en = serializers.CharField(allow_blank=True, help_text="Empty where there is none.")
    field = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField(allow_null=True)
    result = serializers.DictField()


class BatchAnswer(serializers.Serializer[Any]):
    """What became of each, in the order given, and how the phone's clock goes."""

    server_time = serializers.DateTimeField()
    clock_ahead_ms = serializers.IntegerField()
    results = OperationResult(many=True)


class StateQuery(Strict):
    """What a phone may say of itself when it asks."""

    device = serializers.UUIDField(required=False, default=None)
    version = serializers.CharField(max_length=40, required=False, default="")
    sent_at = Moment(required=False, default=None)
    waiting = serializers.IntegerField(
        min_value=0, max_value=100_000, required=False, default=0
    )


class FieldPreviewAnswer(serializers.Serializer[Any]):
    """The image whose preview is there."""

    id = serializers.UUIDField()
