"""The SensorThings interface: standard clients read and write under one root."""

from collections.abc import Callable
from typing import Any, ClassVar, Final, TypeVar

import orjson
from django.db import DataError, InternalError, OperationalError, connection, transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from psycopg.errors import QueryCanceled
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.authentication import BySession
from command.core.api.views import ApiView, PersonRequest
from command.core.errors import Invalid
from incidents.monitoring.sta.entities import KINDS, OBSERVATIONS
from incidents.monitoring.sta.entrance import (
    ByDeviceKey,
    Known,
    device_behind,
    only_people,
    sight_of,
)
from incidents.monitoring.sta.language.options import Options, options
from incidents.monitoring.sta.language.paths import Address, address
from incidents.monitoring.sta.parsers import AnyJson
from incidents.monitoring.sta.selectors.expanding import Expansion
from incidents.monitoring.sta.selectors.resources import Answers, resource
from incidents.monitoring.sta.writing import Writing

Answer = TypeVar("Answer")
PATIENCE_MS: Final = 5000  # for the database with one question of a stranger's making
CHANGING: Final = frozenset({"PUT", "PATCH", "DELETE"})
INSTEAD: Final = gettext_lazy(
    "Nothing is changed or deleted here. What is kept of stations and streams is changed under "
    "/api/stations/ and /api/streams/; what was measured stays as it is."
)
REQUIREMENTS: Final = "http://www.opengis.net/spec/iot_sensing/1.1/req/"
CONFORMS: Final = tuple(
    REQUIREMENTS + name
    for name in (
        "datamodel/thing",
        "datamodel/location",
        "datamodel/datastream",
        "datamodel/sensor",
        "datamodel/observed-property",
        "datamodel/observation",
        "datamodel/feature-of-interest",
        "resource-path/resource-path-to-entities",
        "request-data/expand",
        "request-data/select",
        "request-data/orderby",
        "request-data/top",
        "request-data/skip",
        "request-data/count",
        "request-data/filter",
        "request-data/built-in-filter-operations",
        "request-data/built-in-query-functions",
        "request-data/pagination",
        "create-update-delete/create-entity",
        "create-update-delete/link-to-existing-entities",
        "create-update-delete/deep-insert",
        "create-update-delete/deep-insert-status-code",
        "data-array/data-array",
    )
)


class StaView(ApiView):
    """What the views of the interface have in common."""

    authentication_classes: ClassVar[list[Any]] = [ByDeviceKey, BySession]  # type: ignore[misc]
    permission_classes: ClassVar[list[Any]] = [Known]  # type: ignore[misc]
    parser_classes: ClassVar[list[Any]] = [AnyJson]  # type: ignore[misc]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let in whoever may come in. Raises refusals."""
        super().initial(request, *args, **kwargs)
        if request.method in CHANGING:
            raise MethodNotAllowed(str(request.method), INSTEAD)
        if device_behind(request) is not None and "Idempotency-Key" in request.headers:
            raise Invalid(_("What a device says twice is recorded once without a key."))


@extend_schema(exclude=True)
class Landing(StaView):
    """``/sta/v1.1/``: what there is."""

    def get(self, request: PersonRequest) -> Response:
        """List the sets of entities and what of the standard is kept to."""
        root = root_of(request)
        sets = [{"name": name, "url": f"{root}{name}"} for name in KINDS]
        return Response({"serverSettings": {"conformance": CONFORMS}, "value": sets})


@extend_schema(exclude=True)
class Resource(StaView):
    """``/sta/v1.1/<path>``: collections, entities, properties."""

    def get(self, request: PersonRequest, path: str) -> Response | HttpResponse:
        """Return what the path leads to."""
        asked = options(
            (name, text) for name, texts in request.query_params.lists() for text in texts
        )
        given = address(path)
        here = request.build_absolute_uri(request.path)
        return bounded(lambda: self._answered(given, asked, here))

    def post(self, request: PersonRequest, path: str) -> Response:
        """Make what is sent, in the collection that the path leads to."""
        root, sight = root_of(request), sight_of(request)
        device = device_behind(request)
        place = resource(address(path), sight)
        if place.kind is not OBSERVATIONS:
            only_people(request)
        writing = Writing(sight, None if device else request.user, device)
        row = writing.entity(place, request.data)
        [made] = Expansion(root, sight).bodies(place.kind, [row], Options())
        return Response(made, status=HTTP_201_CREATED)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Say where what was made is found, also when an answer is repeated."""
        answered = super().finalize_response(request, response, *args, **kwargs)
        if answered.status_code == HTTP_201_CREATED:
            answered["Location"] = answered.data["@iot.selfLink"]
        return answered

    def _answered(self, given: Address, asked: Options, here: str) -> Response | HttpResponse:
        sight = sight_of(self.request)
        answers = Answers(root_of(self.request), here, sight)
        place = resource(given, sight)
        links = given.ending == "$ref"
        if place.row is None:
            return Response(answers.collection(place, asked, only_links=links))
        if not place.behind:
            return Response(answers.entity(place, asked, only_link=links))
        name, value = answers.property(place)
        if given.ending == "$value":
            text = value if isinstance(value, str) else orjson.dumps(value)
            return HttpResponse(text, content_type="text/plain; charset=utf-8")
        return Response({name: value})


@extend_schema(exclude=True)
class CreateObservations(StaView):
    """``/sta/v1.1/CreateObservations``: rows of observations of several Datastreams."""

    def post(self, request: PersonRequest) -> Response:
        """Record them, each judged by itself; answer with an address or ``error`` for each."""
        device = device_behind(request)
        writing = Writing(sight_of(request), None if device else request.user, device)
        answers = writing.observations(root_of(request), request.data)
        return Response(answers, status=HTTP_201_CREATED)


def bounded(read: Callable[[], Answer]) -> Answer:
    """Return what ``read`` returns. Raises ``Invalid`` when that takes the database too long.

    Also when it cannot be computed: a number beyond all numbers, a text cut at less than
    nothing.
    """
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = %s", [PATIENCE_MS])
            return read()
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise Invalid(_("This takes too long: narrow it, by time if you can.")) from None
        raise
    except (DataError, InternalError):
        raise Invalid(_("This cannot be computed.")) from None


def root_of(request: Request) -> str:
    """Return the address of the interface, as the client knows it."""
    return request.build_absolute_uri(reverse("sta"))
