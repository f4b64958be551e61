"""Shapes of what is answered about requests, offers and deployments."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from resources.api.register_answers import Page
from resources.lifecycle import (
    Answer,
    DeploymentStatus,
    NeedPriority,
    OfferStatus,
    RequestStatus,
)


class LineAnswer(Serializer[Any]):
    """What one authority answered and did; an empty ``answer`` is none yet."""

    answer = serializers.ChoiceField(Answer.choices, allow_blank=True)
    quantity = serializers.IntegerField()
    reason = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField(allow_null=True)
    committed = serializers.IntegerField()
    reserved = serializers.IntegerField()
    arrived = serializers.IntegerField()


class RequestAnswer(Serializer[Any]):
    """A request: ``quantity`` = ``filled`` + ``open``."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    incident = serializers.UUIDField(allow_null=True)
    need = serializers.UUIDField(allow_null=True)
    what = serializers.CharField()
    is_team = serializers.BooleanField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    quantity = serializers.IntegerField()
    unit = serializers.CharField()
    unit_zh = serializers.CharField()
    unit_en = serializers.CharField()
    capabilities = serializers.ListField(child=serializers.CharField())
    place = serializers.CharField()
    needed_by = serializers.DateTimeField(allow_null=True)
    asked = serializers.ListField(child=serializers.CharField())
    status = serializers.ChoiceField(RequestStatus.choices)
    filled = serializers.IntegerField()
    open = serializers.IntegerField()
    provisional = serializers.IntegerField()
    committed = serializers.IntegerField()
    reserved = serializers.IntegerField()
    arrived = serializers.IntegerField()
    awaiting = serializers.ListField(child=serializers.CharField())
    lines = serializers.DictField(child=LineAnswer())
    requested_at = serializers.DateTimeField()
    origin = serializers.CharField()
    exercise = serializers.BooleanField()
    at = serializers.DateTimeField()


class AwaitingAnswer(Serializer[Any]):
    """A request that one's authority has not answered, and what it has of it."""

    request = RequestAnswer()
    city = serializers.CharField()
    incident_title = serializers.CharField()
    region = serializers.CharField()
    available = serializers.IntegerField()
    total = serializers.IntegerField()


class DeploymentAnswer(Serializer[Any]):
    """A team, an asset or a quantity of stock at an incident, or on its way."""

    id = serializers.UUIDField()
    incident = serializers.UUIDField(allow_null=True)
    request = serializers.UUIDField(allow_null=True)
    need = serializers.UUIDField(allow_null=True)
    team = serializers.UUIDField(allow_null=True)
    asset = serializers.UUIDField(allow_null=True)
    stock = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()
    kind = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    unit_zh = serializers.CharField()
    unit_en = serializers.CharField()
    quantity = serializers.IntegerField()
    arrived = serializers.IntegerField()
    people = serializers.IntegerField()
    vehicles = serializers.IntegerField()
    status = serializers.ChoiceField(DeploymentStatus.choices)
    ordered_at = serializers.DateTimeField()
    starts = serializers.DateTimeField(allow_null=True)
    until = serializers.DateTimeField(allow_null=True)
    lacks = serializers.ListField(child=serializers.CharField())
    remark = serializers.CharField(allow_blank=True)
    recalled = serializers.BooleanField()
    origin = serializers.CharField()
    exercise = serializers.BooleanField()
    at = serializers.DateTimeField()


class OfferAnswer(Serializer[Any]):
    """An unsolicited offer."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    incident = serializers.UUIDField(allow_null=True)
    what = serializers.CharField()
    is_team = serializers.BooleanField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    quantity = serializers.IntegerField()
    unit = serializers.CharField()
    unit_zh = serializers.CharField()
    unit_en = serializers.CharField()
    remark = serializers.CharField(allow_blank=True)
    status = serializers.ChoiceField(OfferStatus.choices)
    reason = serializers.CharField(allow_blank=True)
    origin = serializers.CharField()
    exercise = serializers.BooleanField()
    at = serializers.DateTimeField()


class NeedAnswer(Serializer[Any]):
    """A need: ``quantity`` = ``accepted`` + ``open``."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    incident = serializers.UUIDField(allow_null=True)
    what = serializers.CharField()
    is_team = serializers.BooleanField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    quantity = serializers.IntegerField()
    unit = serializers.CharField()
    unit_zh = serializers.CharField()
    unit_en = serializers.CharField()
    capabilities = serializers.ListField(child=serializers.CharField())
    place = serializers.CharField(allow_blank=True)
    point = serializers.ListField(
        child=serializers.FloatField(),
        allow_null=True,
        help_text="Latitude, longitude: WGS 84 degrees.",
    )
    needed_by = serializers.DateTimeField(allow_null=True)
    priority = serializers.ChoiceField(NeedPriority.choices)
    remark = serializers.CharField(allow_blank=True)
    requested = serializers.IntegerField()
    own = serializers.IntegerField()
    accepted = serializers.IntegerField()
    committed = serializers.IntegerField()
    reserved = serializers.IntegerField()
    arrived = serializers.IntegerField()
    open = serializers.IntegerField()
    unasked = serializers.IntegerField()
    closed = serializers.BooleanField()
    closed_for = serializers.CharField(allow_blank=True)
    stated_at = serializers.DateTimeField()
    origin = serializers.CharField()
    exercise = serializers.BooleanField()
    at = serializers.DateTimeField()


class NeedsAnswer(Page):
    """A page of needs."""

    items = NeedAnswer(many=True)


class RequestsAnswer(Page):
    """A page of requests."""

    items = RequestAnswer(many=True)


class DeploymentsAnswer(Page):
    """A page of deployments."""

    items = DeploymentAnswer(many=True)


class ReleasedAnswer(Serializer[Any]):
    """How many deployments were let go: released, or cancelled where kept for later."""

    released = serializers.IntegerField(min_value=1)


class OffersAnswer(Page):
    """A page of offers."""

    items = OfferAnswer(many=True)
