"""The register of trackers: a city enters its own, and switches them off."""

import secrets
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid, NotThere
from command.core.models import Person
from command.core.policies import require
from command.core.rooms import register_room
from resources.models import Asset, Team
from resources.rights import MAY_REGISTER, require_own
from resources.tracking.events import (
    DeviceRegistered,
    DeviceRenewed,
    DeviceSwitched,
)
from resources.tracking.intake.gate import digest_of
from resources.tracking.lifecycle import Datum
from resources.tracking.models import Device
from resources.tracking.selectors.cards import device_view

# No letters that are read for another; a person may have to type it into a tracker.
LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
IDENT, SECRET = 6, 26  # letters; the secret has 130 bits


@door
def register_device(
    *,
    actor: Person | None,
    label: str,
    team_id: UUID | None = None,
    asset_id: UUID | None = None,
    datum: str = Datum.WGS84,
    uid: str = "",
) -> tuple[Device, str]:
    """Enter a tracker of the acting authority; return it with its secret, said this once.

    Raises ``NotThere`` for a team or an asset that it has not, ``NotPermitted``, ``Invalid``,
    or ``Conflict`` when the uid is taken.
    """
    label, uid = label.strip(), uid.strip()
    if not 1 <= len(label) <= 60:
        raise Invalid(_("Give the device a name of at most 60 letters."), field="label")
    if datum not in Datum.values:
        raise Invalid(_("There is no such coordinate system."), field="datum")
    if len(uid) > 80:
        raise Invalid(_("A uid has at most 80 letters."), field="uid")
    bearer = _bearer(team_id, asset_id)
    require(actor, MAY_REGISTER, to=_("register a device"), region=bearer.region_id)
    require_own(bearer.origin, to=_("register a device"))

    secret = _letters(SECRET)
    device = Device(
        ident=f"{authority.current()}-{_letters(IDENT)}",
        uid=uid,
        label=label,
        team=bearer if isinstance(bearer, Team) else None,
        asset=bearer if isinstance(bearer, Asset) else None,
        datum=datum,
        secret=digest_of(secret),
        changed_at=now(),
    )
    try:
        # What a real exercise registers is not in the way of a real one, and the other way.
        with transaction.atomic(), authority.in_exercise(bearer.exercise_id):
            device.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("A device of that uid is registered already."), uid=uid) from None
    told = {"device_id": str(device.pk), "ident": device.ident, "name": bearer.name}
    _tell(device, actor, DeviceRegistered(**told))
    return device, secret


@door
def switch_device(
    *, actor: Person | None, device_id: UUID, enabled: bool, reason: str = ""
) -> Device:
    """Switch a device on or off. Raises ``NotThere``, ``NotPermitted`` or ``BadTransition``."""
    device = _own(actor, device_id, to=_("switch a device on or off"))
    if device.enabled == enabled:
        raise BadTransition(_("The device is that already."), enabled=enabled)
    device.enabled, device.changed_at = enabled, now()
    device.save(update_fields=["enabled", "changed_at"])
    fact = DeviceSwitched(
        device_id=str(device.pk),
        ident=device.ident,
        enabled=enabled,
        reason=reason.strip()[:200],
    )
    _tell(device, actor, fact)
    return device


@door
def renew_secret(*, actor: Person | None, device_id: UUID) -> tuple[Device, str]:
    """Give a device another secret; the old one is refused from now on.

    Raises ``NotThere`` or ``NotPermitted``.
    """
    device = _own(actor, device_id, to=_("renew a device's key"))
    secret = _letters(SECRET)
    device.secret, device.changed_at = digest_of(secret), now()
    device.save(update_fields=["secret", "changed_at"])
    _tell(device, actor, DeviceRenewed(device_id=str(device.pk), ident=device.ident))
    return device, secret


def _bearer(team_id: UUID | None, asset_id: UUID | None) -> Team | Asset:
    if (team_id is None) == (asset_id is None):
        raise Invalid(_("A device is on one team or on one vehicle."), field="bearer")
    found: Team | Asset | None = None
    if team_id is not None:
        found = Team.objects.filter(pk=team_id).first()
    if asset_id is not None:
        found = Asset.objects.filter(pk=asset_id).first()
    if found is None:
        raise NotThere(_("No such thing, or not visible to you."))
    return found


def _own(actor: Person | None, device_id: UUID, *, to: str) -> Device:
    rows = Device.objects.select_for_update(of=("self",)).select_related("team", "asset")
    device = rows.filter(pk=device_id).first()
    bearer = (device.team or device.asset) if device else None
    if device is None or bearer is None:
        raise NotThere(_("No such thing, or not visible to you."), id=str(device_id))
    require(actor, MAY_REGISTER, to=to, region=bearer.region_id)
    require_own(device.origin, to=to)
    return device


def _letters(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(count))


def _tell(
    device: Device,
    actor: Person | None,
    fact: DeviceRegistered | DeviceSwitched | DeviceRenewed,
) -> None:
    bearer = device.team or device.asset
    region = bearer.region_id if bearer else device.origin
    journal.append(
        fact,
        room=register_room(region, device.exercise_id),
        actor=actor,
        changed={f"device.{device.pk}": device_view(device)},
    )
