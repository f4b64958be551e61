"""Stations, streams and what is observed; their series and forecasts; for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents.monitoring import selectors
from incidents.monitoring.actions import (
    change_datastream,
    change_station,
    record_forecast,
    register_property,
    register_sensor,
    retire_datastream,
)
from incidents.monitoring.api import register_shapes as shapes
from incidents.monitoring.api.serializers import StationAnswer, StreamAnswer
from incidents.monitoring.models import Datastream
from incidents.monitoring.selectors import PropertyCard, SensorCard, StationCard


class ObservedProperties(ApiView):
    """``/api/observed-properties/``."""

    @extend_schema(responses=shapes.PropertyAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List what can be measured."""
        return Response([asdict(card) for card in selectors.properties(request.user)])

    @extend_schema(request=shapes.PropertyInput, responses={201: shapes.PropertyAnswer})
    def post(self, request: PersonRequest) -> Response:
        """Register a quantity that can be measured, as a word of one's own authority."""
        row = register_property(actor=request.user, **self.read(shapes.PropertyInput))
        return Response(asdict(PropertyCard.of(row)), status=HTTP_201_CREATED)


class Sensors(ApiView):
    """``/api/sensors/``."""

    @extend_schema(responses=shapes.SensorAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List what is measured with."""
        return Response([asdict(card) for card in selectors.sensors(request.user)])

    @extend_schema(request=shapes.SensorInput, responses={201: shapes.SensorAnswer})
    def post(self, request: PersonRequest) -> Response:
        """Register an instrument."""
        row = register_sensor(actor=request.user, **self.read(shapes.SensorInput))
        return Response(asdict(SensorCard.of(row)), status=HTTP_201_CREATED)


class ChangeStation(ApiView):
    """``/api/stations/<id>/change/``."""

    @extend_schema(request=shapes.StationChangeInput, responses=StationAnswer)
    def post(self, request: PersonRequest, station_id: UUID) -> Response:
        """Change what is kept of a station."""
        given = self.read(shapes.StationChangeInput)
        selectors.station_seen(station_id, request.user)
        station = change_station(actor=request.user, station_id=station_id, changes=given)
        return Response(asdict(StationCard.of(station)))


class ChangeStream(ApiView):
    """``/api/streams/<id>/change/``."""

    @extend_schema(request=shapes.StreamChangeInput, responses=StreamAnswer)
    def post(self, request: PersonRequest, stream_id: UUID) -> Response:
        """Change what is kept of a stream; its unit stays."""
        given = self.read(shapes.StreamChangeInput)
        selectors.stream_seen(stream_id, request.user)
        stream = change_datastream(actor=request.user, stream_id=stream_id, changes=given)
        return _card(stream)


class RetireStream(ApiView):
    """``/api/streams/<id>/retire/``."""

    @extend_schema(request=shapes.StreamRetireInput, responses=StreamAnswer)
    def post(self, request: PersonRequest, stream_id: UUID) -> Response:
        """Take a stream out of use; its history stays."""
        given = self.read(shapes.StreamRetireInput)
        selectors.stream_seen(stream_id, request.user)
        return _card(retire_datastream(actor=request.user, stream_id=stream_id, **given))


class StreamForecast(ApiView):
    """``/api/streams/<id>/forecast/``."""

    @extend_schema(request=shapes.ForecastInput, responses=shapes.ForecastTakenAnswer)
    def post(self, request: PersonRequest, stream_id: UUID) -> Response:
        """Take in what somebody expects a stream to say; the newest issue counts."""
        given = self.read(shapes.ForecastInput)
        selectors.stream_seen(stream_id, request.user)
        new = record_forecast(
            actor=request.user,
            stream_id=stream_id,
            issued_at=given["issued_at"],
            points=[(point["at"], point["value"]) for point in given["points"]],
        )
        return Response({"new": new})


class StreamSeries(ApiView):
    """``/api/streams/<id>/series/``."""

    @extend_schema(parameters=[shapes.SeriesQuery], responses=shapes.SeriesAnswer)
    def get(self, request: PersonRequest, stream_id: UUID) -> Response:
        """Return what a stream said over a span of time, in about so many points."""
        given = self.read_query(shapes.SeriesQuery)
        found = selectors.series(selectors.stream_seen(stream_id, request.user), **given)
        rows = [row._asdict() for row in found.rows]
        return Response({"step_s": found.step_s, "rows": rows})


def _card(stream: Datastream) -> Response:
    [card] = selectors.cards([stream])
    return Response(asdict(card))
