"""Timers outlive a killed worker, an emptied Redis and clocks that jump: each fires once.

Two real workers and a real beat, on a Redis of their own. Their clocks are wrong and are set
back while they run; the database's clock, which alone says what is due, jumps as well.
"""

import os
import subprocess
import sys
from collections import Counter
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction

from command.core import authority, journal
from command.core.actions import load_rules
from command.core.models import Entry
from command.core.times import clock
from command.tasking.models import TaskChange, TaskState
from incidents.joint.models import AddresseeState
from plans.actions import activate_plan
from plans.models import ActivationStep, StepWait
from tests import make
from tests.incidents.joint import made as joint
from tests.make import BAOTOU, HOHHOT, ORDOS, ULANQAB, Post
from tests.plans import made as plans
from tests.support.live import ROOT, environment_for, url_of, wait_until
from tests.support.redis_server import RedisServer
from tests.tasking import made

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]

EACH, PATIENCE = 6, 180
# The timers of an order, and the change that each writes when it fires.
FIRED = {
    "chase_at": "escalated",
    "due_at": "overdue_told",
    "repeat_at": "round_missed",
    "next_check_in": "check_in_missed",
}
# An hour ahead from the start; three hours back at a signal.
WRONG_CLOCK = """
import datetime, signal, sys, time_machine
ahead = time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1))
clock = ahead.start()
signal.signal(signal.SIGUSR2, lambda *_: clock.shift(-3 * 3600))
from celery.__main__ import main
main()
"""
BLOCKED = """
SELECT application_name FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND application_name = ANY(%s)
"""
WORKERS = ["worker-1", "worker-2"]


class DatabaseClock:
    """A clock before the database's own, for every connection made from now on."""

    MADE = """
    CREATE SCHEMA moved;
    CREATE TABLE moved.clock AS SELECT '0'::interval AS ahead;
    CREATE FUNCTION moved.clock_timestamp() RETURNS timestamptz LANGUAGE sql
    AS 'SELECT pg_catalog.clock_timestamp() + ahead FROM moved.clock';
    CREATE FUNCTION moved.statement_timestamp() RETURNS timestamptz LANGUAGE sql
    AS 'SELECT pg_catalog.clock_timestamp() + ahead FROM moved.clock';
    """

    def __init__(self, url):
        self.server = psycopg.connect(url, autocommit=True)
        self.name = self.server.info.dbname

    def stand_before(self):
        self.server.execute(self.MADE)
        self.server.execute(
            f'ALTER DATABASE "{self.name}" SET search_path = moved, pg_catalog, public'
        )
        connection.close()

    def jump(self, **delta):
        self.server.execute("UPDATE moved.clock SET ahead = ahead + %s", [timedelta(**delta)])

    def blocked(self):
        """Return the workers that wait for what somebody else holds."""
        return [name for (name,) in self.server.execute(BLOCKED, [WORKERS])]

    def go(self):
        self.server.execute(f'ALTER DATABASE "{self.name}" RESET search_path')
        self.server.execute("DROP SCHEMA IF EXISTS moved CASCADE")
        self.server.close()
        connection.close()


class System:
    """Redis, two workers and beat, on the database of the test."""

    def __init__(self, folder):
        self.folder, self.redis = folder, RedisServer()
        url = url_of(os.environ["DATABASE_URL"], connection.settings_dict["NAME"])
        self.clock = DatabaseClock(url)
        given = {"JC_POOL": "off", "REDIS_URL": self.redis.url}
        self.environment = environment_for(folder, url) | given
        self.processes = {}
        self.redis.start()

    def start(self):
        celery = [sys.executable, "-c", WRONG_CLOCK, "-A", "command.celery:app"]
        quiet = ["-l", "WARNING", "--without-gossip", "--without-mingle"]
        for name in WORKERS:
            self._spawn(name, *celery, "worker", "-P", "solo", "-n", name, *quiet)
        self._spawn("beat", *celery, "beat", "-l", "WARNING", "--pidfile=", "-s", "beat")

    def set_back_the_clocks(self):
        for name in ["beat", *WORKERS]:
            self.processes[name].send_signal(12)

    def kill(self, name):
        self.processes[name].kill()
        self.processes.pop(name).wait(30)

    def one_that_fires(self):
        """Return a worker that is held up in the middle of firing."""
        found = []
        look = lambda: found.extend(self.clock.blocked()) or found  # noqa: E731
        wait_until(look, "a worker that fires", patience=PATIENCE)
        return found[0]

    def stop(self):
        for name in list(self.processes):
            self.kill(name)
        self.redis.stop()
        self.clock.go()

    def _spawn(self, name, *words):
        known = self.environment | {"PGAPPNAME": name, "PYTHONPATH": str(ROOT)}
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                words, cwd=self.folder, env=known, stdout=log, stderr=log
            )


