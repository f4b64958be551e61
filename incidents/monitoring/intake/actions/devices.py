"""The devices that push readings: an authority enters its own, and switches them off."""

import secrets
from collections.abc import Sequence
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import BadTransition, Invalid, NotThere
from command.core.events import Event
from command.core.models import Person
from incidents.monitoring.intake.events import (
    FeedDeviceChanged,
    FeedDeviceRegistered,
    FeedDeviceRenewed,
    FeedDeviceSwitched,
)
from incidents.monitoring.intake.models import FeedDevice
from incidents.monitoring.intake.resolve import permits
from incidents.monitoring.intake.rights import require_keeper, require_own, seen_by
from incidents.monitoring.intake.selectors.cards import device_room, device_view
from incidents.monitoring.models import Station

# No letters that are read for another; a person may have to type it into a device.
LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
IDENT, KEY = 6, 32  # letters; the key has 160 bits
LABEL, REASON = 60, 200
MOST_STATIONS = 500


@door
def register_feed_device(
    *, actor: Person | None, label: str, region: str, stations: Sequence[UUID] = ()
) -> FeedDevice:
    """Enter a device of the acting authority; its ``key`` is on the result, and only there.

    Without ``stations`` it speaks for all of ``region``. Raises ``NotPermitted``, ``Invalid``,
    or ``NotThere`` for a station that it could not speak for.
    """
    require_keeper(actor, region, to=_("register a device"))
    device = FeedDevice(region_id=region, label=_label(label), changed_at=now())
    device.ident = f"{authority.current()}-{_letters(IDENT)}"
    device.claim()
    device.stations = _stations(device, stations)
    key = _letters(KEY)
    device.secret = digest_of(key)
    device.save(force_insert=True)
    _tell(FeedDeviceRegistered, device, actor)
    device.key = key
    return device


@door
def change_feed_device(
    *, actor: Person | None, device_id: UUID, label: str, stations: Sequence[UUID]
) -> FeedDevice:
    """Give a device another name, or other stations to speak for.

    Raises ``NotThere``, ``NotPermitted`` or ``Invalid``.
    """
    device = own_device(actor, device_id, to=_("change a device"))
    fresh = (_label(label), _stations(device, stations))
    if fresh == (device.label, device.stations):
        raise Invalid(_("Nothing was changed."))
    device.label, device.stations = fresh
    device.changed_at = now()
    device.save(update_fields=["label", "stations", "changed_at"])
    _tell(FeedDeviceChanged, device, actor)
    return device


@door
def switch_feed_device(
    *, actor: Person | None, device_id: UUID, enabled: bool, reason: str = ""
) -> FeedDevice:
    """Switch a device on or off. Raises ``NotThere``, ``NotPermitted`` or ``BadTransition``."""
    device = own_device(actor, device_id, to=_("switch a device on or off"))
    if device.enabled == enabled:
        raise BadTransition(_("The device is that already."), enabled=enabled)
    device.enabled, device.changed_at = enabled, now()
    device.save(update_fields=["enabled", "changed_at"])
    _tell(FeedDeviceSwitched, device, actor, enabled=enabled, reason=reason.strip()[:REASON])
    return device


@door
def renew_feed_key(*, actor: Person | None, device_id: UUID) -> FeedDevice:
    """Give a device another ``key``; the old one is refused from now on.

    Raises ``NotThere`` or ``NotPermitted``.
    """
    device = own_device(actor, device_id, to=_("renew a device's key"))
    key = _letters(KEY)
    device.secret, device.changed_at = digest_of(key), now()
    device.save(update_fields=["secret", "changed_at"])
    _tell(FeedDeviceRenewed, device, actor)
    device.key = key
    return device


def own_device(actor: Person | None, device_id: UUID, *, to: str) -> FeedDevice:
    """Return a device that ``actor`` keeps, its row locked. Raises as the doors say."""
    rows = FeedDevice.objects.select_for_update(of=("self",)).filter(pk=device_id)
    device = (rows if actor is None else rows.filter(seen_by(actor))).first()
    if device is None:
        raise NotThere(_("No such thing, or not visible to you."), id=str(device_id))
    require_own(actor, device.origin, device.region_id, to=to)
    return device


def digest_of(key: str) -> bytes:
    """Return what is kept of a key."""
    return sha256(key.encode("utf-8", "surrogatepass")).digest()


def told_of(fact: Event, device: FeedDevice, actor: Person | None) -> None:
    """Record a fact about a device with its card."""
    journal.append(
        fact,
        room=device_room(device),
        actor=actor,
        changed={f"feed_device.{device.pk}": device_view(device)},
    )


def _tell(fact: type[Event], device: FeedDevice, actor: Person | None, **more: object) -> None:
    told = {"feed_device_id": str(device.pk), "ident": device.ident, "label": device.label}
    told_of(fact(**told, **more), device, actor)


def _label(given: str) -> str:
    label = given.strip()
    if not 1 <= len(label) <= LABEL or not label.isprintable():
        raise Invalid(
            _("Give the device a name of at most %(most)d letters.") % {"most": LABEL},
            field="label",
        )
    return label


def _stations(device: FeedDevice, given: Sequence[UUID]) -> list[UUID]:
    wanted = sorted(set(given))
    if len(wanted) > MOST_STATIONS:
        raise Invalid(
            _("At most %(most)d stations.") % {"most": MOST_STATIONS}, field="stations"
        )
    whole = FeedDevice(
        region_id=device.region_id, origin=device.origin, exercise_id=device.exercise_id
    )
    rows = Station.objects.filter(pk__in=wanted) if wanted else Station.objects.none()
    if {row.pk for row in rows if permits(whole, row)} != set(wanted):
        raise NotThere(_("No such station, or not visible to you."))
    return wanted


def _letters(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(count))
