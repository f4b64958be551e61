"""The state of an alarm is the fold of what was done to it; alarms handed over."""

import random
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now

from command.board.selectors import Sight
from command.board.selectors.alarms import offered
from command.core import authority, journal
from command.core.errors import (
    BadTransition,
    Invalid,
    NotPermitted,
    NotThere,
    Refusal,
)
from command.core.folding import FOLDS
from command.core.models import Entry
from command.tasking.paging import guard, subjects
from command.tasking.paging.actions import claim_pages
from command.tasking.paging.models import Page
from incidents.monitoring import folds, selectors
from incidents.monitoring.actions import (
    acknowledge_alarm,
    acknowledge_group,
    disable_stream_rule,
    enable_stream_rule,
    hand_over_alarm,
    keep_alarm,
    shelve_alarm,
    take_alarm,
    tie_alarm,
    unshelve_alarm,
)
from incidents.monitoring.models import Alarm, AlarmChange, AlarmState
from incidents.monitoring.tasks import chase_alarms, clear_shelves
from tests import make
from tests.incidents.monitoring.ringing import (
    ROOM,
    calm,
    finding,
    officer,
    refused,
    ring,
    tell,
)
from tests.incidents.monitoring.stations import stage_at, station, told
from tests.make import HOHHOT, Post
from tests.support.client import client_of
from tests.tasking.paging import conftest as paging
from tests.tasking.paging.conftest import enrol

pytestmark = pytest.mark.django_db
exercise = paging.exercise  # one that is being played


def test_the_state_is_the_fold_of_the_changes_whatever_is_done(clocks):
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

    def hand_over():
        mine = AlarmState.objects.filter(status="acknowledged").order_by("pk")
        state = chance.choice(list(mine))
        [taker] = [one for one in people if one != state.owner]
        hand_over_alarm(actor=state.owner, alarm_id=state.pk, to_id=taker.pk)

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
        hand_over,
        lambda: take_alarm(actor=chance.choice(people), alarm_id=some()),
        lambda: keep_alarm(actor=chance.choice(people), alarm_id=some()),
    ]
    moment = make.later()
    done = 0
    for _ in range(110):
        moment += timedelta(seconds=chance.randint(1, 240))
        clocks.move_to(moment)
        try:
            with transaction.atomic():
                chance.choice(acts)()
            done += 1
        except (Refusal, IndexError):
            continue
    assert done > 20
    assert set(AlarmChange.objects.values_list("kind", flat=True)) >= {
        *(folds.ACKNOWLEDGED, folds.RETURNED, folds.SHELVED, folds.UNSHELVED),
        *(folds.DISABLED, folds.ENABLED, folds.ESCALATED, folds.HANDED),
    }
    assert FOLDS["monitoring.Alarm"].rebuild() == 0
    states = AlarmState.objects.all()
    # Who hears the entries knows what a fresh reading shows.
    heard = {}
    for entry in journal.since(ROOM, 0, limit=1000):
        heard |= entry["changed"]
    shown = {f"alarm.{s.pk}": s.status for s in states}
    assert {ref: heard[ref]["state"] for ref in shown} == shown


def test_an_alarm_is_handed_over_to_a_named_person_who_has_to_accept():
    giver, taker, third = officer(), officer(post=Post.COMMANDER), officer()
    alarm = ring(stage_at())

    def offer(to=taker, by=giver):
        return hand_over_alarm(actor=by, alarm_id=alarm.pk, to_id=to.pk)

    with refused(BadTransition):
        offer()  # nobody has acknowledged it
    acknowledge_alarm(actor=giver, alarm_id=alarm.pk)
    for to in (giver, officer(HOHHOT), officer(post=Post.OBSERVER)):
        with refused(Invalid):
            offer(to)
    with refused(NotPermitted, match=giver.name):
        offer(third, by=taker)
    for answer in (take_alarm, keep_alarm):
        with refused(BadTransition):
            answer(actor=taker, alarm_id=alarm.pk)
        with refused(NotThere):
            answer(actor=officer(HOHHOT), alarm_id=alarm.pk)

    # Offered is not given: it stays with the giver until the named person accepts.
    offer()
    card = selectors.alarm_seen(alarm.pk, third)
    assert (card.state, card.owner, card.offered_to) == ("acknowledged", giver.name, taker.name)
    assert [one.key for one in offered(Sight(taker))] == [str(alarm.pk)]
    assert (offered(Sight(giver)), offered(Sight(third))) == ([], [])
    for person, answer in ((third, take_alarm), (third, keep_alarm), (giver, take_alarm)):
        with refused(BadTransition, match=taker.name):
            answer(actor=person, alarm_id=alarm.pk)
    keep_alarm(actor=taker, alarm_id=alarm.pk, remark="在外巡查")
    card = selectors.alarm_seen(alarm.pk, third)
    assert (card.owner, card.offered_to) == (giver.name, None)
    entry = told(ROOM)[-1]
    assert entry["kind"] == "alarm.kept"
    assert entry["says"]["en"].endswith(f"stays with {giver.name} · 在外巡查")

    # Accepted it is theirs, to hand on; who acknowledged it stays on record.
    offer(third)
    offer()  # to somebody else instead
    take_alarm(actor=taker, alarm_id=alarm.pk)
    card = selectors.alarm_seen(alarm.pk, third)
    assert (card.owner, card.offered_to, card.acknowledged_by) == (
        taker.name, None, giver.name,
    )  # fmt: skip
    assert f"over from {giver.name}" in told(ROOM)[-1]["says"]["en"]
    with refused(NotPermitted, match=taker.name):
        offer(third)
    offer(third, by=taker)
    calm(alarm.datastream)
    card = selectors.alarm_seen(alarm.pk, third)
    assert (card.state, card.owner, card.offered_to) == ("cleared", taker.name, None)
    with refused(BadTransition):
        take_alarm(actor=third, alarm_id=alarm.pk)
    assert FOLDS["monitoring.Alarm"].rebuild() == 0


