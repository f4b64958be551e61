"""The word of a city's system, for machines."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_204_NO_CONTENT
from rest_framework.views import APIView

from command.core import links
from command.core.actions import hear_city

BEARER = "Bearer "


class CityLinkWord(APIView):
    """``/api/city-links/<city>/``: a city's system says that it is there."""

    authentication_classes = []
    permission_classes = [AllowAny]  # the token opens, not a person's session

    @extend_schema(
        request=None,
        responses={204: None},
        auth=[],
        parameters=[OpenApiParameter("Authorization", str, OpenApiParameter.HEADER)],
    )
    def post(self, request: Request, city: str) -> Response:
        """Take it down. The header is ``Authorization: Bearer`` and the city's secret."""
        given = request.headers.get("Authorization", "")
        token = given.removeprefix(BEARER) if given.startswith(BEARER) else ""
        if not links.opens(city, token):
            raise NotAuthenticated
        hear_city(actor=None, city=city)
        return Response(status=HTTP_204_NO_CONTENT)

    def get_authenticate_header(self, request: Request) -> str:
        """Make the refusal a 401."""
        return "Bearer"
