"""Kill -9 of those who take readings in and judge them: every episode is one alarm."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.db import connection, transaction

from command.core import authority
from command.core.models import Entry
from incidents.monitoring.actions import (
    record_readings,
    register_datastream,
    register_station,
)
from incidents.monitoring.detection.models import RuleState
from incidents.monitoring.intake.actions import register_feed_device, subscribe_topic
from incidents.monitoring.lifecycle import Cause
from incidents.monitoring.models import Alarm, Reading, ReadingHour, StreamState
from incidents.monitoring.tasks import find_silent
from tests import make
from tests.make import BAOTOU, Post
from tests.support.live import ROOT, environment_for, free_port, url_of, wait_until
from tests.support.mosquitto import Mosquitto, publisher

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]

BEGIN = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(hours=40)
STEP = timedelta(seconds=5)  # so that also the last of a slow machine lies in the past
LOW, HIGH, WARNING = 1003.0, 1005.0, 1004.0
PATTERN = (LOW, HIGH, HIGH, LOW)  # an episode in four readings
VICTIMS = ("listener", "web", "worker")
MUTE, LEAST, WEEK, PATIENCE = 30, 60, 7 * 86400, 180
WRITING = """
SELECT count(*) FROM pg_stat_activity WHERE application_name = %s
AND datname = current_database() AND backend_xid IS NOT NULL
"""


class System:
    """A broker, its listener, a web process and a worker on the database of the test."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.broker = Mosquitto(folder)
        self.processes = {}
        url = url_of(os.environ["DATABASE_URL"], connection.settings_dict["NAME"])
        self.environment = environment_for(folder, url) | {
            "JC_POOL": "off", "JC_MQTT": f"hydro=mqtt://127.0.0.1:{self.broker.port}",
        }  # fmt: skip
        self.words = {
            "listener": ["manage.py", "listen_mqtt"],
            "web": ["-m", "uvicorn", "command.asgi:application", "--port", str(self.port),
                    "--log-level", "warning"],
            "worker": ["-m", "celery", "-A", "command.celery:app", "worker", "-P", "solo",
                       "-l", "WARNING", "--without-gossip", "--without-mingle"],
        }  # fmt: skip

    def start(self, name):
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *self.words[name]],
                cwd=ROOT, env=self.environment | {"PGAPPNAME": name}, stdout=log, stderr=log,
            )  # fmt: skip

    def kill_in_the_middle(self, name):
        """Kill -9 a process that has written something and not committed it yet."""
        end = time.monotonic() + PATIENCE
        with connection.cursor() as cursor:
            while time.monotonic() < end:
                cursor.execute(WRITING, [name])
                if cursor.fetchone()[0]:
                    break
            else:
                raise AssertionError(f"{name} never wrote")
        self.processes[name].kill()
        self.processes[name].wait(30)

    def stop_all(self):
        for process in self.processes.values():
            process.send_signal(signal.SIGKILL)
            process.wait(30)
        self.broker.stop()

    def push(self, key, readings):
        """Push until it is acknowledged, as a gateway does."""
        body = json.dumps({"readings": readings}).encode()
        headers = {"Authorization": f"Device {key}", "Content-Type": "application/json"}
        while True:
            asked = Request(f"http://127.0.0.1:{self.port}/m/in/", body, headers)
            try:
                with urlopen(asked, timeout=20) as answer:
                    told = json.load(answer)
                    assert not told["refused"], told
                    return
            except HTTPError as error:
                if error.code not in {500, 503}:
                    raise
            except OSError:
                time.sleep(0.05)


@pytest.fixture
def system(tmp_path, settings):
    made = System(tmp_path)
    settings.MQTT_BROKERS = {"hydro": None}
    made.broker.start()
    try:
        yield made
    finally:
        made.stop_all()


def gauges(code, keys, interval=WEEK, **more):
    """Make a station with one stream for each key."""
    with transaction.atomic(), authority.acting_as(BAOTOU):
        station = register_station(
            actor=None,
            code=code,
            name_zh=code,
            name_en=code,
            region=BAOTOU,
            point=(40.5, 109.7),
        )
        return {
            key: register_datastream(
                actor=None, station_id=station.pk, key=key, name="水位", unit="m",
                interval_s=interval, **more,
            )
            for key in keys
        }  # fmt: skip


def said(key, n):
    """Return the ``n``-th reading of a stream, as a device says it."""
    at = BEGIN + n * STEP
    return {"station": "BT", "stream": key, "at": at.isoformat(), "value": PATTERN[n % 4]}


class Traffic:
    """Two gateways that go on until told to stop; one way has each reading of ``keys`` once."""

    def __init__(self, send, keys):
        self.send, self.keys = send, keys
        self.sent, self.over = 0, Event()
        self.thread = Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self):
        while not self.over.is_set() or self.sent < LEAST:
            self.send(self.keys, self.sent)
            self.sent += 1

    def finish(self):
        self.over.set()
        self.thread.join()
        return dict.fromkeys(self.keys, self.sent)


