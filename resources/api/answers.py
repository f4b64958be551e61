"""Shapes of what the resources API gives: the cards, and pages of them."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from resources.lifecycle import (
    Answer,
    DeploymentStatus,
    OfferStatus,
    RequestStatus,
    TeamKind,
    TeamStatus,
)


class TeamAnswer(Serializer[Any]):
    """A team."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(TeamKind.choices)
    kind_zh = serializers.CharField()
    kind_en = serializers.CharField()
    region = serializers.CharField()
    city = serializers.CharField()
    headcount = serializers.IntegerField()
    vehicles = serializers.IntegerField()
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    status = serializers.ChoiceField(TeamStatus.choices)
    deployment = serializers.UUIDField(allow_null=True)
    incident = serializers.UUIDField(allow_null=True)
    illustrative = serializers.BooleanField()
    origin = serializers.CharField()
    exercise = serializers.BooleanField()
    at = serializers.DateTimeField()


class StockAnswer(Serializer[Any]):
    """A stock."""

    id = serializers.UUIDField()
    depot = serializers.CharField()
    region = serializers.CharField()
    city = serializers.CharField()
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    supply = serializers.CharField()
    supply_zh = serializers.CharField()
    supply_en = serializers.CharField()
    unit_zh = serializers.CharField()
    unit_en = serializers.CharField()
    consumable = serializers.BooleanField()
    on_hand = serializers.IntegerField()
    available = serializers.IntegerField()
    agreement = serializers.BooleanField()
    illustrative = serializers.BooleanField()
    origin = serializers.CharField()
    exercise = serializers.BooleanField()
    at = serializers.DateTimeField()


class LineAnswer(Serializer[Any]):
    """What one authority answered and did; an empty ``answer`` is none yet."""

    answer = serializers.ChoiceField(Answer.choices, allow_blank=True)
    quantity = serializers.IntegerField()
    reason = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField(allow_null=True)
    committed = serializers.IntegerField()
    arrived = serializers.IntegerField()


class RequestAnswer(Serializer[Any]):
    """A request: ``quantity`` = ``filled`` + ``open``."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    incident = serializers.UUIDField(allow_null=True)
    what = serializers.CharField()
    is_team = serializers.BooleanField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    quantity = serializers.IntegerField()
    unit = serializers.CharField()
    place = serializers.CharField()
    needed_by = serializers.DateTimeField(allow_null=True)
    asked = serializers.ListField(child=serializers.CharField())
    status = serializers.ChoiceField(RequestStatus.choices)
    filled = serializers.IntegerField()
    open = serializers.IntegerField()
    provisional = serializers.IntegerField()
    committed = serializers.IntegerField()
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
    """A team or a quantity of stock at an incident, or on its way."""

    id = serializers.UUIDField()
    incident = serializers.UUIDField(allow_null=True)
    request = serializers.UUIDField(allow_null=True)
    team = serializers.UUIDField(allow_null=True)
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
    remark = serializers.CharField(allow_blank=True)
    status = serializers.ChoiceField(OfferStatus.choices)
    reason = serializers.CharField(allow_blank=True)
    origin = serializers.CharField()
    exercise = serializers.BooleanField()
    at = serializers.DateTimeField()


class CellAnswer(Serializer[Any]):
    """Available of total, and when either last changed."""

    available = serializers.IntegerField()
    total = serializers.IntegerField()
    at = serializers.DateTimeField(allow_null=True)


class MatrixRowAnswer(Serializer[Any]):
    """One group of forces over the cities."""

    key = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    cells = serializers.DictField(child=CellAnswer())


class MatrixAnswer(Serializer[Any]):
    """Availability by group and city."""

    cities = serializers.ListField(child=serializers.CharField())
    rows = MatrixRowAnswer(many=True)
    totals = serializers.DictField(child=CellAnswer())
    at = serializers.DateTimeField(allow_null=True)


class SupplyAnswer(Serializer[Any]):
    """A kind of supplies; of its code ``verified_digits`` follow GB/T 38565-2020."""

    code = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    unit_zh = serializers.CharField()
    unit_en = serializers.CharField()
    is_consumable = serializers.BooleanField()
    verified_digits = serializers.IntegerField()


class UnitsAnswer(Serializer[Any]):
    """Teams for the map: ``columns`` names the places of each row in ``units``."""

    columns = serializers.ListField(child=serializers.CharField())
    units = serializers.ListField(child=serializers.ListField())


class StoredAnswer(Serializer[Any]):
    """How many of the positions were news."""

    stored = serializers.IntegerField()


class TeamsAnswer(Serializer[Any]):
    """A page of teams."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()
    items = TeamAnswer(many=True)


class StocksAnswer(Serializer[Any]):
    """A page of stocks."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()
    items = StockAnswer(many=True)


class RequestsAnswer(Serializer[Any]):
    """A page of requests."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()
    items = RequestAnswer(many=True)


class DeploymentsAnswer(Serializer[Any]):
    """A page of deployments."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()
    items = DeploymentAnswer(many=True)


class OffersAnswer(Serializer[Any]):
    """A page of offers."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()
    items = OfferAnswer(many=True)
