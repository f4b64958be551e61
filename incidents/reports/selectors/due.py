"""What the clock finds: overdue reports that nobody was told of, situation reports due."""

from datetime import datetime, timedelta
from uuid import UUID

from command.core.times import clock
from incidents.lifecycle import ENDED, played_out
from incidents.reports.lifecycle import ClockState
from incidents.reports.models import OverdueMark, Report, Schedule
from incidents.reports.selectors.clocks import clocks_of_all
from incidents.selectors import every


def untold() -> list[tuple[UUID, str]]:
    """Return incident and clock of every delay that was not told yet. Nine queries."""
    going_on = every().exclude(state__status__in=ENDED).exclude(**played_out())
    rows = list(going_on.select_related("exercise"))
    late = [card for card in clocks_of_all(rows, clock()) if card.state == ClockState.LATE]
    ids = {UUID(card.incident) for card in late}
    marks = OverdueMark.objects.filter(incident__in=ids)
    told = {(str(key), clock) for key, clock in marks.values_list("incident_id", "clock")}
    return [
        (UUID(card.incident), card.id) for card in late if (card.incident, card.id) not in told
    ]


def sitreps_due(at: datetime | None = None) -> list[tuple[UUID, datetime]]:
    """Return schedule and hour of every situation report that is to be compiled."""
    moment = at or clock()
    found = []
    rows = Schedule.objects.filter(ended_at__isnull=True, first_at__lte=moment)
    rows = rows.exclude(incident__state__status__in=ENDED).exclude(**played_out())
    for schedule in rows.select_related("exercise"):
        hour = last_hour(schedule, moment)
        if hour and not Report.objects.filter(schedule=schedule, hour=hour).exists():
            found.append((schedule.pk, hour))
    return found


def last_hour(schedule: Schedule, at: datetime) -> datetime | None:
    """Return the last hour of a schedule that has come; nothing before the first."""
    every_h = _every(schedule)
    if at < schedule.first_at:
        return None
    return schedule.first_at + ((at - schedule.first_at) // every_h) * every_h


def next_hour(schedule: Schedule, at: datetime) -> datetime:
    """Return the hour that the sections are written for now."""
    last = last_hour(schedule, at)
    return last + _every(schedule) if last else schedule.first_at


def _every(schedule: Schedule) -> timedelta:
    pace = schedule.exercise.speed if schedule.exercise else 1.0
    return timedelta(hours=schedule.every_hours) / pace
