"""Shapes of the warnings API."""

from typing import Any

from rest_framework import serializers

from command.core.api.fields import Finite, Moment, Strict, region
from command.core.api.shapes import shape_of
from incidents.warnings.lifecycle import Certainty, Channel, Urgency
from incidents.warnings.selectors import ObligationCard, WarningCard

WarningAnswer = shape_of(WarningCard)
ObligationAnswer = shape_of(ObligationCard)
TEXT = 4000
# What the doors take by name; the rest goes along as ``more``.
BY_NAME = frozenset(
    {
        *("unit", "event_type", "level", "onset_at", "expires_at", "regions"),
        *("matters", "advice", "issued_at", "incident_id"),
    }
)


def regions_field(**options: Any) -> serializers.ListField:
    """Return a field for codes of regions."""
    return serializers.ListField(child=region(), max_length=60, **options)


def numbers(count: int | None = None) -> serializers.ListField:
    """Return a field for so many numbers."""
    return serializers.ListField(
        child=Finite(min_value=-1_000_000, max_value=1_000_000),
        min_length=count,
        max_length=count,
    )


class Further(Strict):
    """What a warning may say besides."""

    area_text = serializers.CharField(max_length=500, required=False)
    effective_at = Moment(required=False)
    urgency = serializers.ChoiceField(Urgency.choices, required=False)
    certainty = serializers.ChoiceField(Certainty.choices, required=False)
    polygons = serializers.ListField(
        child=serializers.ListField(child=numbers(2), min_length=4, max_length=500),
        max_length=20,
        required=False,
        help_text="rings of [lat, lon], WGS 84, the last point as the first",
    )
    circles = serializers.ListField(
        child=numbers(3), max_length=20, required=False, help_text="[lat, lon, metres]"
    )
    channels = serializers.ListField(
        child=serializers.ChoiceField(Channel.choices), max_length=8, required=False
    )
    inform = regions_field(required=False)
    note = serializers.CharField(max_length=500, required=False)
    contact = serializers.CharField(max_length=200, required=False)


class WarningInput(Further):
    """A warning with the eight things that the law wants said."""

    unit = serializers.RegexField(r"^[0-9]{9}[0-9A-Za-z_]{5}\Z", help_text="sender code")
    event_type = serializers.RegexField(r"^[0-9A-Z]{5}\Z")
    level = serializers.IntegerField(min_value=1, max_value=4)
    onset_at = Moment()
    expires_at = Moment()
    regions = regions_field(min_length=1)
    matters = serializers.CharField(max_length=TEXT)
    advice = serializers.CharField(max_length=TEXT)
    issued_at = Moment()
    incident_id = serializers.UUIDField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Put together what the door takes as one."""
        more = {name: value for name, value in attrs.items() if name not in BY_NAME}
        return {**{n: v for n, v in attrs.items() if n in BY_NAME}, "more": more}


class UpdateInput(Further):
    """What changes of a warning; what is not given stays."""

    issued_at = Moment()
    level = serializers.IntegerField(min_value=1, max_value=4, required=False)
    onset_at = Moment(required=False)
    expires_at = Moment(required=False)
    regions = regions_field(required=False, min_length=1)
    matters = serializers.CharField(max_length=TEXT, required=False)
    advice = serializers.CharField(max_length=TEXT, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Put the changes together."""
        return {"issued_at": attrs.pop("issued_at"), "changes": attrs}


class CancelInput(Strict):
    """Why the danger is over."""

    issued_at = Moment()
    reason = serializers.CharField(max_length=TEXT)
    advice = serializers.CharField(max_length=TEXT, required=False)


class WarningReceiptInput(Strict):
    """For which addressed city; the person's own, when not given."""

    city = region(required=False)
    occurred_at = Moment(required=False)


class WarningFileInput(Strict):
    """A message in either dialect, as a file."""

    file = serializers.FileField()


class ObligationDecisionInput(Strict):
    """Respond as drafted or otherwise, or sign why not."""

    verdict = serializers.ChoiceField([("activate", "activate"), ("decline", "decline")])
    reason = serializers.CharField(max_length=500, required=False)
    level = serializers.IntegerField(min_value=1, max_value=4, required=False)
    matter = serializers.CharField(max_length=200, required=False)
    measures = serializers.CharField(max_length=2000, required=False)
    expected_until = Moment(required=False)
    incident_id = serializers.UUIDField(required=False)
    occurred_at = Moment(required=False)


class VersionQuery(serializers.Serializer[Any]):
    """Which version; the last, when not given."""

    version = serializers.UUIDField(required=False)


class UnitAnswer(serializers.Serializer[Any]):
    """A unit that issues warnings."""

    code = serializers.CharField()
    region = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()


class VersionAnswer(serializers.Serializer[Any]):
    """One version of a warning."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    handling = serializers.CharField()
    identifier = serializers.CharField()
    level = serializers.IntegerField(allow_null=True)
    headline = serializers.CharField()
    matters = serializers.CharField()
    advice = serializers.CharField()
    sent_at = serializers.DateTimeField()
