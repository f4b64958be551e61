"""Shapes of the nearest search."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core import regions
from command.core.api.fields import Finite, latitude, longitude
from resources.nearest.selectors.search import MOST

CODES = r"^[A-Z0-9_]{1,24}(,[A-Z0-9_]{1,24}){0,9}\Z"


class NearestQuery(Serializer[Any]):
    """Where, and what: a kind of team, a supply or a kind of facility."""

    lat = latitude()
    lon = longitude()
    what = serializers.RegexField(r"^[A-Za-z0-9_]{1,24}\Z")
    quantity = serializers.IntegerField(min_value=1, max_value=10_000_000, default=1)
    capabilities = serializers.RegexField(
        CODES, required=False, help_text="codes of capabilities, all of them, comma between"
    )
    cities = serializers.CharField(
        max_length=40, required=False, help_text="codes of cities, comma between"
    )
    limit = serializers.IntegerField(min_value=1, max_value=MOST, default=20)
    within_km = Finite(min_value=0.01, max_value=20_000, required=False)
    free_only = serializers.BooleanField(default=True)
    exercise = serializers.UUIDField(required=False, help_text="search an exercise instead")

    def validate_capabilities(self, value: str) -> list[str]:
        """Return the codes."""
        return value.split(",")

    def validate_cities(self, value: str) -> list[str]:
        """Return the codes. Raises ``ValidationError`` unless all of them are of cities."""
        codes = value.split(",")
        if not set(codes) <= {*regions.CITIES, regions.REGION}:
            raise serializers.ValidationError(_("There is no such region."))
        return codes


class FoundAnswer(Serializer[Any]):
    """One thing, and how far it is in a straight line."""

    kind = serializers.CharField(help_text="team, asset, stock or facility")
    id = serializers.UUIDField()
    city = serializers.CharField()
    name = serializers.CharField()
    lat = serializers.FloatField()
    lon = serializers.FloatField()
    km = serializers.FloatField()
    available = serializers.IntegerField()
    unit = serializers.CharField(allow_blank=True)
    free = serializers.BooleanField()
    seen_at = serializers.DateTimeField(
        allow_null=True, help_text="when it was seen there; null: it is at home there"
    )
