"""The register of facilities: entering one, changing it, closing it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from incidents.pinyin import spelled
from resources.actions.teams import require_home
from resources.register import details as kept
from resources.register.actions import guard
from resources.register.actions.telling import tell
from resources.register.events import (
    FacilityChanged,
    FacilityClosed,
    FacilityRegistered,
    FacilityReopened,
)
from resources.register.kinds import FacilityKind, HazardKind
from resources.register.models import Facility, HazardRule
from resources.register.selectors.cards import FacilityCard

FURTHEST = 100_000  # metres: a point known worse than that is none
TEXTS: Mapping[str, int] = {
    "name_en": 120,
    "place": 120,
    "note": 200,
    "contact": 40,
    "phone": 30,
}


@door
def register_facility(
    *,
    actor: Person | None,
    kind: str,
    name: str,
    region: str,
    point: tuple[float, float],
    coord_precision_m: int,
    source_note: str,
    details: Mapping[str, Any] | None = None,
    name_en: str = "",
    place: str = "",
    note: str = "",
    contact: str = "",
    phone: str = "",
    is_illustrative: bool = False,
    occurred_at: datetime | None = None,
) -> Facility:
    """Enter a facility in the register of the acting authority.

    ``coord_precision_m`` says how well the point is known, ``source_note`` from whom. Raises
    ``NotPermitted``, ``Invalid`` with the field, or ``Conflict`` when the region has one of
    that kind and name.
    """
    require_home(actor, region, to=_("register a facility"))
    if kind not in FacilityKind.values:
        raise Invalid(_("There is no such kind of facility."), field="kind")
    facility = Facility(kind=kind, region_id=region, is_illustrative=is_illustrative)
    known = {"point": point, "coord_precision_m": coord_precision_m, "source_note": source_note}
    texts = {"name_en": name_en, "place": place, "note": note}
    people = {"contact": contact, "phone": phone}
    _write(facility, {"name": name, "details": details or {}, **known, **texts, **people})
    facility.updated_at = occurred_at or now()
    try:
        with transaction.atomic():
            facility.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("There is a facility of that name."), field="name") from None
    fact = FacilityRegistered(
        facility_id=str(facility.pk), name=facility.name, facility_kind=kind, region=region
    )
    _tell(fact, facility, actor, occurred_at)
    return facility


@door
def change_facility(
    *,
    actor: Person | None,
    facility_id: UUID,
    changes: Mapping[str, Any],
    seen_at: str = "",
) -> Facility:
    """Change what is kept of a facility; its kind and its region stay.

    ``seen_at`` is the ``at`` of the card that was looked at. Raises ``NotThere``,
    ``NotPermitted``, ``Invalid`` with the field, or ``Conflict`` when somebody else was
    quicker or it is closed.
    """
    facility = _open(facility_id, actor, to=_("change a facility"))
    guard.unchanged(seen_at, facility.updated_at)
    changed = _write(facility, changes)
    if not changed:
        raise Invalid(_("Nothing was changed."))
    facility.updated_at = now()
    try:
        with transaction.atomic():
            facility.save(update_fields=[*changed, "updated_at"])
    except IntegrityError:
        raise Conflict(_("There is a facility of that name."), field="name") from None
    # The names of the fields, not what was in them: a telephone is nobody's business later.
    fact = FacilityChanged(
        facility_id=str(facility.pk), name=facility.name, fields=sorted(changed)
    )
    _tell(fact, facility, actor, None)
    return facility


@door
def close_facility(*, actor: Person | None, facility_id: UUID, reason: str) -> Facility:
    """Take a facility out of use, for a reason. Raises ``Conflict`` when it is already."""
    facility = _open(facility_id, actor, to=_("close a facility"))
    why = guard.text("reason", reason, 200, required=True)
    facility.closed_at = facility.updated_at = now()
    facility.save(update_fields=["closed_at", "updated_at"])
    fact = FacilityClosed(facility_id=str(facility.pk), name=facility.name, reason=why)
    _tell(fact, facility, actor, None)
    return facility


@door
def reopen_facility(*, actor: Person | None, facility_id: UUID, reason: str) -> Facility:
    """Take a facility into use again. Raises ``Conflict`` when it is in use."""
    facility = guard.locked(Facility.objects.all(), facility_id)
    guard.require_keeper(actor, facility, facility.region_id, to=_("reopen a facility"))
    if facility.closed_at is None:
        raise Conflict(_("This facility is in use."))
    why = guard.text("reason", reason, 200, required=True)
    facility.closed_at, facility.updated_at = None, now()
    facility.save(update_fields=["closed_at", "updated_at"])
    fact = FacilityReopened(facility_id=str(facility.pk), name=facility.name, reason=why)
    _tell(fact, facility, actor, None)
    return facility


def _open(facility_id: UUID, actor: Person | None, *, to: str) -> Facility:
    """Return the facility, locked, if ``actor`` may change it."""
    facility = guard.locked(Facility.objects.all(), facility_id)
    guard.require_keeper(actor, facility, facility.region_id, to=to)
    if facility.closed_at is not None:
        raise Conflict(_("This facility is no longer in use."))
    return facility


def _write(facility: Facility, given: Mapping[str, Any]) -> list[str]:
    """Set what is given on the row; return the names of the columns that differ now."""
    made: dict[str, Any] = {}
    for name, value in given.items():
        if name in TEXTS:
            made[name] = guard.text(name, value, TEXTS[name])
        elif name == "name":
            made["name"] = guard.text("name", value, 80, required=True)
            made["initials"] = spelled(made["name"])[1][:80]
        elif name == "source_note":
            made[name] = guard.text(name, value, 200, required=True)
        elif name == "point":
            made[name] = guard.point(name, value)
        elif name == "coord_precision_m":
            if not 1 <= value <= FURTHEST:
                raise Invalid(_("From 1 m to 100 km."), field=name)
            made[name] = value
        elif name == "details":
            made[name] = kept.read(facility.kind, value)
            made["level"] = _level(made[name])
        else:
            raise Invalid(_("This is not kept of a facility."), field=name[:40])
    return [name for name, value in made.items() if _set(facility, name, value)]


def _set(facility: Facility, name: str, value: Any) -> bool:
    before = getattr(facility, name)
    setattr(facility, name, value)
    return bool(before != value)


def _level(details: Mapping[str, Any]) -> int | None:
    """Return the level of a major hazard installation by its R, as the rules have it now."""
    if details.get("hazard") != HazardKind.CHEMICAL or "r_value" not in details:
        return None
    rules = HazardRule.in_force.of(authority.current())
    fits = [rule.level for rule in rules if details["r_value"] >= rule.r_from]
    return min(fits, default=None)


def _tell(
    fact: FacilityRegistered | FacilityChanged | FacilityClosed | FacilityReopened,
    facility: Facility,
    actor: Person | None,
    occurred_at: datetime | None,
) -> None:
    tell(
        fact,
        actor=actor,
        thing=facility,
        region=facility.region_id,
        ref="facility",
        card=FacilityCard.of(facility),
        occurred_at=occurred_at,
    )
