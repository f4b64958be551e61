"""Drawn features, for machines: GeoJSON in and out."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents.plotting import rows, selectors
from incidents.plotting.actions import (
    change_feature,
    draw_feature,
    draw_features,
    remove_feature,
    restore_feature,
)
from incidents.plotting.api import serializers as shapes
from incidents.plotting.categories import CATEGORIES
from incidents.plotting.models import FeatureState
from incidents.plotting.selectors import FeatureCard, as_geojson, collection
from incidents.plotting.selectors.zones import inside, zone_of
from incidents.selectors import seen


def told(state: FeatureState) -> dict[str, object]:
    """Return what a door made as GeoJSON."""
    return as_geojson(FeatureCard.of(state))


class Features(ApiView):
    """``/api/incidents/<id>/features/``."""

    @extend_schema(responses=shapes.CollectionAnswer)
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List what is drawn on the map of an incident, as far as the person may see it."""
        incident = seen(incident_id, request.user)
        return Response(collection(selectors.features_of(incident, request.user)))

    @extend_schema(request=shapes.FeatureInput, responses={201: shapes.FeatureAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Draw a feature."""
        given = self.read(shapes.FeatureInput)
        made = draw_feature(actor=request.user, incident_id=incident_id, **given)
        return Response(told(made), status=HTTP_201_CREATED)


class RemovedFeatures(ApiView):
    """``/api/incidents/<id>/features/removed/``."""

    @extend_schema(responses=shapes.CollectionAnswer)
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List what was taken off the map, latest first."""
        incident = seen(incident_id, request.user)
        return Response(collection(selectors.removed_from(incident, request.user)))


class ImportFeatures(ApiView):
    """``/api/incidents/<id>/features/import/``."""

    @extend_schema(request=shapes.ImportInput, responses={201: shapes.CollectionAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Draw all features of a collection, or none; wrong rows are named by their number."""
        given = rows.read(self.read(shapes.ImportInput)["features"])
        made = draw_features(actor=request.user, incident_id=incident_id, given=given)
        return Response(
            collection([FeatureCard.of(state) for state in made]), status=HTTP_201_CREATED
        )


class Inside(ApiView):
    """``/api/incidents/<id>/features/inside/``."""

    @extend_schema(parameters=[shapes.ZoneInput], responses=shapes.InsideAnswer)
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Say what lies within so many metres of a position or a feature."""
        incident = seen(incident_id, request.user)
        zone = zone_of(incident, request.user, **self.read_query(shapes.ZoneInput))
        answer = inside(zone, request.user)
        return Response({**answer, "items": [asdict(one) for one in answer["items"]]})


class FeaturesForAll(ApiView):
    """``/api/features/``."""

    @extend_schema(operation_id="features_list", responses=shapes.CollectionAnswer)
    def get(self, request: PersonRequest) -> Response:
        """List what is drawn for all four cities."""
        return Response(collection(selectors.shown_to_all(request.user)))


class OneFeature(ApiView):
    """``/api/features/<id>/``."""

    @extend_schema(responses=shapes.FeatureAnswer)
    def get(self, request: PersonRequest, feature_id: UUID) -> Response:
        """Return one feature."""
        return Response(as_geojson(selectors.card_of(feature_id, request.user)))

    @extend_schema(request=shapes.ChangeInput, responses=shapes.FeatureAnswer)
    def patch(self, request: PersonRequest, feature_id: UUID) -> Response:
        """Change some fields; 409 names the fields that somebody else has changed meanwhile."""
        given = self.read(shapes.ChangeInput)
        made = change_feature(actor=request.user, feature_id=feature_id, **given)
        return Response(told(made))


class RemoveFeature(ApiView):
    """``/api/features/<id>/remove/``."""

    @extend_schema(request=None, responses=shapes.FeatureAnswer)
    def post(self, request: PersonRequest, feature_id: UUID) -> Response:
        """Take a feature off the map; every version of it is kept."""
        return Response(told(remove_feature(actor=request.user, feature_id=feature_id)))


class RestoreFeature(ApiView):
    """``/api/features/<id>/restore/``."""

    @extend_schema(request=shapes.RestoreInput, responses=shapes.FeatureAnswer)
    def post(self, request: PersonRequest, feature_id: UUID) -> Response:
        """Make a feature again what one of its versions says."""
        given = self.read(shapes.RestoreInput)
        made = restore_feature(actor=request.user, feature_id=feature_id, **given)
        return Response(told(made))


class Versions(ApiView):
    """``/api/features/<id>/versions/``."""

    @extend_schema(responses=shapes.VersionAnswer(many=True))
    def get(self, request: PersonRequest, feature_id: UUID) -> Response:
        """List the versions of a feature, newest first."""
        found = selectors.versions_of(feature_id, request.user)
        return Response([asdict(card) for card in found])


class Categories(ApiView):
    """``/api/feature-categories/``."""

    @extend_schema(responses=shapes.CategoryAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List what can be drawn, after GB/T 35649-2017."""
        return Response([{**asdict(one), "name": one.name} for one in CATEGORIES.values()])
