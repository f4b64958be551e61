"""MQTT with the real Mosquitto, plain and by TLS: nothing it took over is lost or doubled."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import connection

from command.core.models import Tally
from command.settings.mqtt import brokers_of
from incidents.monitoring.intake.actions import (
    register_feed_device,
    subscribe_topic,
    unsubscribe_topic,
)
from incidents.monitoring.intake.models import BrokerState
from incidents.monitoring.models import Reading
from tests import make
from tests.incidents.telemetry.test_devices import stream
from tests.make import BAOTOU, ORDOS, Post
from tests.support.live import ROOT, url_of, wait_until
from tests.support.mosquitto import Mosquitto, publisher

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

BEGIN = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
EACH = 60  # messages before, between and after the two faults


@pytest.fixture
def broker(tmp_path):
    made = Mosquitto(tmp_path)
    made.by_tls = f"mqtts://127.0.0.1:{made.speak_tls()}"
    made.ca = tmp_path / "ca.pem"
    made.start()
    yield made
    made.stop()


class Listening:
    """``manage.py listen_mqtt`` on the database of the test."""

    def __init__(self, setting, folder):
        url = url_of(os.environ["DATABASE_URL"], connection.settings_dict["NAME"])
        given = {"JC_MQTT": setting, "DATABASE_URL": url, "JC_POOL": "off"}
        self.environment = {**os.environ, **given}
        self.log = folder / "listener.log"
        self.process = None

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "listen_mqtt"],
                cwd=ROOT, env=self.environment, stdout=log, stderr=log,
            )  # fmt: skip

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait(30)


@pytest.fixture
def listening(broker, tmp_path, settings):
    setting = (
        f"old=mqtt://127.0.0.1:{broker.port}, new={broker.by_tls}?version=5&ca={broker.ca}"
    )
    settings.MQTT_BROKERS = brokers_of(setting, "150000")
    made = Listening(setting, tmp_path)
    yield made
    if made.process and made.process.poll() is None:
        made.end()


def subscribed():
    """Make a stream for each version of the protocol, and listen to both."""
    old, new = stream(BAOTOU, "BT"), stream(ORDOS, "ZJF")
    keeper = make.person(Post.DUTY_OFFICER, BAOTOU)
    hydro = register_feed_device(actor=keeper, label="Hydrology", region=BAOTOU)
    subscribe_topic(
        actor=keeper, device_id=hydro.pk, broker="old", topic="sensors/{station}/{stream}"
    )
    other = make.person(Post.SYSTEM_ADMIN, ORDOS)
    dike = register_feed_device(actor=other, label="Dike", region=ORDOS)
    row = subscribe_topic(
        actor=other,
        device_id=dike.pk,
        broker="new",
        topic="v1.1/Datastreams({id})/Observations",
        paths={"value": "result", "at": "phenomenonTime"},
    )
    return old, new, row, other


def send(client, n, old, new):
    """Publish the ``n``-th reading of both."""
    at = (BEGIN + timedelta(seconds=n)).isoformat()
    plain = json.dumps({"value": n / 10, "at": at, "unit": "m"})
    things = json.dumps({"result": n / 10, "phenomenonTime": at})
    client.publish("sensors/BT/H", plain, qos=1)
    client.publish(f"v1.1/Datastreams({new.pk})/Observations", things, qos=1)


@contextmanager
def away():
    """Let nobody connect to the database of the test, and cut off whoever is."""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(
        url_of(os.environ["DATABASE_URL"], "postgres"), autocommit=True
    ) as own:
        own.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            yield
        finally:
            own.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def heard():
    return BrokerState.objects.filter(connected=True).count()


def kept(one):
    return Reading.objects.filter(datastream=one).count()


def test_no_message_is_lost_when_listener_broker_or_database_go_and_come_back(
    broker, listening
):
    old, new, row, other = subscribed()
    listening.start()
    wait_until(lambda: heard() == 2, "both lines")
    with publisher(broker.port) as client:
        for n in range(EACH):
            send(client, n, old, new)
        wait_until(lambda: kept(old) > EACH // 10, "the first readings")
        listening.end(signal.SIGKILL)
        before = kept(old), kept(new)
        for n in range(EACH, 2 * EACH):
            send(client, n, old, new)
        wait_until(lambda: len(client.took) == 4 * EACH, "the broker to take it over")
        assert (kept(old), kept(new)) == before  # nobody listens, the broker keeps it

        listening.start()
        wait_until(lambda: kept(old) > EACH, "what was kept")
        broker.stop()
        for n in range(2 * EACH, 3 * EACH):
            send(client, n, old, new)  # kept by the sender
        broker.start()
        wait_until(lambda: (kept(old), kept(new)) == (3 * EACH, 3 * EACH), "every reading")

        # The database goes away under the listener, and comes back.
        with away():
            for n in range(3 * EACH, 4 * EACH):
                send(client, n, old, new)
            wait_until(lambda: len(client.took) == 8 * EACH, "the broker to take it over")
        wait_until(lambda: (kept(old), kept(new)) == (4 * EACH, 4 * EACH), "what was said")
        assert "does not take messages" in listening.log.read_text()

        # What cannot be taken is counted, and stops nothing behind it.
        for topic, body in {
            "sensors/BT/H": "{", "sensors/NONE/H": "1", "sensors/BT/X/Y": "1",
            "sensors/BT/Q": json.dumps({"value": 1}),
        }.items():  # fmt: skip
            client.publish(topic, body, qos=1)
        client.publish("sensors/BT/H", json.dumps({"value": 1, "unit": "cm"}), qos=1)
        client.publish("sensors/BT/H", "1003.5", qos=1)
        wait_until(lambda: kept(old) == 4 * EACH + 1, "the last reading")
        wrong = {"unreadable": 1, "unknown_stream": 2, "wrong_unit": 1}
        rows = Tally.objects.filter(why__in=wrong)
        assert dict(rows.values_list("why", "count")) == wrong

        unsubscribe_topic(actor=other, subscription_id=row.pk)
        send(client, 4 * EACH, old, new)
        wait_until(lambda: kept(old) == 4 * EACH + 2, "the other line")
    listening.end()
    assert listening.process.returncode == 0
    total = sum(Tally.objects.filter(why__in=["taken", "late"]).values_list("count", flat=True))
    assert total == kept(old) + kept(new)
