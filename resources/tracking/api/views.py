"""Trackers, tracks and last words, for machines."""

from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from django.utils.timezone import now
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from resources.tracking import selectors
from resources.tracking.actions import register_device, renew_secret, switch_device
from resources.tracking.api import serializers as shapes
from resources.tracking.selectors import DeviceCard

SHOWN = timedelta(minutes=10)


class Devices(ApiView):
    """``/api/devices/``."""

    @extend_schema(operation_id="devices_list", responses=shapes.DevicesAnswer)
    def get(self, request: PersonRequest) -> Response:
        """List the trackers of one's own territory."""
        rows = selectors.devices_open_to(request.user)
        return Response({"items": [asdict(DeviceCard.of(row)) for row in rows]})

    @extend_schema(
        operation_id="devices_register",
        request=shapes.DeviceInput,
        responses={201: shapes.DeviceSecretAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Register a tracker; its key is said this once."""
        given = self.read(shapes.DeviceInput)
        device, secret = register_device(actor=request.user, **given)
        card = asdict(DeviceCard.of(device))
        return Response({"device": card, "secret": secret}, status=HTTP_201_CREATED)


class DeviceSwitch(ApiView):
    """``/api/devices/<id>/switch/``."""

    @extend_schema(
        operation_id="devices_switch",
        request=shapes.SwitchInput,
        responses=shapes.DeviceAnswer,
    )
    def post(self, request: PersonRequest, device_id: UUID) -> Response:
        """Switch a tracker on or off."""
        given = self.read(shapes.SwitchInput)
        device = switch_device(actor=request.user, device_id=device_id, **given)
        return Response(asdict(DeviceCard.of(device)))


class DeviceSecret(ApiView):
    """``/api/devices/<id>/secret/``."""

    @extend_schema(
        operation_id="devices_renew_secret", request=None, responses=shapes.DeviceSecretAnswer
    )
    def post(self, request: PersonRequest, device_id: UUID) -> Response:
        """Give a tracker another key; the old one is refused from now on."""
        device, secret = renew_secret(actor=request.user, device_id=device_id)
        return Response({"device": asdict(DeviceCard.of(device)), "secret": secret})


class TeamFix(ApiView):
    """``/api/teams/<id>/fix/``."""

    @extend_schema(operation_id="teams_fix", responses=shapes.FixAnswer)
    def get(self, request: PersonRequest, team_id: UUID) -> Response:
        """Return where a team is, how sure that is, and when it will arrive."""
        return Response(asdict(selectors.fix_of(team_id, request.user)))


class TeamTrack(ApiView):
    """``/api/teams/<id>/track/``."""

    @extend_schema(
        operation_id="teams_track",
        parameters=[shapes.TrailQuery],
        responses=shapes.TrailAnswer,
    )
    def get(self, request: PersonRequest, team_id: UUID) -> Response:
        """Return where a team was; those who only share an incident see its time there."""
        given = self.read_query(shapes.TrailQuery)
        until = given.get("until") or now()
        since = given.get("since") or until - SHOWN
        return Response(asdict(selectors.trail_of(team_id, request.user, since, until)))
