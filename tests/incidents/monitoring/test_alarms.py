"""The life of an alarm: seen, over, shelved, out of service, climbed; causes and floods."""

import random
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from command.core import authority, journal
from command.core.errors import (
    BadTransition,
    Conflict,
    Invalid,
    NotPermitted,
    NotThere,
    Refusal,
)
from command.core.folding import FOLDS
from command.core.ids import new_id
from command.tasking.paging import subjects
from command.tasking.paging.models import Page
from incidents.monitoring import folds, selectors
from incidents.monitoring.actions import (
    acknowledge_alarm,
    acknowledge_group,
    disable_stream_rule,
    enable_stream_rule,
    shelve_alarm,
    tie_alarm,
    unshelve_alarm,
)
from incidents.monitoring.actions.tell import Finding, tell_findings
from incidents.monitoring.models import Alarm, AlarmChange, AlarmState, ObservedProperty
from incidents.monitoring.rules import Outcome
from incidents.monitoring.tasks import chase_alarms, clear_shelves
from tests import make
from tests.incidents.monitoring.stations import stage_at, station, told
from tests.make import BAOTOU, HOHHOT, ORDOS, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db

CAUSES = {1: "threshold", 2: "rate", 3: "threshold", 4: "lost"}
ROOM = "city.150200"


def finding(stream, at, level=3, *, broken=True, cause_key="", value=12.0):
    lost = CAUSES[level] == "lost" and broken
    return Finding(
        stream,
        at,
        Outcome(
            (CAUSES[level], level),
            broken,
            None if lost else value,
            None if lost else 10.0,
            cause_key=cause_key,
        ),
    )


def tell(*findings):
    with transaction.atomic(), authority.acting_as(make.REGION):
        return tell_findings(
            list(findings), {f.stream.id: f.stream for f in findings}, None, None
        )


def ring(stream, level=3, at=None, **given):
    [alarm] = tell(finding(stream, at or now(), level, **given))
    return alarm


def calm(stream, level=3, at=None):
    tell(finding(stream, at or now(), level, broken=False, value=9.0))


def status(alarm):
    return AlarmState.objects.get(pk=alarm.pk).status


def kinds():
    return [entry["kind"] for entry in told(ROOM)]


def officer(region=BAOTOU, post=Post.DUTY_OFFICER):
    return make.person(post, region)


@contextmanager
def refused(error, match=None, **detail):
    """Assert that the block is refused, and that nothing was written."""
    before = AlarmChange.objects.count(), len(told(ROOM))
    with pytest.raises(error, match=match) as caught:
        yield
    assert (AlarmChange.objects.count(), len(told(ROOM))) == before
    for name, value in detail.items():
        assert caught.value.detail[name] == value


def test_what_is_over_and_unseen_stays_listed_until_a_named_person_has_seen_it():
    stream, li, wang = stage_at(), officer(), officer()
    alarm = ring(stream)
    calm(stream)
    assert status(alarm) == "cleared_unacknowledged"
    [row] = selectors.alarm_list(li).rows
    assert (row.kind, row.state, row.unseen) == ("one", "cleared_unacknowledged", 1)
    assert (row.card.state_en, row.card.over_at is not None) == ("Over, not acknowledged", True)
    with refused(NotPermitted):
        acknowledge_alarm(actor=None, alarm_id=alarm.pk)
    acknowledge_alarm(actor=li, alarm_id=alarm.pk)
    assert status(alarm) == "cleared"
    assert selectors.alarm_list(li).rows == ()
    with refused(BadTransition, match=li.name, by=li.name):
        acknowledge_alarm(actor=wang, alarm_id=alarm.pk)
    # The same rule broken anew is an alarm of its own, and seen first and over then.
    again = ring(stream)
    acknowledge_alarm(actor=wang, alarm_id=again.pk)
    calm(stream)
    assert (status(again), again.group) == ("cleared", alarm.pk)
    calm(stream)
    assert kinds() == [
        "alarm.raised", "alarm.cleared", "alarm.acknowledged",
        "alarm.raised", "alarm.acknowledged", "alarm.cleared",
    ]  # fmt: skip


