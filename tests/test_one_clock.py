"""One clock, the database's, says what is due in every room, however wrong a process's is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from command.core.actions import end_due_duties, hear_city, tell_lost_links
from command.core.errors import BadTransition, Invalid
from command.core.feed.sight import sights
from command.core.policies import holds, may_follow, scopes_of
from command.core.times import clock
from command.core.uploads import parts, purposes
from command.core.uploads.actions import begin_upload, receive_piece, sweep_uploads
from command.core.uploads.models import Upload
from command.tasking import tasks as tasking_tasks
from command.tasking.actions import change_deadline
from incidents.actions import share_incident
from incidents.closing.tasks import purge_due
from incidents.messaging.actions import give_instruction
from incidents.messaging.tasks import chase_due
from incidents.monitoring.actions import record_readings, shelve_alarm
from incidents.monitoring.tasks import chase_alarms, clear_shelves, find_silent
from incidents.reports.tasks import chase_reports
from incidents.warnings.tasks import chase_obligations, tell_run_out
from plans.actions import activate_plan
from plans.activation.actions import ask_start, sign_activation
from plans.interlock.checking import check
from plans.interlock.tasks import chase_shortfalls
from plans.tasks import issue_ready
from resources.loans.tasks import chase_loans
from resources.routing.actions import report_condition
from resources.routing.tasks import tell_conditions_that_ran_out
from tests import make
from tests.incidents.closing import made as closing
from tests.incidents.messaging import made as messaging
from tests.incidents.monitoring.ringing import officer, ring
from tests.incidents.monitoring.stations import stage_at
from tests.incidents.warnings import made as warnings
from tests.make import BAOTOU, ORDOS, Post
from tests.plans import made as plans
from tests.plans.activation import world as worlds
from tests.plans.interlock import made as interlock
from tests.resources.loans.made import lent_team
from tests.resources.routing.places import G65
from tests.support import uploading
from tests.support.later import later, wrong_by
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
LONG = timedelta(days=4000)  # than anything is kept


@dataclass(frozen=True)
class Timer:
    """What sets a timer going, how long it runs, and what the clock then does."""

    begin: Callable[[], object]
    runs: timedelta
    find: Callable[[], int]
    # Whether people said when it ends, or it is reckoned from what they say happened: then
    # their clock is in what they said.
    is_said: bool = False


def an_order():
    """Give an order by message that nobody answers."""
    commander, leader = closing.commander(), make.person(Post.TEAM_LEADER, ORDOS)
    messaging.order(make.incident(), commander, [messaging.to(leader)])


def a_task():
    """Give a task that nobody answers."""
    tasking.issued(make.incident(), by=make.person(Post.COMMANDER, ORDOS))


def an_instruction():
    give_instruction(
        actor=closing.commander(), text="报物资储备", feedback_due=clock() + 30 * MINUTE
    )


def an_obligation():
    make.person(Post.COMMANDER, ORDOS)
    warnings.warning(level=1)


def an_alarm():
    officer()
    return ring(stage_at(), level=1)


def a_shelf():
    shelve_alarm(
        actor=officer(), alarm_id=ring(stage_at()).pk, reason="检修", until=clock() + HOUR
    )


def a_sensor():
    record_readings(actor=None, readings=[(stage_at(warning=10.0).id, clock(), 9.0)])


def a_report():
    at = clock()
    make.incident(occurred_at=at, reported_at=at)


def a_closed_incident():
    commander = closing.commander()
    closing.close(closing.filled(commander), commander)


def a_road_condition():
    desk = make.person(Post.DUTY_OFFICER, ORDOS)
    report_condition(
        actor=desk, kind="closure", edges=[G65], source="交警", until=clock() + 6 * HOUR
    )


def a_waiting_step():
    tasking.organisation(kind="flood_control")
    plan = plans.published(plans.step("A-01"), plans.step("A-02", offset_minutes=10))
    commander = make.person(Post.COMMANDER, ORDOS)
    activate_plan(actor=commander, plan_id=plan.pk, incident_id=make.incident().pk)


def on_duty_for_days(post):
    """Return somebody who is on duty whatever a process thinks that the time is."""
    person = make.person(region=ORDOS)
    make.duty(person, post=post, region=ORDOS, starts_at=clock() - timedelta(days=3))
    return person


def a_broken_promise():
    for post in (Post.RESOURCE_OFFICER, Post.LIAISON):
        on_duty_for_days(post)
    interlock.plan(BAOTOU, asks=[interlock.ask()])
    assert check() == 1


TIMERS = {
    "task": Timer(a_task, MINUTE, tasking_tasks.chase_due),
    "order": Timer(an_order, 121 * SECOND, chase_due),
    "instruction": Timer(an_instruction, 31 * MINUTE, chase_due),
    "obligation": Timer(an_obligation, 11 * MINUTE, chase_obligations, is_said=True),
    "warning": Timer(warnings.warning, 25 * HOUR, tell_run_out, is_said=True),
    "loan": Timer(lent_team, timedelta(days=30), chase_loans, is_said=True),
    "alarm": Timer(an_alarm, 61 * SECOND, chase_alarms),
    "shelf": Timer(a_shelf, 61 * MINUTE, clear_shelves),
    "sensor": Timer(a_sensor, 4 * HOUR, find_silent, is_said=True),
    "report": Timer(a_report, 3 * HOUR, chase_reports),
    "personal data": Timer(a_closed_incident, LONG, purge_due, is_said=True),
    "road": Timer(a_road_condition, 7 * HOUR, tell_conditions_that_ran_out),
    "step": Timer(a_waiting_step, 11 * MINUTE, issue_ready),
    "promise": Timer(a_broken_promise, 61 * MINUTE, chase_shortfalls),
    "line": Timer(
        lambda: hear_city(actor=None, city=BAOTOU),
        61 * SECOND,
        lambda: tell_lost_links(actor=None),
    ),
}


# What the system sets going by itself, whenever that is.
SET_HERE = [name for name, timer in TIMERS.items() if not timer.is_said]


@pytest.mark.parametrize("name", TIMERS)
def test_a_process_that_is_ahead_finds_nothing_before_its_time(name):
    timer = TIMERS[name]
    timer.begin()
    with wrong_by(days=1, seconds=timer.runs.total_seconds()):
        assert timer.find() == 0


@pytest.mark.parametrize("name", TIMERS)
def test_a_process_that_is_behind_finds_what_is_due_and_once(name):
    timer = TIMERS[name]
    timer.begin()
    with (
        later(seconds=timer.runs.total_seconds()),
        wrong_by(days=-1, seconds=-timer.runs.total_seconds()),
    ):
        assert timer.find() > 0
        assert timer.find() == 0


@pytest.mark.parametrize("hours", [-5, 5])
@pytest.mark.parametrize("name", SET_HERE)
def test_a_process_whose_clock_is_wrong_sets_timers_that_run_as_long(name, hours):
    timer = TIMERS[name]
    with wrong_by(hours=hours):
        timer.begin()
    assert timer.find() == 0
    with later(seconds=timer.runs.total_seconds()):
        assert timer.find() > 0


def test_signatures_for_a_start_lapse_by_the_same_clock():
    scene = worlds.world()
    given = {"plan_id": scene.plan.pk, "incident_id": scene.incident.pk, "level": 1}
    with wrong_by(days=2):
        request = ask_start(actor=scene.commander, **given)
    assert timedelta(0) < request.lapses_at - clock() < timedelta(days=1)
    with later(days=1), wrong_by(days=-1), pytest.raises(BadTransition):
        sign_activation(actor=scene.deputy, request_id=request.pk, verdict="sign")
    with wrong_by(days=2):
        assert sign_activation(actor=scene.deputy, request_id=request.pk, verdict="sign")


WRONG = (-5, 5)  # hours


@pytest.mark.parametrize("hours", WRONG)
def test_a_duty_begins_and_ends_by_the_one_clock_for_whoever_asks(hours):
    person = make.person(region=ORDOS)
    ends = clock() + HOUR
    with wrong_by(hours=hours):
        make.duty(person, post=Post.DUTY_OFFICER, region=ORDOS, ends_at=ends)
    asked = (
        lambda: holds(person, {Post.DUTY_OFFICER}, region=ORDOS),
        lambda: bool(scopes_of(person)),
        lambda: bool(sights([person.pk])[person.pk].cities),
    )
    for at, held in ((0, True), (59, True), (61, False)):
        with later(minutes=at), wrong_by(hours=hours):
            assert [ask() for ask in asked] == [held] * 3, at
    # Nor does who is told of its end depend on it.
    with wrong_by(hours=5):
        assert end_due_duties(actor=None) == 0
    with later(minutes=61), wrong_by(hours=-5):
        assert end_due_duties(actor=None) == 1


@pytest.mark.parametrize("hours", WRONG)
def test_a_share_lets_a_neighbour_in_to_its_second_by_the_one_clock(hours):
    ordos, baotou = closing.commander(), make.person(Post.OBSERVER, BAOTOU)
    incident, until = make.incident(), clock() + HOUR
    with wrong_by(hours=hours):
        given = {"incident_id": incident.pk, "reason": "下游", "until": until}
        share_incident(actor=ordos, grantees=[BAOTOU], **given)
    for at, seen in ((0, True), (59, True), (61, False)):
        with later(minutes=at), wrong_by(hours=hours):
            assert may_follow(baotou, incident.room_id) is seen, at


@pytest.mark.parametrize("hours", WRONG)
def test_an_upload_lapses_by_the_one_clock_whoever_takes_its_pieces(
    hours, settings, tmp_path, monkeypatch
):
    settings.MEDIA_ROOT, settings.UPLOAD_HOURS = tmp_path / "media", 6
    monkeypatch.setattr(purposes, "PURPOSES", {})
    uploading.enter()
    person = make.person(Post.TEAM_LEADER, ORDOS)
    with wrong_by(hours=hours):
        upload, _new = begin_upload(
            actor=person, purpose="test", subject=uploading.KNOWN, filename="",
            sha256="a" * 64, length=10,
        )  # fmt: skip
        with parts.hold(upload.pk) as file:
            file.write(b"12345")
        until = receive_piece(actor=person, upload_id=upload.pk, offset=5)
    left = until - clock()
    assert timedelta(hours=5, minutes=59) < left <= timedelta(hours=6)
    assert Upload.objects.get().expires_at == until
    with wrong_by(hours=7):
        assert sweep_uploads(actor=None) == 0
    with later(hours=7), wrong_by(hours=-7):
        assert sweep_uploads(actor=None) == 1


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_new_deadline_is_in_the_past_by_the_same_clock(hours):
    commander = on_duty_for_days(Post.COMMANDER)
    state = tasking.issued(make.incident(), by=commander)
    with wrong_by(hours=hours):
        with pytest.raises(Invalid, match="passed"):
            change_deadline(
                actor=commander,
                task_id=state.task_id,
                due_at=clock() - MINUTE,
                reason="封路",
            )
        soon = clock() + MINUTE
        changed = change_deadline(
            actor=commander, task_id=state.task_id, due_at=soon, reason="封路"
        )
    assert changed.due_at == soon
