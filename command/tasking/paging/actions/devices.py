"""The devices on which somebody may be called; each enters and forgets their own."""

import base64
import binascii
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from command.core.times import iso
from command.tasking.paging.events import DeviceAdded, DeviceForgotten
from command.tasking.paging.models import Device, DeviceSecret
from command.tasking.paging.phone import cleaned, hint_of
from command.tasking.paging.selectors.channels import takes_push

MOST: Final = 10
POINT, AUTH = 65, 16  # bytes of the keys of a subscription, RFC 8291


@door
def subscribe_device(
    *, actor: Person, endpoint: str, p256dh: str, auth: str, label: str
) -> Device:
    """Enter a browser that takes pushes; the same one again is the same device.

    Raises ``Invalid`` for an address that is no push service's or keys that are none, and
    ``Conflict`` when somebody has too many devices.
    """
    if not takes_push(endpoint):
        raise Invalid(_("This push service is not allowed here."), field="endpoint")
    if _size(p256dh) != POINT or _size(auth) != AUTH:
        raise Invalid(_("These are no keys of a subscription."), field="keys")
    known = DeviceSecret.objects.select_for_update(of=("self",)).filter(endpoint=endpoint)
    for secret in known.select_related("device"):
        if secret.device.person_id == actor.pk and secret.device.forgotten_at is None:
            return secret.device
        # The browser is somebody else's now: who sat there before is not called on it.
        _destroy(secret)
    device = _add(actor, Device.Kind.PUSH, label)
    DeviceSecret(device=device, endpoint=endpoint, p256dh=p256dh, auth=auth).save(
        force_insert=True
    )
    return device


@door
def register_phone(*, actor: Person, phone: str) -> Device:
    """Enter one's telephone; the one before it is forgotten. Raises ``Invalid``."""
    number = cleaned(phone)
    for before in _own(actor).filter(kind=Device.Kind.PHONE):
        _forget(before)
    device = _add(actor, Device.Kind.PHONE, hint_of(number))
    DeviceSecret(device=device, phone=number).save(force_insert=True)
    return device


@door
def forget_device(*, actor: Person, device_id: UUID) -> Device:
    """Use a device of one's own no more, and destroy its secret. Raises ``NotThere``."""
    device = _own(actor).filter(pk=device_id).first()
    if device is None:
        raise NotThere(_("You have no such device."))
    _forget(device)
    journal.append(
        DeviceForgotten(device_id=str(device.pk), label=device.label),
        room=actor.room,
        actor=actor,
        changed={f"pager.{device.pk}": None},
    )
    return device


def _own(actor: Person) -> QuerySet[Device]:
    return Device.objects.select_for_update(of=("self",)).filter(
        person=actor, forgotten_at__isnull=True
    )


def _add(actor: Person, kind: str, label: str) -> Device:
    if _own(actor).count() >= MOST:
        raise Conflict(_("You have too many devices; forget one first."))
    name = " ".join(label.split())[:60] or str(Device.Kind(kind).label)
    device = Device(person=actor, kind=kind, label=name, added_at=now())
    device.save(force_insert=True)
    view = {
        "id": str(device.pk),
        "kind": kind,
        "label": name,
        "origin": device.origin,
        "exercise": False,
        "at": iso(device.added_at),
    }
    journal.append(
        DeviceAdded(device_id=str(device.pk), label=name),
        room=actor.room,
        actor=actor,
        changed={f"pager.{device.pk}": view},
    )
    return device


def _forget(device: Device) -> None:
    device.forgotten_at = now()
    device.save(update_fields=["forgotten_at"])
    secret = DeviceSecret.objects.filter(pk=device.pk).first()
    if secret is not None:
        _destroy(secret)


def _destroy(secret: DeviceSecret) -> None:
    secret.endpoint = secret.p256dh = secret.auth = secret.phone = ""
    secret.gone_at = now()
    secret.save(update_fields=["endpoint", "p256dh", "auth", "phone", "gone_at"])


def _size(given: str) -> int:
    """Return the length of what is written in base64 for addresses; 0 when it is not."""
    try:
        return len(base64.b64decode(given + "=" * (-len(given) % 4), b"-_", validate=True))
    except (binascii.Error, ValueError):
        return 0
