"""Planning a shift, and coming on duty."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted
from command.core.models import Person
from command.core.policies import DESK, require
from command.core.rooms import register_room
from incidents.roster.events import ShiftAssigned, ShiftStarted
from incidents.roster.models import Role, Shift, ShiftPlace
from incidents.roster.selectors.cards import PLACES
from incidents.roster.selectors.shifts import CHINA, card_of, leads, no_such

LONGEST = timedelta(hours=36)
EARLY = timedelta(hours=1)  # before the shift begins one may come on duty


@door
def assign_shift(
    *,
    actor: Person | None,
    region: str,
    starts_at: datetime,
    ends_at: datetime,
    people: Sequence[UUID | None],
    phone: str = "",
    note: str = "",
) -> Shift:
    """Plan a shift, or plan it anew: leader, chief and two officers, in this order.

    A place may be left empty; that is shown as a gap. Nobody takes two places, nor two
    shifts at once. A leader commands something (领导带班). Raises ``NotPermitted``,
    ``Invalid``, or ``Conflict`` when somebody is on duty elsewhere at that time.
    """
    if region not in (*regions.CITIES, regions.REGION):
        raise Invalid(_("A roster belongs to a city or to the region."), field="region")
    require(actor, DESK, to=_("plan the roster"), region=region)
    if region != authority.current():
        raise NotPermitted(_("Each authority plans its own roster."), region=region)
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise Invalid(_("A shift ends after it begins, within 36 hours."), field="ends_at")
    found = _people(people, region)
    shift = _shift(region, starts_at, ends_at)
    _free(found, shift, starts_at, ends_at)
    shift.ends_at, shift.phone, shift.note, shift.at = (
        ends_at, phone.strip()[:30], note.strip()[:200], now(),
    )  # fmt: skip
    if shift._state.adding:
        shift.save(force_insert=True)
    else:
        shift.save(update_fields=["ends_at", "phone", "note", "at"])
    _place(shift, found)
    local = starts_at.astimezone(CHINA).isoformat()
    fact = ShiftAssigned(shift_id=str(shift.pk), region=region, starts_at=local)
    _record(shift, fact, actor)
    return shift


@door
def copy_week(*, actor: Person | None, region: str, monday: date) -> int:
    """Plan a week as the week before it was planned; return how many shifts were made.

    A shift that is planned already stays. Raises as ``assign_shift`` does.
    """
    before = datetime.combine(monday, datetime.min.time(), CHINA) - timedelta(days=7)
    rows = Shift.objects.filter(
        region=region,
        exercise__isnull=True,
        starts_at__gte=before,
        starts_at__lt=before + timedelta(days=7),
    )
    made = 0
    for row in rows.prefetch_related("places").order_by("starts_at"):
        starts_at = row.starts_at + timedelta(days=7)
        if Shift.objects.filter(
            region=region, starts_at=starts_at, exercise__isnull=True
        ).exists():
            continue
        assign_shift(
            actor=actor,
            region=region,
            starts_at=starts_at,
            ends_at=row.ends_at + timedelta(days=7),
            people=[place.person_id for place in sorted(row.places.all(), key=_slot)],
            phone=row.phone,
            note=row.note,
        )
        made += 1
    return made


@door
def start_shift(*, actor: Person, shift_id: UUID) -> ShiftPlace:
    """Come on duty in one's own place of a shift; once is enough.

    Raises ``NotThere``, ``NotPermitted`` for somebody who is not on it, or
    ``BadTransition`` out of its time.
    """
    rows = ShiftPlace.objects.select_for_update(of=("self",)).select_related("shift")
    if not Shift.objects.filter(pk=shift_id).exists():
        raise no_such()
    place = rows.filter(shift=shift_id, person=actor).first()
    if place is None:
        raise NotPermitted(_("You are not on this shift."))
    shift = place.shift
    if not shift.starts_at - EARLY <= now() < shift.ends_at:
        raise BadTransition(_("This shift is not running now."))
    if place.checked_in_at is None:
        place.checked_in_at = now()
        place.save(update_fields=["checked_in_at"])
        fact = ShiftStarted(
            shift_id=str(shift.pk), region=shift.region_id, role=str(place.role)
        )
        _record(shift, fact, actor)
    return place


def _people(given: Sequence[UUID | None], region: str) -> list[Person | None]:
    if len(given) != len(PLACES):
        raise Invalid(_("A shift has a leader, a chief and two officers."), field="people")
    keys = [key for key in given if key is not None]
    if len(keys) != len(set(keys)):
        raise Invalid(_("Nobody takes two places of one shift."), field="people")
    rows = Person.objects.filter(pk__in=keys, is_active=True, origin=region).in_bulk()
    found = [rows.get(key) if key else None for key in given]
    for role, key, person in zip(PLACES, given, found, strict=True):
        if key is not None and person is None:
            raise Invalid(_("Only people of this authority stand on its roster."), field=role)
        if role == Role.LEADER and person is not None and not leads(person):
            raise Invalid(_("The leader on duty commands something."), field=role)
    return found


def _shift(region: str, starts_at: datetime, ends_at: datetime) -> Shift:
    held = Shift.objects.select_for_update().filter(
        region=region, starts_at=starts_at, exercise=authority.exercise()
    )
    return held.first() or Shift(region_id=region, starts_at=starts_at, ends_at=ends_at)


def _free(
    people: list[Person | None], shift: Shift, starts_at: datetime, ends_at: datetime
) -> None:
    """Raise ``Conflict`` for somebody on another shift; the database has the last word."""
    busy = ShiftPlace.objects.filter(
        person__in=[one for one in people if one is not None],
        shift__starts_at__lt=ends_at,
        shift__ends_at__gt=starts_at,
        exercise=authority.exercise(),
    ).exclude(shift=shift.pk)
    first = busy.select_related("person", "shift").first()
    if first is not None and first.person is not None:
        raise Conflict(
            _("%(name)s is on duty at that time already: %(when)s.")
            % {
                "name": first.person.name,
                "when": f"{first.shift.starts_at.astimezone(CHINA):%m-%d %H:%M}",
            },
            person=str(first.person_id),
            shift=str(first.shift_id),
        )


def _place(shift: Shift, people: list[Person | None]) -> None:
    during = DateTimeTZRange(shift.starts_at, shift.ends_at)
    there = {place.slot: place for place in shift.places.select_for_update()}
    # Emptied first: two who change places are never in both at once.
    for slot, (role, person) in enumerate(zip(PLACES, people, strict=True), start=1):
        place = there.get(slot)
        if place is None:
            ShiftPlace(shift=shift, role=role, slot=slot, person=person, during=during).save(
                force_insert=True
            )
        elif place.person_id != (person.pk if person else None) and place.person_id:
            place.person, place.checked_in_at = None, None
            place.save(update_fields=["person", "checked_in_at"])
    for slot, person in enumerate(people, start=1):
        place = there.get(slot)
        if place is not None:
            place.person, place.during = person, during
            place.save(update_fields=["person", "during"])


def _slot(place: ShiftPlace) -> int:
    return place.slot


def _record(shift: Shift, event: ShiftAssigned | ShiftStarted, actor: Person | None) -> None:
    journal.append(
        event,
        room=register_room(shift.region_id, shift.exercise_id),
        actor=actor,
        changed={f"shift.{shift.pk}": asdict(card_of(shift.pk))},
    )
