"""Counting the people in a shelter and the beds of a hospital."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from resources.register.actions import guard
from resources.register.actions.telling import tell
from resources.register.events import BedsCounted, OccupancyCounted
from resources.register.kinds import BedKind, FacilityKind
from resources.register.models import BedCount, Facility, ShelterCount
from resources.register.selectors.cards import FacilityCard

MOST = 1_000_000
Beds = Mapping[str, tuple[int, int]]


@door
def count_shelter(
    *,
    actor: Person | None,
    facility_id: UUID,
    occupied: int,
    is_confirmed: bool = False,
    note: str = "",
    counted_at: datetime | None = None,
) -> ShelterCount:
    """Record how many people are in a shelter.

    More than it has places for is taken only when ``is_confirmed``. A count older than the
    newest is kept, and what is shown stays. Raises ``NotThere``, ``NotPermitted``,
    ``Invalid`` with the field, or ``Conflict`` when the shelter is closed.
    """
    facility = _of_kind(facility_id, actor, FacilityKind.SHELTER)
    capacity = int(facility.details["capacity"])
    if not 0 <= occupied <= MOST:
        raise Invalid(_("This number of people cannot be."), field="occupied")
    if occupied > capacity and not is_confirmed:
        raise Invalid(
            _("%(over)d more than the shelter has places for (%(capacity)d). Confirm it.")
            % {"over": occupied - capacity, "capacity": capacity},
            field="is_confirmed",
            over=occupied - capacity,
        )
    count = ShelterCount(
        facility=facility,
        occupied=occupied,
        capacity=capacity,
        is_confirmed=is_confirmed and occupied > capacity,
        note=guard.text("note", note, 200),
        counted_by=actor,
        counted_at=guard.moment("counted_at", counted_at),
    )
    count.save(force_insert=True)
    if _is_newest(facility, count.counted_at):
        facility.occupied, facility.counted_at = occupied, count.counted_at
        facility.updated_at = now()
        facility.save(update_fields=["occupied", "counted_at", "updated_at"])
    fact = OccupancyCounted(
        facility_id=str(facility.pk),
        name=facility.name,
        occupied=occupied,
        capacity=capacity,
        is_confirmed=count.is_confirmed,
    )
    _tell(fact, facility, actor, count.counted_at)
    return count


@door
def count_beds(
    *,
    actor: Person | None,
    facility_id: UUID,
    beds: Beds,
    counted_at: datetime | None = None,
) -> list[BedCount]:
    """Record the beds of a hospital: kind to how many are staffed and how many are taken.

    Kinds that are not named stay as they were counted last. Raises ``NotThere``,
    ``NotPermitted``, ``Invalid`` with the field (the kind), or ``Conflict`` when the
    hospital is closed.
    """
    facility = _of_kind(facility_id, actor, FacilityKind.HOSPITAL)
    if not beds:
        raise Invalid(_("No beds were counted."), field=BedKind.GENERAL.value)
    at = guard.moment("counted_at", counted_at)
    counts = []
    for kind, (staffed, occupied) in beds.items():
        _judge(kind, staffed, occupied)
        count = BedCount(
            facility=facility,
            kind=kind,
            staffed=staffed,
            occupied=occupied,
            counted_by=actor,
            counted_at=at,
        )
        count.save(force_insert=True)
        counts.append(count)
    if _is_newest(facility, at):
        news = {c.kind: {"staffed": c.staffed, "occupied": c.occupied} for c in counts}
        facility.beds = {**facility.beds, **news}
        facility.counted_at, facility.updated_at = at, now()
        facility.save(update_fields=["beds", "counted_at", "updated_at"])
    fact = BedsCounted(
        facility_id=str(facility.pk),
        name=facility.name,
        staffed=sum(count.staffed for count in counts),
        free=sum(count.staffed - count.occupied for count in counts),
    )
    _tell(fact, facility, actor, at)
    return counts


def _of_kind(facility_id: UUID, actor: Person | None, kind: FacilityKind) -> Facility:
    facility = guard.locked(Facility.objects.all(), facility_id)
    guard.require_keeper(actor, facility, facility.region_id, to=_("count in a facility"))
    if facility.kind != kind:
        raise Conflict(_("Nothing of that is counted here."), kind=facility.kind)
    if facility.closed_at is not None:
        raise Conflict(_("This facility is no longer in use."))
    return facility


def _judge(kind: str, staffed: int, occupied: int) -> None:
    if kind not in BedKind.values:
        raise Invalid(_("There is no such kind of bed."), field=kind[:20])
    if not 0 <= staffed <= MOST or not 0 <= occupied <= MOST:
        raise Invalid(_("This number of beds cannot be."), field=kind)
    if occupied > staffed:
        raise Invalid(
            _("%(kind)s: more beds taken than staffed.") % {"kind": BedKind(kind).label},
            field=kind,
        )


def _is_newest(facility: Facility, at: datetime) -> bool:
    return facility.counted_at is None or at >= facility.counted_at


def _tell(
    fact: OccupancyCounted | BedsCounted,
    facility: Facility,
    actor: Person | None,
    at: datetime,
) -> None:
    tell(
        fact,
        actor=actor,
        thing=facility,
        region=facility.region_id,
        ref="facility",
        card=FacilityCard.of(facility),
        occurred_at=at,
    )