def test_the_shelf_has_a_reason_and_an_end_and_holds_back_what_follows(time_machine):
    time_machine.move_to(make.later(), tick=False)
    stream, li = stage_at(), officer()
    alarm = ring(stream)
    given = {"actor": li, "alarm_id": alarm.pk, "reason": "传感器检修"}
    for wrong in (
        {"reason": "  "},
        {"until": now()},
        {"until": now() + timedelta(hours=8, seconds=1)},
    ):
        with refused(Invalid):
            shelve_alarm(**{"until": now() + timedelta(hours=1), **given, **wrong})
    with refused(NotPermitted):
        shelve_alarm(
            **{**given, "actor": officer(post=Post.OBSERVER)}, until=make.later(hours=1)
        )
    with refused(NotThere):
        shelve_alarm(**{**given, "actor": officer(HOHHOT)}, until=make.later(hours=1))
    shelve_alarm(**given, until=make.later(hours=8))
    [card] = selectors.alarms_shelved(li)
    assert (card.shelved_by, card.reason) == (li.name, "传感器检修")
    assert selectors.alarm_list(li).rows == ()
    assert selectors.alarm_list(li).shelved == 1
    with refused(BadTransition):
        acknowledge_alarm(actor=li, alarm_id=alarm.pk)

    calm(stream)
    assert status(alarm) == "cleared"
    with refused(BadTransition):
        shelve_alarm(**given, until=make.later(hours=1))
    flapping = ring(stream)
    assert (status(flapping), kinds()[-1]) == ("shelved", "alarm.held")
    assert told(ROOM)[-1]["says"]["en"].startswith("Alarm held back (Shelved): Zhaojunfen")

    time_machine.move_to(make.later(hours=8), tick=False)
    assert (clear_shelves(), clear_shelves()) == (1, 0)
    assert (status(flapping), kinds()[-1]) == ("unacknowledged", "alarm.unshelved")
    assert ring(stage_at(stream.station, key="other")).state.status == "unacknowledged"
    shelve_alarm(**{**given, "alarm_id": flapping.pk}, until=make.later(hours=9))
    unshelve_alarm(actor=li, alarm_id=flapping.pk)
    assert status(flapping) == "unacknowledged"
    with refused(BadTransition):
        unshelve_alarm(actor=li, alarm_id=flapping.pk)


def test_a_rule_out_of_service_is_listed_and_its_alarms_are_written_and_silent():
    stream, li = stage_at(), officer()
    alarm = ring(stream)
    of = {"stream_id": stream.pk, "cause": "threshold", "level": 3}
    for actor, error in (
        (officer(post=Post.LIAISON), NotPermitted),
        (officer(HOHHOT), NotThere),
    ):
        with refused(error):
            disable_stream_rule(actor=actor, reason="坏了", **of)
    for wrong, error in (
        ({"reason": ""}, Invalid),
        ({"cause": "mood"}, Invalid),
        ({"rule_id": new_id()}, NotThere),
    ):
        with refused(error):
            disable_stream_rule(**{"actor": li, "reason": "坏了", **of, **wrong})
    row = disable_stream_rule(actor=li, reason="坏了", **of)
    assert (status(alarm), kinds()[-1]) == ("disabled", "alarm.disabled")
    [card] = selectors.rules_disabled(li)
    assert (card.reason, card.by, card.level) == ("坏了", li.name, 3)
    assert selectors.rules_disabled(officer(HOHHOT)) == []
    with refused(Conflict):
        disable_stream_rule(actor=li, reason="坏了", **of)
    calm(stream)
    later, other = ring(stream), ring(stream, level=2)
    assert [status(a) for a in (alarm, later, other)] == [
        "cleared",
        "disabled",
        "unacknowledged",
    ]
    assert selectors.alarm_list(li).disabled == 1
    enable_stream_rule(actor=li, disabling_id=row.pk, reason="修好了")
    assert (status(later), kinds()[-1]) == ("unacknowledged", "alarm.enabled")
    assert selectors.rules_disabled(li) == []
    with refused(BadTransition):
        enable_stream_rule(actor=li, disabling_id=row.pk, reason="修好了")


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


