"""The nearest search for machines: read the request, ask one selector, answer."""

from dataclasses import asdict

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from command.core.api.views import ApiView, PersonRequest
from resources.nearest.api.serializers import FoundAnswer, NearestQuery
from resources.nearest.selectors import nearest


class Nearest(ApiView):
    """``/api/nearest/``."""

    @extend_schema(
        operation_id="nearest_search",
        parameters=[NearestQuery],
        responses=FoundAnswer(many=True),
    )
    def get(self, request: PersonRequest) -> Response:
        """Find the nearest that is free, of what lies in one's territory; nearest first."""
        given = self.read_query(NearestQuery)
        place = (given.pop("lat"), given.pop("lon"))
        found = nearest(place, person=request.user, **given)
        return Response([asdict(one) for one in found])
