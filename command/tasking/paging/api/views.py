"""The paging API: read the request, knock at one door, answer."""

from dataclasses import asdict
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT
from rest_framework.views import APIView

from command.core.api.views import ApiView, PersonRequest
from command.core.errors import NotThere
from command.tasking.paging.actions import (
    forget_device,
    page_myself,
    register_phone,
    subscribe_device,
    take_receipt,
)
from command.tasking.paging.api import serializers as shapes
from command.tasking.paging.selectors import channels, shown

BEARER = "Bearer "


class Paging(ApiView):
    """``/api/paging/``."""

    @extend_schema(operation_id="paging_channels", responses=shapes.PagingAnswer)
    def get(self, request: PersonRequest) -> Response:
        """Say how the ways out of the system are doing."""
        told = [asdict(card) for card in channels.channels()]
        return Response({"channels": told, "push_key": channels.push_key()})


class Pages(ApiView):
    """``/api/paging/pages/``."""

    @extend_schema(operation_id="paging_pages", responses=shapes.PageAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the newest calls to the reader, by the reader, and of tasks in sight."""
        return Response([asdict(line.card) for line in shown.latest(request.user)])


class Devices(ApiView):
    """``/api/paging/devices/``."""

    @extend_schema(operation_id="paging_devices", responses=shapes.DeviceAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List one's own devices."""
        return Response([asdict(card) for card in shown.devices_of(request.user)])

    @extend_schema(
        operation_id="paging_subscribe",
        request=shapes.SubscribeInput,
        responses={HTTP_201_CREATED: shapes.DeviceAnswer(many=True)},
    )
    def post(self, request: PersonRequest) -> Response:
        """Enter this browser; the same one again is the same device."""
        given = self.read(shapes.SubscribeInput)
        subscribe_device(
            actor=request.user,
            endpoint=given["endpoint"],
            label=given["label"],
            **given["keys"],
        )
        return _devices(request)


class Phone(ApiView):
    """``/api/paging/phone/``."""

    @extend_schema(
        operation_id="paging_phone",
        request=shapes.CalledPhoneInput,
        responses={HTTP_201_CREATED: shapes.DeviceAnswer(many=True)},
    )
    def post(self, request: PersonRequest) -> Response:
        """Enter one's own telephone; the one before it is forgotten."""
        register_phone(actor=request.user, **self.read(shapes.CalledPhoneInput))
        return _devices(request)


class ForgetDevice(ApiView):
    """``/api/paging/devices/<id>/forget/``."""

    @extend_schema(
        operation_id="paging_forget", request=None, responses={HTTP_204_NO_CONTENT: None}
    )
    def post(self, request: PersonRequest, device_id: UUID) -> Response:
        """Be called on a device no more; its secret is destroyed."""
        forget_device(actor=request.user, device_id=device_id)
        return Response(status=HTTP_204_NO_CONTENT)


class PageMyself(ApiView):
    """``/api/paging/test/``."""

    @extend_schema(
        operation_id="paging_test", request=None, responses={HTTP_204_NO_CONTENT: None}
    )
    def post(self, request: PersonRequest) -> Response:
        """Call oneself over every way, each by itself."""
        page_myself(actor=request.user)
        return Response(status=HTTP_204_NO_CONTENT)


class Receipts(APIView):
    """``/api/paging/receipts/``: the entrance of gateways, opened by a token."""

    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="paging_receipts",
        request=shapes.PagingReceiptInput,
        responses={HTTP_204_NO_CONTENT: None},
        auth=[],
        parameters=[OpenApiParameter("Authorization", str, OpenApiParameter.HEADER)],
    )
    def post(self, request: Request) -> Response:
        """Take down what became of a message. ``Authorization: Bearer`` and the token."""
        if not _opens(request.headers.get("Authorization", "")):
            raise NotAuthenticated
        asked = shapes.PagingReceiptInput(data=request.data)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        page, _dot, channel = given["key"].partition(".")
        take_receipt(
            actor=None,
            page_id=_key(page),
            channel=channel,
            delivered=given["status"] == "delivered",
        )
        return Response(status=HTTP_204_NO_CONTENT)

    def get_authenticate_header(self, request: Request) -> str:
        """Make the refusal a 401."""
        return "Bearer"


def _opens(given: str) -> bool:
    token = settings.JC_RECEIPTS_TOKEN
    if not token or not given.startswith(BEARER):
        return False
    return constant_time_compare(given.removeprefix(BEARER), token)


def _key(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise NotThere(_("No such message went out.")) from None


def _devices(request: PersonRequest) -> Response:
    told = [asdict(card) for card in shown.devices_of(request.user)]
    return Response(told, status=HTTP_201_CREATED)
