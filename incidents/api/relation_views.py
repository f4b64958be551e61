"""Grades, figures in question, likeness and places, for machines."""

from dataclasses import asdict
from uuid import UUID

from django.utils.timezone import now
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from command.core.policies import rooms_visible_to
from incidents.actions import confirm_grade, link_incident, merge_incident, prefer_figure
from incidents.api import relation_shapes as shapes
from incidents.api.incident_views import told
from incidents.api.serializers import IncidentAnswer
from incidents.models import GradeRule
from incidents.places import position
from incidents.selectors import figures_of, seen
from incidents.selectors.duplicates import duplicates
from incidents.selectors.grading import suggest
from incidents.selectors.listing import listed, wanted
from incidents.selectors.places import found, located
from incidents.selectors.relations import related


class ConfirmGrade(ApiView):
    """``/api/incidents/<id>/grade/confirm/``."""

    @extend_schema(request=shapes.ConfirmInput, responses=IncidentAnswer)
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Confirm the grade of an incident."""
        given = self.read(shapes.ConfirmInput)
        return told(confirm_grade(actor=request.user, incident_id=incident_id, **given))


class SuggestedGrade(ApiView):
    """``/api/incidents/<id>/grade/suggestion/``."""

    @extend_schema(responses=shapes.SuggestionAnswer)
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Return the grade that the figures suggest and what decided it, or nulls."""
        suggestion = suggest(seen(incident_id, request.user))
        if suggestion is None:
            return Response(dict.fromkeys(shapes.SuggestionAnswer().fields))
        return Response({**asdict(suggestion), "reason": suggestion.reason})


class MergeIncident(ApiView):
    """``/api/incidents/<id>/merge/``."""

    @extend_schema(request=shapes.MergeInput, responses=IncidentAnswer)
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Merge an incident into another; answer with the one that goes on."""
        given = self.read(shapes.MergeInput)
        return told(merge_incident(actor=request.user, incident_id=incident_id, **given))


class LinkIncident(ApiView):
    """``/api/incidents/<id>/parent/``."""

    @extend_schema(request=shapes.LinkInput, responses=IncidentAnswer)
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Put an incident under another, or with null let it stand by itself."""
        given = self.read(shapes.LinkInput)
        return told(link_incident(actor=request.user, incident_id=incident_id, **given))


class Relations(ApiView):
    """``/api/incidents/<id>/related/``."""

    @extend_schema(responses=shapes.RelatedAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the whole, the parts, and what was merged, as far as visible."""
        incident = seen(incident_id, request.user)
        return Response([asdict(each) for each in related(incident, request.user)])


class KeyFigures(ApiView):
    """``/api/incidents/<id>/figures/standing/``."""

    @extend_schema(responses=shapes.KeyFigureAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the figures that hold, each with those of other sources that differ."""
        found_here = figures_of(seen(incident_id, request.user))
        return Response([asdict(each) for each in found_here])


class PreferFigure(ApiView):
    """``/api/incidents/<id>/figures/prefer/``."""

    @extend_schema(
        request=shapes.PreferInput, responses={201: shapes.KeyFigureAnswer(many=True)}
    )
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Say which of several figures holds; answer with all that stand."""
        given = self.read(shapes.PreferInput)
        choice = prefer_figure(actor=request.user, incident_id=incident_id, **given)
        standing = [asdict(each) for each in figures_of(choice.incident)]
        return Response(standing, status=HTTP_201_CREATED)


class Duplicates(ApiView):
    """``/api/incidents/alike/``."""

    @extend_schema(parameters=[shapes.AlikeInput], responses=shapes.LikenessAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List open incidents that may be the same as one that is being reported."""
        given = self.read_query(shapes.AlikeInput)
        at = given.pop("at", None) or now()
        return Response([asdict(each) for each in duplicates(request.user, at=at, **given)])


class FoundIncidents(ApiView):
    """``/api/incidents/search/``."""

    @extend_schema(parameters=[shapes.SearchInput], responses=shapes.ListedAnswer)
    def get(self, request: PersonRequest) -> Response:
        """Search all incidents, ended ones too: characters, numbers, pinyin initials."""
        given = self.read_query(shapes.SearchInput)
        page = listed(request.user, wanted({k: str(v) for k, v in given.items()}))
        return Response(
            {
                "total": page.total,
                "page": page.page,
                "pages": page.pages,
                "items": [asdict(card) for card in page.cards],
            }
        )


class Places(ApiView):
    """``/api/places/``."""

    @extend_schema(parameters=[shapes.PlaceInput], responses=shapes.WhereAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """Say where a text lies: coordinates in any form, or a region's name; or nothing."""
        text = self.read_query(shapes.PlaceInput)["q"]
        at = position(text)
        where = located(at) if at else found(text)
        return Response([{**asdict(where), "name": where.name}] if where else [])


class GradeRules(ApiView):
    """``/api/grade-rules/``."""

    @extend_schema(responses=shapes.GradeRuleAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the grade tables that hold for the person's authority, with their sources."""
        if not rooms_visible_to(request.user).exists():
            return Response([])
        rows = GradeRule.in_force.of(request.user.origin)
        return Response([shapes.GradeRuleAnswer(row).data for row in rows])
