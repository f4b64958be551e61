"""Shapes of what the register answers: teams, stocks, supplies, the matrix."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from resources.lifecycle import TeamKind, TeamStatus


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
    level = serializers.CharField(allow_blank=True)
    capabilities = serializers.ListField(child=serializers.CharField())
    response_min = serializers.IntegerField()
    phone = serializers.CharField(allow_blank=True)
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    status = serializers.ChoiceField(TeamStatus.choices)
    reserved_from = serializers.DateTimeField(allow_null=True)
    deployment = serializers.UUIDField(allow_null=True)
    incident = serializers.UUIDField(allow_null=True)
    illustrative = serializers.BooleanField()
    origin = serializers.CharField()
    exercise = serializers.BooleanField()
    at = serializers.DateTimeField()


class AssetAnswer(Serializer[Any]):
    """A vehicle or a piece of equipment that is known by itself."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    supply = serializers.CharField()
    supply_zh = serializers.CharField()
    supply_en = serializers.CharField()
    region = serializers.CharField()
    city = serializers.CharField()
    depot = serializers.CharField(allow_blank=True)
    team = serializers.UUIDField(allow_null=True)
    capabilities = serializers.ListField(child=serializers.CharField())
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    status = serializers.ChoiceField(TeamStatus.choices)
    reserved_from = serializers.DateTimeField(allow_null=True)
    deployment = serializers.UUIDField(allow_null=True)
    incident = serializers.UUIDField(allow_null=True)
    next_check = serializers.DateField(allow_null=True)
    illustrative = serializers.BooleanField()
    origin = serializers.CharField()
    exercise = serializers.BooleanField()
    at = serializers.DateTimeField()


class CapabilityAnswer(Serializer[Any]):
    """A capability; ``given_by`` are the kinds and capabilities that always bring it."""

    code = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    of = serializers.ListField(child=serializers.CharField())
    given_by = serializers.ListField(child=serializers.CharField())


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


class SupplyAnswer(Serializer[Any]):
    """A kind of supplies; of its code ``verified_digits`` follow GB/T 38565-2020."""

    code = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    unit_zh = serializers.CharField()
    unit_en = serializers.CharField()
    is_consumable = serializers.BooleanField()
    verified_digits = serializers.IntegerField()


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


class UnitsAnswer(Serializer[Any]):
    """Teams for the map: ``columns`` names the places of each row in ``units``."""

    columns = serializers.ListField(child=serializers.CharField())
    units = serializers.ListField(child=serializers.ListField())


class StoredAnswer(Serializer[Any]):
    """How many of the positions were news."""

    stored = serializers.IntegerField()


class Page(Serializer[Any]):
    """A page of a list."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()


class TeamsAnswer(Page):
    """A page of teams."""

    items = TeamAnswer(many=True)


class AssetsAnswer(Page):
    """A page of assets."""

    items = AssetAnswer(many=True)


class StocksAnswer(Page):
    """A page of stocks."""

    items = StockAnswer(many=True)
