"""Quiet areas, for machines."""

from dataclasses import asdict
from uuid import UUID

from django.utils.timezone import now
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from command.core.api.views import ApiView, PersonRequest
from incidents.monitoring.quiet import selectors, table
from incidents.monitoring.quiet.actions import enter_townships
from incidents.monitoring.quiet.api import serializers as shapes


class QuietAreas(ApiView):
    """``/api/quiet-areas/``."""

    @extend_schema(responses=shapes.QuietAreaAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the areas that are quiet now, and those that were in the last day."""
        person = request.user
        found = selectors.open_areas(person) + selectors.ended_lately(person)
        return Response([asdict(card) for card in found])


class OneQuietArea(ApiView):
    """``/api/quiet-areas/<id>/``."""

    @extend_schema(responses=shapes.QuietAreaAnswer)
    def get(self, request: PersonRequest, area_id: UUID) -> Response:
        """Return one episode of an area that fell quiet."""
        return Response(asdict(selectors.area_seen(area_id, request.user)))


class Townships(ApiView):
    """``/api/townships/``."""

    @extend_schema(responses=shapes.TownshipAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the townships of one's own territory."""
        return Response([asdict(card) for card in selectors.townships(request.user)])

    @extend_schema(request=shapes.TownshipsInput, responses=shapes.TownshipsEnteredAnswer)
    def post(self, request: PersonRequest) -> Response:
        """Enter the townships of a CSV table, all of its lines or none."""
        rows = table.read(self.read(shapes.TownshipsInput)["csv"])
        return Response(asdict(enter_townships(actor=request.user, rows=rows)))


class Silences(ApiView):
    """``/api/silences/``."""

    @extend_schema(responses=shapes.SilenceAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List who should have reported and has not, the longest silent first."""
        late = selectors.overdue(request.user, now())
        found = [{**asdict(one), "exercise": one.exercise is not None} for one in late]
        return Response(shapes.SilenceAnswer(found, many=True).data)