@pytest.fixture
def system(tmp_path):
    made_here = System(tmp_path)
    try:
        made_here.clock.stand_before()
        yield made_here
    finally:
        made_here.stop()


@pytest.fixture
def scene():
    return Scene()


class Scene:
    """An incident with orders, a plan whose steps wait, and neighbours that were told."""

    def __init__(self):
        load_rules(actor=None)
        # On duty since before the hour by which a clock goes back.
        self.commander = make.person(region=ORDOS)
        since = clock() - timedelta(hours=2)
        make.duty(self.commander, post=Post.COMMANDER, region=ORDOS, starts_at=since)
        _unit, [self.leader] = made.organisation(kind="flood_control")
        self.incident = make.incident(by=self.commander, grade=2)
        self.orders = {field: {self.order() for _ in range(EACH)} for field in FIRED}
        steps = [plans.step(f"B-{n}", offset_minutes=9) for n in range(EACH)]
        plan = plans.published(plans.step("A-0"), *steps)
        activate_plan(actor=self.commander, plan_id=plan.pk, incident_id=self.incident.pk)
        joint.notification(self.commander, self.incident)

    def order(self):
        drafted = made.task(self.incident, by=self.commander, repeat_minutes=600)
        return made.ordered_to(self.leader, drafted, self.commander).task_id

    def let_all_fall_due(self, at):
        """Let every timer fall due at one moment, and each order have one timer only."""
        with transaction.atomic(), authority.acting_as(ORDOS):
            TaskState.objects.update(**dict.fromkeys(FIRED))
            for field, keys in self.orders.items():
                TaskState.objects.filter(task__in=keys).update(**{field: at})
            StepWait.objects.filter(state="waiting").update(ready_at=at)
            AddresseeState.objects.filter(chase_at__isnull=False).update(chase_at=at)

    def canary_dies(self):
        """Give an order that is late at once, and wait until that is told."""
        late = self.order()
        TaskState.objects.filter(task=late).update(due_at=clock(), repeat_at=None)
        told = TaskChange.objects.filter(task=late, kind="overdue_told")
        wait_until(told.exists, "a beat and a worker that live", patience=PATIENCE)

    def fired(self):
        """Count what fired, timer by timer; a rung that follows is another timer."""
        found = Counter()
        for field, kind in FIRED.items():
            rows = TaskChange.objects.filter(kind=kind, task__in=self.orders[field])
            found.update((field, *row) for row in rows.values_list("task", "data__rung"))
        facts = Entry.objects.filter(room=self.incident.room_id)
        called = facts.filter(kind="notification.escalated")
        found.update(("called", to) for to in called.values_list("payload__to", flat=True))
        steps = dict(ActivationStep.objects.exclude(key="A-0").values_list("task", "key"))
        issued = TaskChange.objects.filter(kind="issue", task__in=steps)
        found.update(("step", steps[key]) for key in issued.values_list("task", flat=True))
        return found

    def all_timers(self):
        timers = {(field, key) for field, keys in self.orders.items() for key in keys}
        timers |= {("step", f"B-{n}") for n in range(EACH)}
        return timers | {("called", to) for to in (HOHHOT, BAOTOU, ULANQAB)}

    def all_fired(self):
        return {key[:2] for key in self.fired()} == self.all_timers()


def test_every_timer_fires_once_whatever_is_killed_emptied_or_set_wrong(system, scene):
    due = clock() + timedelta(minutes=30)
    scene.let_all_fall_due(due)
    system.start()
    scene.canary_dies()
    assert not scene.fired(), "what only the wrong clocks of the processes take for due"
    system.set_back_the_clocks()
    system.redis.empty()  # only a beat that goes on brings what is next
    scene.canary_dies()
    assert not scene.fired()

    with transaction.atomic():
        journal.hold(scene.incident.room_id)
        system.clock.jump(minutes=30)
        system.kill(system.one_that_fires())
        system.redis.empty()
    wait_until(scene.all_fired, "every timer", patience=PATIENCE)

    system.clock.jump(hours=-1)
    scene.canary_dies()
    system.clock.jump(hours=1)
    scene.canary_dies()
    assert scene.all_fired()
    assert set(scene.fired().values()) == {1}