def test_a_flood_folds_what_is_minor_and_drops_nothing(time_machine, django_assert_num_queries):
    time_machine.move_to(make.later(), tick=False)
    li = officer()
    places = [station(code=f"S{n}") for n in range(3)]
    streams = [stage_at(p, key=f"k{n}") for p in places for n in range(5)]
    tell(*(finding(s, now(), 3) for s in streams[:10]))
    calm_list = selectors.alarm_list(li)
    assert (calm_list.flood.on, calm_list.flood.count, len(calm_list.rows)) == (False, 10, 10)

    time_machine.move_to(make.later(minutes=5), tick=False)
    tell(*(finding(s, now(), 4) for s in streams), finding(streams[0], now(), 1),
         finding(streams[1], now(), 2), finding(streams[2], now(), 1))  # fmt: skip
    with django_assert_num_queries(7):
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
    time_machine.move_to(make.later(minutes=6), tick=False)
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

    time_machine.move_to(make.later(minutes=17), tick=False)
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


def test_the_clock_calls_more_people_until_somebody_answers(time_machine):
    time_machine.move_to(make.later(), tick=False)
    desk, chief = officer(), officer(post=Post.COMMANDER)
    place = station()
    grave = ring(stage_at(place, key="a"), level=1)
    minor = tell(*(finding(stage_at(place, key=key), now()) for key in "bcd"))
    time_machine.move_to(make.later(seconds=59), tick=False)
    assert chase_alarms() == 0
    time_machine.move_to(make.later(seconds=60), tick=False)
    assert (chase_alarms(), chase_alarms()) == (1, 0)
    called = set(Page.objects.values_list("person", flat=True))
    assert desk.pk in called
    assert chief.pk not in called
    time_machine.move_to(make.later(seconds=180), tick=False)
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
    time_machine.move_to(make.later(seconds=1800), tick=False)
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


def test_the_state_is_the_fold_of_the_changes_whatever_is_done(time_machine):
    chance = random.Random(7)  # noqa: S311  a test's own chance
    people = [officer(), officer(post=Post.COMMANDER)]
    place = station()
    streams = [stage_at(place, key=key) for key in "ab"]
    out = []

    def disable():
        stream = chance.choice(streams)
        row = disable_stream_rule(
            actor=people[0], stream_id=stream.pk, cause="threshold", level=3, reason="x"
        )
        out.append(row.pk)

    def some():
        return chance.choice(list(Alarm.objects.values_list("pk", flat=True)))

    def begin():
        tell(finding(chance.choice(streams), now(), chance.randint(1, 4)))

    acts = [
        *[begin] * 4,
        lambda: tell(
            finding(chance.choice(streams), now(), chance.randint(1, 4), broken=False)
        ),
        lambda: acknowledge_alarm(actor=chance.choice(people), alarm_id=some()),
        lambda: shelve_alarm(
            actor=people[0], alarm_id=some(), reason="x", until=now() + timedelta(minutes=5)
        ),
        lambda: unshelve_alarm(actor=people[0], alarm_id=some()),
        lambda: acknowledge_group(actor=people[1], group_id=some()),
        disable,
        lambda: enable_stream_rule(actor=people[0], disabling_id=out.pop(), reason="x"),
        chase_alarms,
        clear_shelves,
    ]
    moment = make.later()
    done = 0
    for _ in range(70):
        moment += timedelta(seconds=chance.randint(1, 240))
        time_machine.move_to(moment, tick=False)
        try:
            with transaction.atomic():
                chance.choice(acts)()
            done += 1
        except (Refusal, IndexError):
            continue
    assert done > 20
    assert set(AlarmChange.objects.values_list("kind", flat=True)) >= {
        *(folds.ACKNOWLEDGED, folds.RETURNED, folds.SHELVED, folds.UNSHELVED),
        *(folds.DISABLED, folds.ENABLED, folds.ESCALATED),
    }
    assert FOLDS["monitoring.Alarm"].rebuild() == 0
    states = AlarmState.objects.all()
    # Who hears the entries knows what a fresh reading shows.
    heard = {}
    for entry in journal.since(ROOM, 0, limit=1000):
        heard |= entry["changed"]
    shown = {f"alarm.{s.pk}": s.status for s in states}
    assert {ref: heard[ref]["state"] for ref in shown} == shown


