"""Alarms, as people may see them and as doors lock them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import may_follow, rooms_visible_to
from incidents.monitoring.lifecycle import LISTED, AlarmStatus
from incidents.monitoring.models import AlarmState, Disabling, Enabling, Station
from incidents.monitoring.selectors.alarm_cards import AlarmCard, DisabledCard, rooms_of
from incidents.monitoring.selectors.ladder import takers
from incidents.monitoring.selectors.reading import seen_by

MOST = 500  # alarms of one answer


def alarm_states() -> QuerySet[AlarmState]:
    """Return alarms with all that their cards need; never for a person."""
    return AlarmState.objects.select_related(
        "alarm__datastream__station",
        "alarm__incident",
        "incident",
        "acknowledged_by",
        "taken_by",
        "offered_to",
        "shelved_by",
    )


def alarms_visible_to(
    person: Person, scopes: frozenset[str] | None = None
) -> QuerySet[AlarmState]:
    """Return the alarms of stations that ``person`` may see, or of incidents they follow."""
    mine = seen_by(person, "alarm__datastream__station__", scopes)
    rooms = rooms_visible_to(person)
    mine |= Q(alarm__incident__room__in=rooms) | Q(incident__room__in=rooms)
    return alarm_states().filter(mine)


def alarms_open(
    person: Person, states: Iterable[str] = LISTED, *, limit: int | None = None
) -> list[AlarmCard]:
    """Return the alarms on the list: unacknowledged first, then the gravest, then the oldest.

    With ``states`` those on the shelf, out of service, or over instead.
    """
    rows = alarms_visible_to(person).filter(status__in=list(states))
    rows = rows.order_by(
        F("acknowledged_at").asc(nulls_first=True), "level", "alarm__raised_at", "pk"
    )
    return [AlarmCard.of(row.alarm, row) for row in rows[:limit]]


def alarms_of_stations(
    person: Person, stations: Iterable[UUID], since: datetime
) -> list[AlarmCard]:
    """Return the alarms of stations, newest first: those not over and those since then."""
    rows = alarms_visible_to(person).filter(alarm__datastream__station__in=list(stations))
    rows = rows.filter(~Q(status=AlarmStatus.CLEARED) | Q(alarm__raised_at__gte=since))
    rows = rows.order_by("-alarm__raised_at", "alarm__level")
    return [AlarmCard.of(row.alarm, row) for row in rows[:MOST]]


def alarm_log(
    person: Person, start: datetime, end: datetime, *, limit: int = MOST
) -> list[AlarmCard]:
    """Return every alarm raised in a span, newest first, whatever the list folds."""
    rows = alarms_visible_to(person).filter(
        alarm__raised_at__gte=start, alarm__raised_at__lt=end
    )
    rows = rows.order_by("-alarm__raised_at", "pk")
    return [AlarmCard.of(row.alarm, row) for row in rows[:limit]]


def alarm_seen(alarm_id: UUID, person: Person) -> AlarmCard:
    """Return one alarm that ``person`` may see. Raises ``NotThere``."""
    state = alarms_visible_to(person).filter(pk=alarm_id).first()
    if state is None:
        raise NotThere(_("No such alarm, or not visible to you."))
    return AlarmCard.of(state.alarm, state)


def takers_seen(alarm_id: UUID, person: Person) -> list[Person]:
    """Return to whom an alarm that ``person`` sees can be handed over. Raises ``NotThere``."""
    state = alarms_visible_to(person).filter(pk=alarm_id).first()
    if state is None:
        raise NotThere(_("No such alarm, or not visible to you."))
    station = state.alarm.datastream.station
    return [one for one in takers(station) if one != state.owner]


def alarms_shelved(person: Person) -> list[AlarmCard]:
    """Return the alarms on the shelf, those that leave it first first."""
    rows = alarms_visible_to(person).filter(status=AlarmStatus.SHELVED)
    return [AlarmCard.of(row.alarm, row) for row in rows.order_by("shelved_until", "pk")]


def rules_disabled(person: Person) -> list[DisabledCard]:
    """Return the rules of streams that are out of service, the newest first."""
    rows = disabled().filter(seen_by(person, "datastream__station__"))
    return [DisabledCard.of(row) for row in rows.order_by("-at", "pk")]


def disabled() -> QuerySet[Disabling]:
    """Return what is out of service now; never for a person."""
    ended = Enabling.objects.filter(disabling=OuterRef("pk"))
    rows = Disabling.objects.select_related("datastream__station", "by")
    return rows.filter(~Exists(ended))


def shelf_is_over(at: datetime | None = None) -> list[UUID]:
    """Return the alarms whose time on the shelf is up, longest over first."""
    rows = AlarmState.objects.filter(status=AlarmStatus.SHELVED, shelved_until__lte=at or now())
    return list(rows.order_by("shelved_until").values_list("pk", flat=True)[:MOST])


def locked(rows: QuerySet[AlarmState], *, skip: bool = False) -> list[AlarmState]:
    """Return alarms with all that their cards need, their rows locked, in the order of keys.

    Locked first and read then: a row that was waited for is read anew, but what is joined
    to it would be as it was before, and the name of who was quicker would be missing.
    With ``skip`` without those that somebody else holds at this moment.
    """
    chosen = AlarmState.objects.filter(pk__in=rows.order_by().values("pk"))
    held = chosen.select_for_update(of=("self",), skip_locked=skip).order_by("pk")
    ids = list(held.values_list("pk", flat=True))
    # What was waited for may have become something else.
    return list(rows.filter(pk__in=ids).order_by("pk")) if ids else []


def locked_alarm(alarm_id: UUID, *, actor: Person | None) -> AlarmState:
    """Return the state of an alarm, its row locked until the transaction ends.

    Raises ``NotThere`` when there is none, or none that ``actor`` may see.
    """
    found = locked(alarm_states().filter(pk=alarm_id))
    if not found or (actor is not None and not _sees(actor, found[0])):
        raise NotThere(_("No such alarm, or not visible to you."))
    return found[0]


def _sees(person: Person, state: AlarmState) -> bool:
    station = state.alarm.datastream.station_id
    if Station.objects.filter(seen_by(person), pk=station).exists():
        return True
    return any(may_follow(person, room) for room in sorted(rooms_of(state)))
