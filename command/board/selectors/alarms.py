"""The alarm in the bar, and the alarms that wait: in a flood folded, and never dropped."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.board.cards import AlarmBar, AlarmLine, AlarmStrip, Decision, Flood
from command.board.selectors.lending import held
from command.board.selectors.picture import KNOWN, touched_since, views_before
from command.board.selectors.sight import Sight
from command.core import regions
from command.core.policies import DESK, holds, within
from command.core.tongues import of_reader
from incidents.monitoring import words
from incidents.monitoring.lifecycle import UNSEEN, AlarmStatus
from incidents.monitoring.models import AlarmState
from incidents.monitoring.selectors import AlarmCard, AlarmRow, alarm_list, alarms_visible_to
from incidents.monitoring.selectors.alarm_cards import rooms_of
from incidents.monitoring.selectors.alarm_list import fold
from incidents.monitoring.selectors.flood import FloodState
from incidents.monitoring.selectors.then import alarms_that_were

# Rows of the strip. With the lines of the feed (three, and one that counts) no more than
# ten new rows come on the screen, however many alarms there are.
ROWS = 6
FACTS = "starts_with(entry.kind, 'alarm.')"
GRAVE = 2  # alarms up to this level stand by themselves


def concerned(sight: Sight, field: str) -> Q:
    """Return the condition that what lies in the region of ``field`` is the person's.

    What lies beyond the four cities (upstream) concerns everybody on duty.
    """
    mine = Q(pk__in=[])
    for scope in sight.scopes:
        mine |= within(scope, field)
    if sight.city:
        return mine & within(sight.city, field)
    if sight.scopes:
        mine |= Q(**{f"{field.removesuffix('_id')}__isnull": True})
    return mine


def alarm_bar(sight: Sight) -> AlarmBar | None:
    """Return the gravest alarm that nobody has seen; of equals, the oldest. Few queries.

    It is not narrowed to the chosen city.
    """
    waiting = _waiting(sight)
    told = waiting.aggregate(n=Count("pk"), grave=Count("pk", filter=Q(level__lte=GRAVE)))
    if not told["n"]:
        return None
    young = waiting.filter(level__lte=GRAVE).order_by("-pk").values_list("pk", flat=True)
    newest = young.first() if told["grave"] else None
    state = waiting.order_by("level", "alarm__raised_at", "pk")[0]
    alarm = state.alarm
    stream, station = alarm.datastream, alarm.datastream.station
    where = []
    if station.region_id:
        codes = dict.fromkeys([regions.city_of(station.region_id), station.region_id])
        where = [regions.name(code) for code in codes]
    broken = words.alarm(alarm.cause, alarm.level, alarm.value, alarm.limit, stream.unit)
    cause = str(alarm.get_cause_display())
    if state.status == AlarmStatus.CLEARED_UNACKNOWLEDGED:
        cause = _("%(cause)s (over)") % {"cause": cause}
    quantity = of_reader(stream.name, stream.name_en)
    return AlarmBar(
        id=str(alarm.pk),
        level=alarm.level,
        tag=_("ALARM"),
        title=f"{of_reader(station.name_zh, station.name_en)} {cause}",
        where=" · ".join([*where, quantity, broken]),
        raised_at=alarm.raised_at,
        more=told["n"] - 1,
        lat=station.point.y,
        lon=station.point.x,
        newest=str(newest or ""),
        grave=told["grave"],
        may=holds(sight.person, DESK, region=station.region_id or regions.REGION),
        drill=alarm.exercise_id is not None,
    )


def alarm_strip(sight: Sight) -> AlarmStrip:
    """Return the alarms that wait as rows: I and II one by one, in a flood the rest folded."""
    found = alarm_list(sight.person)
    return _strip(sight, found.rows, found.flood, held(sight, DESK))


def alarms_at(sight: Sight, states: Iterable[AlarmState]) -> AlarmStrip:
    """Return the alarms that waited, of those that were open at a past moment."""
    standing = [state for state in states if state.status in UNSEEN]
    rows = [AlarmRow.of(same) for same in fold(standing, flood=False)]
    return _strip(sight, rows, None, [])


def open_at(sight: Sight, at: datetime, by: str) -> list[AlarmState]:
    """Return the alarms that were open at a past moment, as they stood. Three queries."""
    touched = touched_since(at, ["alarm"], only=FACTS)
    keys = [ref.partition(".")[2] for ref in touched]
    states = alarms_that_were(sight.person, at, keys, known=by == KNOWN)
    later = {ref: s for s in states if (ref := f"alarm.{s.pk}") in touched}
    views = views_before(
        list(later),
        {room for state in later.values() for room in rooms_of(state)},
        at,
        by,
        since=min((state.alarm.raised_at for state in later.values()), default=at),
        only=FACTS,
    )
    for ref, state in later.items():
        view = views.get(ref)
        # Raised, and nobody had said a word of it yet: not told of then.
        state.status = view["state"] if view else AlarmStatus.CLEARED
    return [state for state in states if state.status != AlarmStatus.CLEARED]


def _strip(
    sight: Sight, all_rows: Iterable[AlarmRow], flood: FloodState | None, desks: list[str]
) -> AlarmStrip:
    rows = [row for row in all_rows if row.unseen and _concerns(sight, row.card)]
    rows.sort(key=lambda row: (row.level, row.first_out_at, row.card.id))
    grave = [row for row in rows if row.level <= GRAVE]
    less = rows[len(grave) :]
    room = max(ROWS - len(grave), 1)
    shown, rest = (less, []) if len(less) <= room else (less[: room - 1], less[room - 1 :])
    return AlarmStrip(
        lines=tuple(_line(row, desks) for row in [*grave, *shown]),
        rest=sum(row.unseen for row in rest),
        rest_level=min((row.level for row in rest), default=0),
        rest_groups=len(rest),
        waiting=sum(row.unseen for row in rows),
        grave=len(grave),
        flood=Flood(
            count=flood.count,
            since=_moment(flood.since) or now(),
            minutes=flood.window_s // 60,
            folded=sum(row.unseen for row in less),
            groups=len(less),
        )
        if flood is not None and flood.on
        else None,
    )


def offered(sight: Sight) -> list[Decision]:
    """Return the alarms that somebody hands over to the reader. One query."""
    rows = alarms_visible_to(sight.person).filter(offered_to=sight.person)
    return [_offer(state) for state in rows.order_by("offered_at")]


def _offer(state: AlarmState) -> Decision:
    alarm = state.alarm
    card = AlarmCard.of(alarm, state)
    quantity = of_reader(card.name, card.name_en)
    station = of_reader(card.station_name_zh, card.station_name_en)
    return Decision(
        kind="handover",
        key=card.id,
        incident=card.incident or "",
        level=card.level,
        title=_("Take over the alarm: %(station)s %(quantity)s")
        % {"station": station, "quantity": quantity},
        asker=card.owner or "",
        asked_at=state.offered_at or state.updated_at,
        basis=of_reader(card.text_zh, card.text_en),
        approve=_("Take over"),
        link=reverse("alarm-deeds", args=[card.id]),
        link_word=_("Alarm"),
    )


def _line(row: AlarmRow, desks: list[str]) -> AlarmLine:
    card = row.card
    where = card.region or regions.REGION
    quantity = of_reader(card.name, card.name_en)
    return AlarmLine(
        id=card.id,
        level=row.level,
        count=row.unseen,
        name=of_reader(card.station_name_zh, card.station_name_en),
        what=f"{quantity} {of_reader(card.text_zh, card.text_en)}",
        raised_at=_moment(row.first_out_at) or now(),
        is_group=row.count > 1,
        is_over=row.state == AlarmStatus.CLEARED_UNACKNOWLEDGED,
        drill=card.exercise,
        group=row.group,
        until=row.newest_at,
        may=row.level > GRAVE and any(regions.covers(code, where) for code in desks),
    )


def _waiting(sight: Sight) -> QuerySet[AlarmState]:
    rows = alarms_visible_to(sight.person).filter(status__in=UNSEEN)
    return rows.filter(concerned(sight.wide, "alarm__datastream__station__region_id"))


def _concerns(sight: Sight, card: AlarmCard) -> bool:
    if card.region is None:
        return bool(sight.scopes)
    return sight.wide.sees(card.region)


def _moment(given: str | None) -> datetime | None:
    return parse_datetime(given) if given else None
