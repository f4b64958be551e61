"""Shapes of the API of grades, figures in question, likeness and places."""

from typing import Any

from rest_framework import serializers

from command.core.api.fields import Moment, latitude, longitude, region
from command.core.api.shapes import shape_of
from command.core.regions import CITIES
from incidents.api.serializers import Dated, IncidentAnswer
from incidents.selectors import KeyFigure, Rival
from incidents.selectors.duplicates import Likeness
from incidents.selectors.listing import STATUSES
from incidents.selectors.places import Where
from incidents.selectors.relations import Related

RelatedAnswer = shape_of(Related)
RivalAnswer = shape_of(Rival)


class ConfirmInput(Dated):
    """The grade that is confirmed, and why."""

    grade = serializers.IntegerField(min_value=1, max_value=4)
    reason = serializers.CharField(max_length=500)


class MergeInput(Dated):
    """The incident that goes on, and why the two are one."""

    into = serializers.UUIDField()
    reason = serializers.CharField(max_length=500)


class LinkInput(Dated):
    """The incident that this one is a part of, or null."""

    parent_id = serializers.UUIDField(allow_null=True)
    reason = serializers.CharField(max_length=500)


class PreferInput(Dated):
    """The observation that holds, and why."""

    observation_id = serializers.UUIDField()
    reason = serializers.CharField(max_length=500)


class AlikeInput(serializers.Serializer[Any]):
    """What is being reported; a position is given whole or not at all."""

    event_type = serializers.RegexField(r"^[0-9A-Z]{5}\Z")
    region = region()
    lat = latitude(required=False)
    lon = longitude(required=False)
    at = Moment(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Put latitude and longitude together."""
        lat, lon = attrs.pop("lat", None), attrs.pop("lon", None)
        if (lat is None) != (lon is None):
            raise serializers.ValidationError("lat and lon belong together")
        return {**attrs, "point": None if lat is None else (lat, lon)}


class SearchInput(serializers.Serializer[Any]):
    """What the list is narrowed to."""

    q = serializers.CharField(max_length=80, allow_blank=True, default="")
    city = serializers.ChoiceField(CITIES, required=False)
    level = serializers.IntegerField(min_value=0, max_value=4, required=False)
    status = serializers.ChoiceField(STATUSES, default="all")
    family = serializers.RegexField(r"^[0-9A-Z]{1,5}\Z", required=False)
    page = serializers.IntegerField(min_value=1, max_value=99_999, default=1)


class ListedAnswer(serializers.Serializer[Any]):
    """One page of incidents."""

    total = serializers.IntegerField()
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    items = IncidentAnswer(many=True)


class PlaceInput(serializers.Serializer[Any]):
    """A place as somebody wrote it."""

    q = serializers.CharField(max_length=200)


class WhereAnswer(shape_of(Where)):  # type: ignore[misc]  # made of the card
    """Where it lies; ``by`` says how that is known."""

    name = serializers.CharField()


class LikenessAnswer(shape_of(Likeness)):  # type: ignore[misc]  # made of the card
    """An open incident that may be the same."""

    at = serializers.DateTimeField()


class SuggestionAnswer(serializers.Serializer[Any]):
    """A suggested grade and what decided it; all null when no rule decides."""

    grade = serializers.IntegerField(allow_null=True)
    criterion = serializers.CharField(allow_null=True)
    basis = serializers.CharField(allow_null=True)
    value = serializers.FloatField(allow_null=True)
    threshold = serializers.FloatField(allow_null=True)
    unit = serializers.CharField(allow_null=True, allow_blank=True)
    code = serializers.CharField(allow_null=True)
    note = serializers.CharField(allow_null=True, allow_blank=True)
    reason = serializers.CharField(allow_null=True)


class KeyFigureAnswer(shape_of(KeyFigure)):  # type: ignore[misc]  # made of the card
    """One figure that holds, and those that contradict it."""

    conflicts = RivalAnswer(many=True)


class GradeRuleAnswer(serializers.Serializer[Any]):
    """One line of a grade table."""

    code = serializers.CharField()
    criterion = serializers.CharField()
    applies_to = serializers.CharField()
    except_for = serializers.CharField(allow_blank=True)
    at_least = serializers.FloatField(allow_null=True)
    unit = serializers.CharField(allow_blank=True)
    grade = serializers.IntegerField()
    counts_missing = serializers.BooleanField()
    basis = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
