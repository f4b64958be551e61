"""Which alarms nobody has acknowledged in time, and who is then called."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from command.core import regions
from command.core.models import Duty, Exercise, Participant, Person
from command.core.policies import COMMANDING, DESK, Post
from command.core.times import running
from incidents.monitoring.lifecycle import AlarmStatus, Whom
from incidents.monitoring.models import AlarmRung, AlarmState, Station
from incidents.monitoring.selectors.limits import ladder_of

MOST = 500  # alarms of one beat

Ladders = dict[str, list[AlarmRung]]


def rungs_due(at: datetime) -> list[UUID]:
    """Return the alarms whose next rung is due, those that ring longest first."""
    last: dict[int, int] = {}
    for level, rung in AlarmRung.in_force.values_list("level", "rung"):
        last[level] = max(rung, last.get(level, 0))
    climbs = Q(pk__in=[])
    for level, rung in last.items():
        climbs |= Q(level=level, rung__lt=rung)
    rows = AlarmState.objects.filter(
        climbs, status=AlarmStatus.UNACKNOWLEDGED, rang_at__isnull=False
    )
    rows = rows.select_related("alarm__datastream__station", "alarm__exercise")
    ladders: Ladders = {}
    due = [
        state.pk
        for state in rows.order_by("rang_at")
        if next_rung(state, ladders, at) is not None
    ]
    return due[:MOST]


def next_rung(state: AlarmState, ladders: Ladders, at: datetime) -> AlarmRung | None:
    """Return the next rung of an alarm if its time has come.

    ``ladders`` keeps what was read before. In an exercise time runs faster.
    """
    alarm = state.alarm
    city = regions.city_of(alarm.datastream.station.region_id or regions.REGION)
    if city not in ladders:
        ladders[city] = ladder_of(city)
    for rule in ladders[city]:
        if rule.level == state.level and rule.rung > state.rung:
            wait = timedelta(seconds=rule.after_seconds)
            if alarm.exercise is not None:
                wait /= alarm.exercise.speed
            return rule if state.rang_at is not None and state.rang_at + wait <= at else None
    return None


def takers(station: Station) -> list[Person]:
    """Return to whom alarms of a station can be handed over: who is at a desk there now.

    In an exercise only those who take part in it. One query.
    """
    region = station.region_id or regions.REGION
    near = Q(region__in={region, regions.city_of(region), regions.REGION}, post__in=DESK)
    return _on_duty(near, station.exercise_id)


def called(region: str | None, whom: str, exercise: UUID | None, at: datetime) -> list[Person]:
    """Return who is called about an alarm; in an exercise only those who take part in it."""
    where = region or regions.REGION
    near = Q(region__in={where, regions.city_of(where)})
    desk = Q(post__in=[Post.DUTY_OFFICER, Post.LIAISON])
    wanted = {
        Whom.DESK: near & desk,
        Whom.COMMANDERS: near & Q(post__in=COMMANDING),
        Whom.REGION: Q(region=regions.REGION, post__in=DESK),
        Whom.EVERYBODY: Q(region__isnull=False, post__in=COMMANDING),
    }[Whom(whom)]
    return _on_duty(wanted, exercise, at)


def _on_duty(wanted: Q, exercise: UUID | None, at: datetime | None = None) -> list[Person]:
    held = Duty.objects.filter(running(at))
    people = Person.objects.filter(is_active=True, pk__in=held.filter(wanted).values("person"))
    if exercise is not None:
        taking_part = Participant.objects.filter(
            exercise=exercise,
            left_at__isnull=True,
            exercise__state=Exercise.State.RUNNING,
        )
        people = people.filter(pk__in=taking_part.values("person"))
    return list(people.order_by("username"))
