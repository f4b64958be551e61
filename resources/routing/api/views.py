"""The API of roads: read the request, knock at one door or ask one selector, answer."""

import math
from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from command.core.errors import NotThere
from command.core.policies import scopes_of
from resources.routing import pages
from resources.routing.actions import lift_condition, report_condition
from resources.routing.api import serializers as shapes
from resources.routing.legs import legs
from resources.routing.reach import feature, reaches
from resources.routing.selectors import ConditionCard, card_of, listed


def on_duty(request: PersonRequest) -> None:
    """Raise ``NotThere`` unless the person is on duty over a region."""
    if not scopes_of(request.user):
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))


class Conditions(ApiView):
    """``/api/road-conditions/``."""

    @extend_schema(
        operation_id="road_conditions_list", responses=shapes.ConditionAnswer(many=True)
    )
    def get(self, request: PersonRequest) -> Response:
        """List what counts or will count, and what has ended within a day."""
        return Response([asdict(ConditionCard.of(row)) for row in listed(request.user)])

    @extend_schema(
        operation_id="road_conditions_report",
        request=shapes.ConditionInput,
        responses={HTTP_201_CREATED: shapes.ConditionAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Say that a road or an area suffers from something, for a time."""
        made = report_condition(actor=request.user, **self.read(shapes.ConditionInput))
        return Response(asdict(ConditionCard.of(made)), status=HTTP_201_CREATED)


class OneCondition(ApiView):
    """``/api/road-conditions/<id>/``."""

    @extend_schema(operation_id="road_conditions_read", responses=shapes.ConditionAnswer)
    def get(self, request: PersonRequest, condition_id: UUID) -> Response:
        """Return one road condition."""
        return Response(asdict(card_of(condition_id, request.user)))


class LiftCondition(ApiView):
    """``/api/road-conditions/<id>/lift/``."""

    @extend_schema(
        operation_id="road_conditions_lift",
        request=shapes.LiftInput,
        responses=shapes.ConditionAnswer,
    )
    def post(self, request: PersonRequest, condition_id: UUID) -> Response:
        """Say that it is over before its time."""
        given = self.read(shapes.LiftInput)
        lifted = lift_condition(actor=request.user, condition_id=condition_id, **given)
        return Response(asdict(ConditionCard.of(lifted)))


class Roads(ApiView):
    """``/api/roads/``."""

    @extend_schema(operation_id="roads_list", responses=shapes.StretchAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the stretches of the shipped road graph, and what each suffers from."""
        on_duty(request)
        return Response(pages.stretches_now())


class Leg(ApiView):
    """``/api/roads/leg/``."""

    @extend_schema(
        operation_id="roads_leg", parameters=[shapes.LegQuery], responses=shapes.LegAnswer
    )
    def get(self, request: PersonRequest) -> Response:
        """Say how long the way takes from one place to another."""
        on_duty(request)
        given = self.read_query(shapes.LegQuery)
        [[leg]] = legs(
            [(given["from_lat"], given["from_lon"])],
            [(given["to_lat"], given["to_lon"])],
            convoy=given["convoy"],
            heavy=given["heavy"],
        )
        is_open = math.isfinite(leg.minutes)
        times = {
            name: round(getattr(leg, name), 1) if is_open else None
            for name in ("minutes", "low", "high")
        }
        km = round(leg.km, 1) if math.isfinite(leg.km) else 0.0
        told = {"open": is_open, **times, "km": km, "by": leg.by, "because": list(leg.because)}
        return Response(told)


class Reach(ApiView):
    """``/api/roads/reach/``."""

    @extend_schema(
        operation_id="roads_reach",
        parameters=[shapes.ReachQuery],
        responses=shapes.FeaturesAnswer,
    )
    def get(self, request: PersonRequest) -> Response:
        """Say how far one gets from a place in so many minutes, as GeoJSON."""
        on_duty(request)
        given = self.read_query(shapes.ReachQuery)
        limits = sorted({int(part) for part in given["minutes"].split(",")}, reverse=True)
        found = reaches((given["lat"], given["lon"]), limits)
        return Response(
            {"type": "FeatureCollection", "features": [feature(one) for one in found]}
        )
