"""Many alarms: of one cause, in a flood, in a batch, and climbing while nobody answers."""

from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from command.core import authority, journal
from command.core.errors import (
    BadTransition,
    NotPermitted,
    NotThere,
)
from command.tasking.paging import subjects
from command.tasking.paging.models import Page
from incidents.monitoring import selectors
from incidents.monitoring.actions import (
    acknowledge_alarm,
    acknowledge_group,
)
from incidents.monitoring.models import AlarmState, ObservedProperty
from incidents.monitoring.tasks import chase_alarms
from tests import make
from tests.incidents.monitoring.ringing import (
    ROOM,
    finding,
    kinds,
    officer,
    refused,
    ring,
    status,
    tell,
)
from tests.incidents.monitoring.stations import stage_at, station, told
from tests.make import HOHHOT, Post

pytestmark = pytest.mark.django_db


def test_alarms_of_one_cause_are_a_group_with_the_first_out_on_top():
    with transaction.atomic(), authority.acting_as(make.REGION):
        level = ObservedProperty(code="level-x", name_zh="水位", name_en="Level", unit="m")
        level.save(force_insert=True)
    places = [station(code=code) for code in "ABCD"]
    a, b = (stage_at(place, observed=level.pk) for place in places[:2])
    other, far = stage_at(places[1], key="flow"), stage_at(places[2])
    first = ring(a, at=make.later())
    alarms = tell(
        finding(other, make.later(minutes=9)),  # the station of b
        finding(b, make.later(minutes=8)),  # the region and the quantity of a
        finding(far, make.later(minutes=9)),  # nothing in common
        finding(a, make.later(minutes=19), 1),  # ten minutes after the one before
        finding(b, make.later(minutes=29, seconds=1), 1),  # more
    )
    found = {(x.datastream_id, x.level): x.group for x in alarms}
    assert found == {
        (b.pk, 3): first.pk,
        (other.pk, 3): first.pk,
        (far.pk, 3): None,
        (a.pk, 1): None,
        (b.pk, 1): None,
    }
    keyed = tell(
        *(finding(s, make.later(hours=2), 2, cause_key="feeder-9") for s in (a, far)),
    )
    assert [x.group for x in keyed] == [None, keyed[0].pk]


def test_a_flood_folds_what_is_minor_and_drops_nothing(clocks, django_assert_num_queries):
    clocks.move_to(make.later())
    li = officer()
    places = [station(code=f"S{n}") for n in range(3)]
    streams = [stage_at(p, key=f"k{n}") for p in places for n in range(5)]
    tell(*(finding(s, now(), 3) for s in streams[:10]))
    calm_list = selectors.alarm_list(li)
    assert (calm_list.flood.on, calm_list.flood.count, len(calm_list.rows)) == (False, 10, 10)

    clocks.move_to(make.later(minutes=5))
    tell(*(finding(s, now(), 4) for s in streams), finding(streams[0], now(), 1),
         finding(streams[1], now(), 2), finding(streams[2], now(), 1))  # fmt: skip
    with django_assert_num_queries(6):
        found = selectors.alarm_list(li)
    assert (found.flood.on, found.flood.count) == (True, 28)
    assert found.flood.since == make.later(minutes=5).isoformat()
    shown = [(r.kind, r.level, r.count) for r in found.rows]
    assert shown == [
        ("one", 1, 1), ("one", 1, 1), ("one", 2, 1),
        ("group", 3, 10), ("group", 3, 10), ("group", 4, 5),
    ]  # fmt: skip
    assert found.unseen == found.listed == 28 == kinds().count("alarm.raised")
    assert len(selectors.alarm_log(li, make.later(), make.later(hours=1))) == 28
    assert selectors.flood_state(officer(HOHHOT)).count == 0

    # Only what was on the screen, and nothing grave.
    group = found.rows[3]
    assert group.first_out_at == make.later().isoformat()
    clocks.move_to(make.later(minutes=6))
    late = ring(streams[3], level=2), ring(stage_at(places[0], key="late"))
    with refused(NotPermitted):
        acknowledge_group(actor=officer(post=Post.OBSERVER), group_id=UUID(group.group))
    seen = acknowledge_group(
        actor=li, group_id=UUID(group.group), until=make.later(minutes=5, seconds=30)
    )
    assert len(seen) == 10
    assert {status(x) for x in late} == {"unacknowledged"}
    acknowledge_group(actor=li, group_id=UUID(group.group))
    with refused(BadTransition, match="one by one"):
        acknowledge_group(actor=li, group_id=UUID(group.group))
    with refused(NotThere):
        acknowledge_group(actor=officer(HOHHOT), group_id=UUID(group.group))
    assert AlarmState.objects.filter(level__lte=2, status="unacknowledged").count() == 4

    clocks.move_to(make.later(minutes=17))
    assert not selectors.alarm_list(li).flood.on


def test_a_batch_of_many_costs_as_many_queries_as_one_of_few():
    place = station()
    streams = [stage_at(place, key=f"B{n}") for n in range(14)]
    counted = []
    for chosen in (streams[:3], streams[3:]):
        with CaptureQueriesContext(connection) as queries:
            tell(*(finding(s, now()) for s in chosen))
        counted.append(len(queries))
    assert counted[0] == counted[1] < 30
    seqs = [entry["seq"] for entry in journal.since(ROOM, 0)]
    assert seqs == list(range(1, len(seqs) + 1))
    assert journal.first_break(ROOM) is None


def test_the_clock_calls_more_people_until_somebody_answers(clocks):
    clocks.move_to(make.later())
    desk, chief = officer(), officer(post=Post.COMMANDER)
    place = station()
    grave = ring(stage_at(place, key="a"), level=1)
    minor = tell(*(finding(stage_at(place, key=key), now()) for key in "bcd"))
    clocks.move_to(make.later(seconds=59))
    assert chase_alarms() == 0
    clocks.move_to(make.later(seconds=60))
    assert (chase_alarms(), chase_alarms()) == (1, 0)
    called = set(Page.objects.values_list("person", flat=True))
    assert desk.pk in called
    assert chief.pk not in called
    clocks.move_to(make.later(seconds=180))
    assert chase_alarms() == 1
    assert Page.objects.filter(
        person=chief, urgent=True, reference=f"alarm.{grave.pk}"
    ).exists()
    assert told(ROOM)[-1]["payload"]["rung"] == 2
    assert not subjects.is_answered(f"alarm.{grave.pk}")
    acknowledge_alarm(actor=desk, alarm_id=grave.pk)
    # What has not left yet stays in: nobody is called for what somebody has seen.
    assert subjects.is_answered(f"alarm.{grave.pk}")
    # Of one cause one call; each alarm has its entry.
    before = Page.objects.filter(person=desk).count()
    clocks.move_to(make.later(seconds=1800))
    assert chase_alarms() == 3
    assert Page.objects.filter(person=desk).count() == before + 1
    climbed = [e["payload"] for e in told(ROOM)[-3:]]
    assert sorted((p["people"] > 0, p["more"]) for p in climbed) == [
        (False, 0), (False, 0), (True, 2),
    ]  # fmt: skip
    assert {status(x) for x in minor} == {"unacknowledged"}
    # One call was for all three: it is answered when the last of them is.
    for alarm in minor:
        assert not subjects.is_answered(f"alarm.{minor[0].pk}")
        acknowledge_alarm(actor=desk, alarm_id=alarm.pk)
    assert subjects.is_answered(f"alarm.{minor[0].pk}")
    assert chase_alarms() == 0
