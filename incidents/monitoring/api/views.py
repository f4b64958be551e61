"""Stations, streams and readings, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents.monitoring import selectors
from incidents.monitoring.actions import (
    record_readings,
    register_datastream,
    register_station,
)
from incidents.monitoring.api import serializers as shapes
from incidents.monitoring.selectors import StationCard


class Stations(ApiView):
    """``/api/stations/``."""

    @extend_schema(responses=shapes.StationAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the stations the person may see."""
        return Response([asdict(card) for card in selectors.stations(request.user)])

    @extend_schema(request=shapes.StationInput, responses={201: shapes.StationAnswer})
    def post(self, request: PersonRequest) -> Response:
        """Register a station."""
        given = self.read(shapes.StationInput)
        station = register_station(actor=request.user, **given)
        return Response(asdict(StationCard.of(station)), status=HTTP_201_CREATED)


class StationStreams(ApiView):
    """``/api/stations/<id>/streams/``."""

    @extend_schema(request=shapes.StreamInput, responses={201: shapes.StreamAnswer})
    def post(self, request: PersonRequest, station_id: UUID) -> Response:
        """Register a quantity that the station measures."""
        given = self.read(shapes.StreamInput)
        stream = register_datastream(actor=request.user, station_id=station_id, **given)
        [card] = selectors.cards([stream])
        return Response(asdict(card), status=HTTP_201_CREATED)


class Streams(ApiView):
    """``/api/streams/``."""

    @extend_schema(responses=shapes.StreamAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the streams the person may see, alarmed ones first."""
        return Response([asdict(card) for card in selectors.strip(request.user)])


class OneStream(ApiView):
    """``/api/streams/<id>/``."""

    @extend_schema(responses=shapes.StreamAnswer)
    def get(self, request: PersonRequest, stream_id: UUID) -> Response:
        """Return one stream with its last readings."""
        [card] = selectors.cards([selectors.stream_seen(stream_id, request.user)])
        return Response(asdict(card))


class Readings(ApiView):
    """``/api/streams/<id>/readings/``."""

    @extend_schema(request=shapes.ReadingsInput, responses=shapes.TakenAnswer)
    def post(self, request: PersonRequest, stream_id: UUID) -> Response:
        """Take readings in, each judged by itself; what is there already is counted."""
        given = self.read(shapes.ReadingsInput)
        selectors.stream_there(stream_id)
        taken = record_readings(
            actor=request.user,
            readings=[(stream_id, r["observed_at"], r["value"]) for r in given["readings"]],
            incident_id=given.get("incident_id"),
        )
        return Response(asdict(taken))
