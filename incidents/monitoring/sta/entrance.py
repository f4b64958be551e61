"""Who comes in: a person with a session, or a device with its key.

Standard clients know HTTP Basic: the name of a device stands for the user, its key for the
password. A device writes observations of the stations that it speaks for, and reads those.
"""

import base64
import binascii
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from command.core.errors import Refusal
from command.core.policies import within
from incidents.monitoring.intake.gate import carries_key, device_of
from incidents.monitoring.intake.models import FeedDevice
from incidents.monitoring.sta.selectors.sight import Sight

if TYPE_CHECKING:
    from command.core.models import Person

BASIC = "basic "


class NotOfDevices(Refusal):
    """A device asked for what only people may do."""

    status: ClassVar[int] = 403
    code: ClassVar[str] = "not_permitted"


class ByDeviceKey(BaseAuthentication):
    """The key of a device, as the intake takes it or as HTTP Basic says it."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, FeedDevice] | None:
        """Return the device, if one speaks. Raises as the gate of the intake."""
        asked = request._request
        given = request.headers.get("Authorization", "")
        if given[: len(BASIC)].lower() == BASIC:
            asked.META["HTTP_X_DEVICE_KEY"] = _basic(given[len(BASIC) :])
            asked.__dict__.pop("headers", None)
        if not carries_key(asked):
            return None
        device, _held = device_of(asked)
        return AnonymousUser(), device

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge, which is what makes the answer a 401.

        Not that of HTTP Basic: a browser would ask people for a password.
        """
        return "Device"


class Known(BasePermission):
    """Lets in whoever is signed in, and devices."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Return whether somebody known asks."""
        return device_behind(request) is not None or bool(request.user.is_authenticated)


def device_behind(request: Request) -> FeedDevice | None:
    """Return the device that asks; nothing for a person."""
    return request.auth if isinstance(request.auth, FeedDevice) else None


def sight_of(request: Request) -> Sight:
    """Return what is seen of whoever asks."""
    device = device_behind(request)
    if device is None:
        return Sight.of(cast("Person", request.user))
    if device.stations:
        stations = Q(pk__in=device.stations)
    else:
        stations = within(device.region_id, "region_id")
        stations |= Q(region__isnull=True, origin=device.origin)
    stations &= Q(exercise=device.exercise_id)
    return Sight(stations, on_duty=True, origin=device.origin)


def only_people(request: Request) -> None:
    """Raise ``NotOfDevices`` when a device asks."""
    if device_behind(request) is not None:
        raise NotOfDevices(_("A device writes observations, and nothing else."))


def _basic(given: str) -> str:
    try:
        return base64.b64decode(given, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ":"
