"""Readings through each intake, against a plain COPY of the same rows, in one run.

Run, with ``DATABASE_URL`` (a superuser) and ``REDIS_URL`` set, and Mosquitto installed:
``.venv/bin/python -m tests.bench.intakes [rounds]``. JSON and CSV go through Django's whole
stack with a device's key, in this process. MQTT: a real Mosquitto has the messages waiting in
a kept session, and the listener takes them until the last is recorded and acknowledged.
Everywhere each reading is resolved, its unit compared, judged, written with its minute and
hour, judged by the rules, and counted. COPY writes the same rows and does nothing else. CPU
is that of this process and of its PostgreSQL process, a reading.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from statistics import median
from threading import Event

import orjson

from tests.bench import readings as plain
from tests.support.mosquitto import Mosquitto

STREAMS, ROWS = 500, 5000
PUBLISH = """
import sys, paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion
client = paho.Client(CallbackAPIVersion.VERSION2, client_id="bench-publisher")
client.max_inflight_messages_set(200)
client.connect("127.0.0.1", int(sys.argv[1])); client.loop_start()
for line in sys.stdin:
    topic, _space, body = line.rstrip("\\n").partition(" ")
    last = client.publish(topic, body, qos=1)
last.wait_for_publish(600); client.disconnect(); client.loop_stop()
"""


def said(rows):
    """Return rows as a device says them."""
    return [
        {"station": f"B{n // 4}", "stream": f"H{n % 4}", "at": at.isoformat(), "value": value,
         "unit": "m"}
        for n, at, value in rows
    ]  # fmt: skip


def pushing(client, headers, size):
    """Return what pushes rows as JSON, so many in a message."""

    def write(rows):
        for at in range(0, len(rows), size):
            body = orjson.dumps({"readings": said(rows[at : at + size])})
            told = client.post("/m/in/", body, "application/json", headers=headers)
            assert told.json()["new"] == len(rows[at : at + size]), told.content[:300]

    return write


def by_table(client, headers):
    """Return what pushes rows as a CSV table."""

    def write(rows):
        lines = [f"B{n // 4},H{n % 4},{at.isoformat()},{value},m" for n, at, value in rows]
        body = "\n".join(["station,stream,at,value,unit", *lines]).encode()
        told = client.post("/m/in/", body, "text/csv", headers=headers)
        assert told.json()["new"] == len(rows), told.content[:300]

    return write


class Mqtt:
    """Messages that wait at a real broker, and the listener that takes them."""

    def __init__(self, broker, version, size):
        """Publish ``size`` readings in a message."""
        from command.settings.mqtt import brokers_of

        url = f"bench=mqtt://127.0.0.1:{broker.port}?version={version}"
        self.port, self.size = broker.port, size
        self.broker = brokers_of(url, "150000")["bench"]

    def listen(self, want):
        """Listen until so many messages are recorded; return when the first came."""
        from incidents.monitoring.intake.listening import Listener

        stopping, heard = Event(), []

        class Counting(Listener):
            def settle(self, batch):
                heard.append((time.monotonic(), len(batch)))
                super().settle(batch)
                if sum(n for _at, n in heard) >= want:
                    stopping.set()

            def look(self):
                super().look()
                if not want and all(line.connected for line in self.lines.values()):
                    stopping.set()

        Counting([self.broker], stopping).run()
        return heard

    def wait(self, rows):
        """Let the messages of the rows wait at the broker; return how many."""
        self.listen(0)  # so that there is a session
        lines = []
        for at in range(0, len(rows), self.size):
            body = orjson.dumps(said(rows[at : at + self.size])).decode()
            lines.append(f"bench/x {body}")
        subprocess.run(
            [sys.executable, "-c", PUBLISH, str(self.port)],
            input="\n".join(lines) + "\n", text=True, check=True,
        )  # fmt: skip
        return len(lines)


def rows_of(start):
    """Return rows: so many streams, a minute apart."""
    return [
        (n, start + timedelta(minutes=minute), 1007.0 + (n * 7 + minute) % 60 / 100)
        for minute in range(ROWS // STREAMS)
        for n in range(STREAMS)
    ]


def set_up():
    """Make a database and a device; return the streams, a client and its headers."""
    streams = plain.set_up(STREAMS)
    from django.conf import settings
    from django.db import transaction
    from django.test import Client

    from command.core import authority
    from incidents.monitoring.intake.actions import register_feed_device, subscribe_topic
    from incidents.monitoring.intake.models import IntakeRule
    from tests import make

    settings.MQTT_BROKERS = {"bench": None}
    with transaction.atomic(), authority.acting_as(make.REGION):
        IntakeRule.objects.filter(code="per_minute").update(value=100_000)
    keeper = make.person(make.Post.DUTY_OFFICER, make.BAOTOU)
    device = register_feed_device(actor=keeper, label="Bench", region=make.BAOTOU)
    subscribe_topic(actor=keeper, device_id=device.pk, broker="bench", topic="bench/#")
    return streams, Client(), {"Authorization": f"Device {device.ident}:{device.key}"}


def timed(write, rows):
    """Return rows a second and microseconds of CPU a row: Python, PostgreSQL."""
    before, database, began = time.process_time(), plain.backend_cpu(), time.monotonic()
    began = write(rows) or began
    took = time.monotonic() - began
    python = (time.process_time() - before) / len(rows) * 1e6
    return len(rows) / took, python, (plain.backend_cpu() - database) / len(rows) * 1e6


def main(rounds=3):
    """Measure in turns, print one row each."""
    streams, client, headers = set_up()
    from django.utils.timezone import now

    folder = tempfile.mkdtemp()
    broker = Mosquitto(folder)
    broker.start()
    lines = {"MQTT 3.1.1, 1 a message": Mqtt(broker, "3.1.1", 1)}
    lines["MQTT 5, 1 a message"] = Mqtt(broker, "5", 1)
    lines["MQTT 5, 100 a message"] = Mqtt(broker, "5", 100)
    ways = {
        "COPY": lambda rows: plain.by_copy([(streams[n], *more) for n, *more in rows]),
        "JSON, 5000 a message": pushing(client, headers, 5000),
        "JSON, 10 a message": pushing(client, headers, 10),
        "CSV, 5000 lines": by_table(client, headers),
    }
    found = {name: [] for name in (*ways, *lines)}
    start = (now() - timedelta(days=3)).replace(second=0, microsecond=0)
    try:
        for warm in ways.values():  # who comes first pays for all that is loaded then
            warm(rows_of(start))
            start += timedelta(hours=1)
        for number in range(rounds):
            for place, name in enumerate(found):
                rows = rows_of(start + timedelta(hours=number * 8 + place))
                write = ways.get(name)
                if write is None:
                    want = lines[name].wait(rows)
                    write = lambda _rows, n=want, of=lines[name]: of.listen(n)[0][0]  # noqa: E731  bound
                found[name].append(timed(write, rows))
    finally:
        broker.stop()
    load = "/".join(f"{n:.1f}" for n in os.getloadavg())
    floor = median(rate for rate, *_cpu in found["COPY"])
    for name, taken in found.items():
        rate, python, database = (median(column) for column in zip(*taken, strict=True))
        sys.stdout.write(
            f"{name:24} load {load}: {rate:9,.0f} readings/s (COPY x {rate / floor:.3f}),"
            f" CPU µs a reading: Python {python:.1f} + PostgreSQL {database:.1f}\n"
        )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
