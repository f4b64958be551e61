"""Who sends: keys are known here, comings and refusals counted."""

import hmac
from typing import ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext as _

from command.core.entrance import address_of
from command.core.errors import Refusal
from command.core.gate import come, stranger_comes
from command.core.models import Exercise
from incidents.monitoring.intake.actions.devices import digest_of
from incidents.monitoring.intake.counting import count
from incidents.monitoring.intake.limits import Limits, limits
from incidents.monitoring.intake.models import FeedDevice
from incidents.monitoring.intake.words import Came

STRANGERS = 600  # words of strangers from one address that are counted in a minute
SCHEME = "Device "


class UnknownDevice(Refusal):
    """No device, or not its key: both are answered alike."""

    status: ClassVar[int] = 401
    code: ClassVar[str] = "unknown_device"


class SwitchedOff(Refusal):
    """The device may not report now."""

    status: ClassVar[int] = 403
    code: ClassVar[str] = "disabled"


class TooFast(Refusal):
    """The device has come too often in this minute."""

    status: ClassVar[int] = 429
    code: ClassVar[str] = "too_fast"


def device_of(request: HttpRequest) -> tuple[FeedDevice, Limits]:
    """Return the device whose key a request carries, and its limits; who has none is counted.

    The key stands in ``Authorization: Device <name>:<key>`` or in ``X-Device-Key``.
    Raises ``UnknownDevice``, ``SwitchedOff`` or ``TooFast``.
    """
    device = _known(*_given(request))
    if device is None:
        if stranger_comes(address_of(request)) <= STRANGERS:
            count(None, None, Came.UNKNOWN_DEVICE)
        raise UnknownDevice(_("There is no such device, or the key is not its own."))
    return admitted(device)


def carries_key(request: HttpRequest) -> bool:
    """Return whether a request speaks for a device at all."""
    return bool(_given(request)[1])


def admitted(device: FeedDevice) -> tuple[FeedDevice, Limits]:
    """Return a device that may speak, and its limits. Raises ``SwitchedOff`` or ``TooFast``."""
    over = device.exercise is not None and device.exercise.state != Exercise.State.RUNNING
    if not device.enabled or over:
        count(device, None, Came.DISABLED)
        raise SwitchedOff(_("The device is switched off."))
    held = limits(device.origin)
    if come(f"device.{device.pk}") > held.per_minute:
        count(device, None, Came.TOO_FAST)
        raise TooFast(_("Too many messages in one minute. Send readings together."))
    return device, held


def _known(ident: str, key: str) -> FeedDevice | None:
    if not ident or len(ident) > 24 or not ident.isprintable():
        return None
    digest = digest_of(key)
    for device in FeedDevice.objects.filter(ident=ident).select_related("exercise")[:8]:
        if hmac.compare_digest(bytes(device.secret), digest):
            return device
    return None


def _given(request: HttpRequest) -> tuple[str, str]:
    given = request.headers.get("Authorization", "")
    said = given.removeprefix(SCHEME) if given.startswith(SCHEME) else ""
    ident, _colon, key = (said or request.headers.get("X-Device-Key", "")).partition(":")
    return ident.strip(), key.strip()
