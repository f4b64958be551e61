"""Figures, the chronicle and the code lists, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents import selectors
from incidents.actions import record_figure, write_note
from incidents.api import serializers as shapes
from incidents.figures import FIGURES
from incidents.selectors import FigureCard, NoteCard


class Figures(ApiView):
    """``/api/incidents/<id>/figures/``."""

    @extend_schema(responses=shapes.FigureAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List every figure of every source, newest first."""
        found = selectors.observations_of(incident_id, request.user)
        return Response([asdict(card) for card in found])

    @extend_schema(request=shapes.FigureInput, responses={201: shapes.FigureAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Record a figure."""
        given = self.read(shapes.FigureInput)
        made = record_figure(actor=request.user, incident_id=incident_id, **given)
        return Response(asdict(FigureCard.of(made, made.incident)), status=HTTP_201_CREATED)


class Notes(ApiView):
    """``/api/incidents/<id>/notes/``."""

    @extend_schema(responses=shapes.NoteAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the event chronicle, newest first."""
        found = selectors.notes_of(incident_id, request.user)
        return Response([asdict(card) for card in found])

    @extend_schema(request=shapes.NoteInput, responses={201: shapes.NoteAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Write a line into the chronicle."""
        given = self.read(shapes.NoteInput)
        made = write_note(actor=request.user, incident_id=incident_id, **given)
        return Response(asdict(NoteCard.of(made, made.incident)), status=HTTP_201_CREATED)


class FigureKinds(ApiView):
    """``/api/figures/``."""

    @extend_schema(responses=shapes.FigureKindAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the kinds of figures and their units."""
        kinds = [
            {"key": key, "label": str(kind.label), "unit": kind.unit, "additive": kind.additive}
            for key, kind in FIGURES.items()
        ]
        return Response(kinds)


class EventTypes(ApiView):
    """``/api/event-types/``."""

    @extend_schema(responses=shapes.EventTypeAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the kinds of events."""
        return Response(selectors.event_types())