def test_whoever_is_offered_an_alarm_is_called_and_no_more_once_it_is_answered():
    giver, taker, third = officer(), officer(post=Post.COMMANDER), officer()
    alarm = ring(stage_at(), level=2)
    incident = make.incident(by=giver, region=make.BAOTOU)
    tie_alarm(actor=giver, alarm_id=alarm.pk, incident_id=incident.pk)
    acknowledge_alarm(actor=giver, alarm_id=alarm.pk)

    def offer(to):
        hand_over_alarm(actor=giver, alarm_id=alarm.pk, to_id=to.pk)
        return Page.objects.latest("made_at")

    # Told in two rooms, called once; both rooms are on the desk's feed.
    first = offer(taker)
    assert Page.objects.count() == 1
    assert (first.person, first.made_by, first.urgent) == (taker, giver, True)
    assert giver.name in first.subject
    assert "until you accept" in first.state.text
    rooms = {entry.room_id for entry in Entry.objects.filter(kind="alarm.handed_over")}
    assert rooms == {ROOM, incident.room_id}
    assert not subjects.is_answered(first.reference)
    # Offered to somebody else instead, then taken: what has not left yet stays in.
    second = offer(third)
    assert second.person == third
    waits = [not subjects.is_answered(each.reference) for each in (first, second)]
    assert waits == [False, True]
    take_alarm(actor=third, alarm_id=alarm.pk)
    assert subjects.is_answered(second.reference)


def test_a_hand_over_in_an_exercise_calls_those_who_take_part_and_says_so(exercise):
    with authority.in_exercise(exercise.pk):
        stream = stage_at()
        alarm = ring(stream)
    giver, taker = officer(), officer()
    enrol(giver, exercise)
    acknowledge_alarm(actor=giver, alarm_id=alarm.pk)
    hand_over_alarm(actor=giver, alarm_id=alarm.pk, to_id=taker.pk)
    [called] = claim_pages(actor=None)
    assert called.exercise == exercise.pk
    assert guard.why_not(called) == guard.NOT_TAKING_PART
    enrol(taker, exercise)
    assert guard.why_not(called) == ""
    assert guard.marked(called, called.text).startswith(guard.MARK_ZH)
    assert Entry.objects.filter(room=ROOM, kind="alarm.handed_over").count() == 0


def test_a_hand_over_by_api_page_and_decision_queue():
    giver, taker = officer(), officer(post=Post.COMMANDER)
    alarm = ring(stage_at())
    of = {"kwargs": {"alarm_id": alarm.pk}}
    acknowledge_alarm(actor=giver, alarm_id=alarm.pk)
    mine, theirs = client_of(giver), client_of(taker)
    people = mine.get(reverse("api-alarm-takers", **of)).json()
    assert str(taker.pk) in {one["id"] for one in people}
    assert str(giver.pk) not in {one["id"] for one in people}
    page = reverse("sensor-now", args=[alarm.datastream_id])
    assert str(taker.pk) in mine.get(page).content.decode()
    assert reverse("alarm-hand-over", **of) not in theirs.get(page).content.decode()

    assert mine.post(reverse("alarm-hand-over", **of), {"to": "x"}).status_code == 400
    mine.post(reverse("alarm-hand-over", **of), {"to": str(taker.pk)})
    assert reverse("alarm-take", **of) in theirs.get(page).content.decode()
    assert giver.name in theirs.get(reverse("board-panel", args=["decisions"])).content.decode()
    decide = reverse("board-decide", args=["handover", alarm.pk])
    assert theirs.post(decide, {"verdict": "decline", "reason": "忙"}).status_code == 204
    body = {"to_id": str(taker.pk)}
    path = reverse("api-alarm-hand-over", **of)
    answer = mine.post(path, body, content_type="application/json").json()
    assert answer["offered_to"] == taker.name
    assert theirs.post(decide, {"verdict": "approve"}).status_code == 204
    assert mine.get(reverse("api-alarm", **of)).json()["owner"] == taker.name