def test_every_episode_is_one_alarm_though_listener_worker_and_web_are_killed(system):
    shuffled = random.sample(VICTIMS, len(VICTIMS))
    limits = {"warning": WARNING, "rise_per_hour": 5.0}
    streams = gauges("BT", ["mqtt", "json", "both"], **limits)
    mute = gauges("MUTE", [f"M{n}" for n in range(MUTE)], interval=60)
    keeper = make.person(Post.DUTY_OFFICER, BAOTOU)
    device = register_feed_device(actor=keeper, label="Hydrology", region=BAOTOU)
    subscribe_topic(actor=keeper, device_id=device.pk, broker="hydro", topic="s/{stream}")
    key = f"{device.ident}:{device.key}"
    for name in system.words:
        system.start(name)

    with publisher(system.broker.port) as client:
        told = []

        def publish(keys, n):
            told.extend(
                client.publish(f"s/{one}", json.dumps(said(one, n)), qos=1) for one in keys
            )
            time.sleep(0.1)

        def listened():
            """Say the first reading until it is heard: before, the broker keeps nothing."""
            publish(["mqtt", "both"], 0)
            return Reading.objects.filter(datastream=streams["mqtt"]).exists()

        def push(keys, n):
            system.push(key, [said(one, n) for one in keys])
            time.sleep(0.05)

        wait_until(listened, "the listener", PATIENCE)
        ways = [Traffic(publish, ["mqtt", "both"]), Traffic(push, ["json", "both"])]
        for victim in shuffled:
            if victim == "worker":
                # Not before: what an earlier test has left in the queue would find them.
                spoke = [(one.pk, BEGIN, LOW) for one in mute.values()]
                record_readings(actor=None, readings=spoke)
                find_silent.delay()
            system.kill_in_the_middle(victim)
            system.start(victim)
        sent = Counter()
        for way in ways:
            sent |= Counter(way.finish())
        for one in told:
            one.wait_for_publish(PATIENCE)

    for _again in range(3):
        find_silent.delay()
    for name, n in sent.items():
        wait_until(
            lambda one=streams[name], n=n: Reading.objects.filter(datastream=one).count() == n,
            f"every reading of {name}; killed: {shuffled}",
            PATIENCE,
        )
        there = Reading.objects.filter(datastream=streams[name]).order_by("observed_at")
        want = [(BEGIN + i * STEP, PATTERN[i % 4]) for i in range(n)]
        assert list(there.values_list("observed_at", "value")) == want
        warned = Alarm.objects.filter(datastream=streams[name], cause=Cause.THRESHOLD)
        assert warned.count() == sum(i % 4 == 1 for i in range(n)), shuffled
    silent = Alarm.objects.filter(datastream__in=list(mute.values()))
    wait_until(lambda: silent.count() >= MUTE, "the silent ones", PATIENCE)
    assert dict(Counter(silent.values_list("datastream", "cause"))) == {
        (one.pk, Cause.LOST): 1 for one in mute.values()
    }
    once_in_the_journal()
    for name, fresh in gauges("TWIN", sent, **limits).items():
        assert_as_if_judged_now(streams[name], fresh)


def once_in_the_journal():
    """Every alarm is told of once in each room where it belongs."""
    raised = Entry.objects.filter(kind="alarm.raised").values_list("room", "payload__alarm_id")
    told = Counter(raised)
    assert set(told.values()) == {1}
    assert {alarm for _room, alarm in told} == set(
        map(str, Alarm.objects.values_list("pk", flat=True))
    )


def assert_as_if_judged_now(stream, fresh):
    """Judge the history of a stream at a new one, in one go: everything must come out alike."""
    there = Reading.objects.filter(datastream=stream).order_by("observed_at")
    record_readings(
        actor=None,
        readings=[
            (fresh.pk, at, value) for at, value in there.values_list("observed_at", "value")
        ],
    )
    for rows in (
        RuleState.objects.order_by("rule").values_list(
            "rule", "since", "cause", "level", "pending_since", "due_at", "value", "limit",
            "changed_at",
        ),
        Alarm.objects.order_by("raised_at", "level").values_list(
            "rule", "rule_version", "cause", "level", "value", "limit", "raised_at",
            "state__status", "state__over_at",
        ),
        StreamState.objects.values_list("observed_at", "value", "stage"),
        ReadingHour.objects.order_by("start").values_list(
            "start", "count", "low", "high", "sum", "first", "first_at", "last", "last_at"
        ),
    ):  # fmt: skip
        found = list(rows.filter(datastream=stream))
        assert found
        assert found == list(rows.filter(datastream=fresh))
