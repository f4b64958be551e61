"""What an entity is made of, as SensorThings clients write it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from command.core.api.fields import Finite, Moment, Strict, region
from incidents.monitoring.models import BOUND
from incidents.monitoring.sta.entities import MEASUREMENT
from incidents.monitoring.sta.given.fields import (
    Encoding,
    Linked,
    Nothing,
    Point,
    Quantity,
    code,
    limit,
    text,
)

MOST_TOGETHER = 100  # streams of a new thing
MOST_OBSERVATIONS = 5000  # in one request


class StaSensorInput(Strict):
    """A new Sensor; its metadata is a text or an address."""

    name = text(100, required=True)
    description = text(300)
    encodingType = text(100)  # noqa: N815  the standard's name
    metadata = text(1000)
    properties = Nothing()


class StaPropertyMore(Strict):
    """What is kept of an ObservedProperty besides what the standard says."""

    code = code(40)
    name_en = text(60)
    unit = text(12)
    lowest = limit()
    highest = limit()


class StaPropertyInput(Strict):
    """A new ObservedProperty."""

    name = text(40, required=True)
    definition = text(300)
    description = text(300)
    properties = StaPropertyMore(default=dict)


class StaObservationInput(Strict):
    """A new Observation; ``resultTime`` is read and not kept."""

    phenomenonTime = Moment(required=False, allow_null=True)  # noqa: N815
    resultTime = Moment(required=False, allow_null=True)  # noqa: N815
    result = Quantity(allow_null=True)
    resultQuality = Nothing()  # noqa: N815
    validTime = Nothing()  # noqa: N815
    parameters = Nothing()
    Datastream = Linked(required=False)
    FeatureOfInterest = Linked(required=False)


class StaUnitInput(Strict):
    """A unit; of the three its symbol is kept."""

    name = serializers.CharField(required=False, allow_null=True, allow_blank=True)
    symbol = text(12, required=True)
    definition = serializers.CharField(required=False, allow_null=True, allow_blank=True)


class StaDatastreamMore(Strict):
    """What is kept of a Datastream besides what the standard says."""

    key = code(24)
    name_en = text(60)
    interval_s = serializers.IntegerField(min_value=1, max_value=7 * 86400, default=3600)
    warning = limit()
    guarantee = limit()
    rise_per_hour = limit()
    margin = Finite(min_value=0, max_value=BOUND, default=0.02)
    lowest = limit()
    highest = limit()


class StaDatastreamInput(Strict):
    """A new Datastream, with the instrument and the quantity that it must have."""

    name = text(40, required=True)
    description = text(300)
    observationType = serializers.ChoiceField([MEASUREMENT], default=MEASUREMENT)  # noqa: N815
    unitOfMeasurement = StaUnitInput()  # noqa: N815
    properties = StaDatastreamMore(default=dict)
    observedArea = Nothing()  # noqa: N815
    phenomenonTime = Nothing()  # noqa: N815
    resultTime = Nothing()  # noqa: N815
    Thing = Linked(required=False)
    Sensor = Linked(StaSensorInput)
    ObservedProperty = Linked(StaPropertyInput)
    Observations = serializers.ListField(
        child=StaObservationInput(), required=False, max_length=MOST_OBSERVATIONS
    )


class StaLocationInput(Strict):
    """A place; it is named and described by its Thing."""

    name = text(200)
    description = text(1000)
    encodingType = Encoding()  # noqa: N815
    location = Point()
    properties = Nothing()


class StaThingMore(Strict):
    """What is kept of a Thing besides what the standard says."""

    code = code(24)
    name_en = text(80)
    region = region(required=False, allow_null=True)
    illustrative = serializers.BooleanField(default=False)


class StaThingInput(Strict):
    """A new Thing in its one Location, with Datastreams if there are."""

    name = text(60, required=True)
    description = text(300)
    properties = StaThingMore(default=dict)
    Locations = serializers.ListField(child=StaLocationInput())
    Datastreams = serializers.ListField(
        child=StaDatastreamInput(), required=False, max_length=MOST_TOGETHER
    )

    def validate_Locations(self, given: list[Any]) -> list[Any]:  # noqa: N802
        """Return the one place. Raises ``ValidationError`` for none and for several."""
        if len(given) != 1:
            raise serializers.ValidationError(_("A Thing stands in one place."))
        return given


class StaArrayInput(Strict):
    """Observations of one Datastream as rows; each row is judged by itself."""

    Datastream = Linked()
    components = serializers.ListField(child=serializers.CharField(), max_length=8)
    dataArray = serializers.ListField(  # noqa: N815
        child=serializers.ListField(max_length=8), max_length=MOST_OBSERVATIONS
    )