def test_alarms_of_old_end_as_they_did_and_are_ended_by_the_rules_of_now():
    stream = stage_at()
    old = ring(stream)
    AlarmState.objects.filter(pk=old.pk).update(rang_at=None)
    with transaction.atomic(), authority.acting_as(make.REGION):
        state = selectors.alarm_states().get(pk=old.pk)
        folds.ALARM.add(state, folds.CLEARED, actor=None, occurred_at=now())
    assert (status(old), FOLDS["monitoring.Alarm"].rebuild()) == ("cleared", 1)  # rang_at
    assert status(old) == "cleared"


def test_an_alarm_tied_to_an_incident_is_told_and_answered_there_as_well():
    wide = make.person(Post.DUTY_OFFICER, make.REGION)
    alarm, incident = ring(stage_at()), make.incident()
    there = make.person(Post.DUTY_OFFICER, incident.region_id)
    assert selectors.alarm_list(there).rows == ()
    with refused(NotThere):
        acknowledge_alarm(actor=there, alarm_id=alarm.pk)
    tie_alarm(actor=wide, alarm_id=alarm.pk, incident_id=incident.pk)
    assert selectors.alarm_list(there).unseen == 1
    acknowledge_alarm(actor=there, alarm_id=alarm.pk)
    assert [kinds()[-1], told(incident.room_id)[-1]["kind"]] == ["alarm.acknowledged"] * 2


def test_everything_about_alarms_through_the_api():
    li = officer()
    stream = stage_at()
    alarm = ring(stream)
    client = client_of(li)

    def call(name, body=None, **of):
        path = reverse(name, kwargs=of)
        if body is None:
            return client.get(path)
        return client.post(path, body, content_type="application/json")

    rows = call("api-alarm-rows").json()
    assert [row["card"]["id"] for row in rows["rows"]] == [str(alarm.pk)]
    assert call("api-alarm", alarm_id=alarm.pk).json()["group"] == str(alarm.pk)
    shelf = {"reason": "检修", "until": (now() + timedelta(hours=1)).isoformat()}
    assert call("api-alarm-shelve", shelf, alarm_id=alarm.pk).json()["state"] == "shelved"
    assert client.get(reverse("api-alarms")).json() == []
    assert len(client.get(reverse("api-alarms"), {"state": "shelved"}).json()) == 1
    assert call("api-alarm-unshelve", {}, alarm_id=alarm.pk).json()["state"] == "unacknowledged"
    span = {"start": make.later(days=-900).isoformat(), "end": "2199-01-01T00:00:00Z"}
    assert len(client.get(reverse("api-alarm-log"), span).json()) == 1
    [seen] = call("api-alarm-group-acknowledge", {}, group_id=alarm.pk).json()
    assert seen["acknowledged_by"] == li.name
    second = call("api-alarm-acknowledge", {}, alarm_id=alarm.pk)
    assert second.status_code == 409
    assert li.name in second.content.decode()
    off = {"stream_id": str(stream.pk), "cause": "threshold", "level": 3, "reason": "坏了"}
    row = call("api-disabled-rules", off).json()
    assert call("api-disabled-rules").json() == [row]
    back = call("api-disabled-rule-enable", {"reason": "好了"}, disabling_id=row["id"])
    assert back.status_code == 200
    assert call("api-disabled-rules").json() == []
    outsider = client_of(officer(ORDOS))
    assert outsider.get(reverse("api-alarm", kwargs={"alarm_id": alarm.pk})).status_code == 404
    assert outsider.get(reverse("api-alarm-rows")).json()["rows"] == []
