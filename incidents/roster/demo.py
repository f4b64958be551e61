"""The demo's roster: this week in the four cities."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from command.core import authority, regions
from command.core.models import Person
from incidents.roster.actions import assign_shift
from incidents.roster.models import Shift
from incidents.roster.selectors.shifts import CHINA, monday_of, today

# Twelve hours each, changing at 08:00 and 20:00.
STARTS = (time(8), time(20))
LENGTH = timedelta(hours=12)
PHONES = {
    "150100": "0471-0000 001",
    "150200": "0472-0000 002",
    "150600": "0477-0000 006",
    "150900": "0474-0000 009",
}
# Leader, chief, two officers; by day and by night, so that nobody works twice on end.
TEAMS = (
    ("commander", "liaison", "duty1", "duty2"),
    ("deputy", "planner", "duty3", "duty4"),
)
# Left open on purpose: the demo shows what a gap looks like.
GAPS = {("150900", 5, 1): 3}


def load() -> int:
    """Plan what is missing of this week, and the days about it; return how many shifts."""
    made = 0
    monday = monday_of(today())
    for city in regions.CITIES:
        people = {
            person.username.partition(".")[2]: person.pk
            for person in Person.objects.filter(origin=city, is_active=True)
        }
        with transaction.atomic(), authority.acting_as(city):
            for n in range(-1, 8):
                for turn, start in enumerate(STARTS):
                    at = datetime.combine(monday + timedelta(days=n), start, CHINA)
                    team = [people.get(name) for name in TEAMS[turn]]
                    if (city, n, turn) in GAPS:
                        team[GAPS[city, n, turn]] = None
                    made += _plan(city, at, team)
    return made


def _plan(city: str, at: datetime, people: list[UUID | None]) -> int:
    if Shift.objects.filter(region=city, starts_at=at, exercise__isnull=True).exists():
        return 0
    assign_shift(
        actor=None,
        region=city,
        starts_at=at,
        ends_at=at + LENGTH,
        people=people,
        phone=PHONES[city],
    )
    return 1
