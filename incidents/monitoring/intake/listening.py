"""Listening to all brokers: messages become readings in batches, and are then acknowledged."""

import logging
import queue
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from threading import Event
from time import monotonic
from uuid import UUID

from django.db import Error, InterfaceError, OperationalError, connection
from django.utils.timezone import now

from command.core.errors import Refusal
from command.core.models import Exercise
from command.settings.mqtt import Broker
from incidents.monitoring.intake.actions.push import push_readings
from incidents.monitoring.intake.counting import count
from incidents.monitoring.intake.models import FeedDevice, Subscription
from incidents.monitoring.intake.mqtt import Heard, Line
from incidents.monitoring.intake.payloads import Unreadable, readings_of
from incidents.monitoring.intake.topics import template
from incidents.monitoring.intake.words import Came

BATCH = 2000  # messages that are recorded together
LOOK = 3.0  # seconds between looks at the subscriptions
LONGEST_REST = 15.0  # seconds

logger = logging.getLogger(__name__)

STATE = """
INSERT INTO intake_brokerstate (name, connected, since, told_at, heard_at, problem)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (name) DO UPDATE SET connected = EXCLUDED.connected, since = EXCLUDED.since,
  told_at = EXCLUDED.told_at, problem = EXCLUDED.problem,
  heard_at = coalesce(EXCLUDED.heard_at, intake_brokerstate.heard_at)
"""


class Listener:
    """Hears the brokers of the settings on the topics that people have subscribed to."""

    def __init__(self, brokers: Iterable[Broker], stopping: Event) -> None:
        """Make the lines ready."""
        self.heard: queue.Queue[Heard] = queue.Queue()
        self.lines = {broker.name: Line(broker, self.heard) for broker in brokers}
        self.stopping = stopping
        self.subscriptions: dict[str, list[Subscription]] = {}
        self.looked = -LOOK

    def run(self) -> None:
        """Listen until asked to stop. What is not acknowledged then is said again later."""
        self._patiently(self.look)
        for line in self.lines.values():
            line.open()
        while not self.stopping.is_set():
            if monotonic() - self.looked >= LOOK:
                self._patiently(self.look)
            if batch := self._next():
                self.settle(batch)
        for line in self.lines.values():
            line.close()

    def look(self) -> None:
        """Look which topics are wanted, and tell how each broker is heard."""
        rows = Subscription.objects.filter(broker__in=self.lines).select_related(
            "device__exercise"
        )
        wanted: dict[str, list[Subscription]] = defaultdict(list)
        over: dict[str, list[Subscription]] = defaultdict(list)
        for row in rows:
            world = row.device.exercise
            plays = world is None or world.state == Exercise.State.RUNNING
            on = row.enabled and row.device.enabled and plays
            (wanted if on else over)[row.broker].append(row)
        self.subscriptions = dict(wanted)
        for name, line in self.lines.items():
            line.listen_to(
                (template(row.topic).filter for row in wanted[name]),
                no_longer=(template(row.topic).filter for row in over[name]),
            )
            self._tell(line)
        self.looked = monotonic()

    def settle(self, batch: Sequence[Heard]) -> None:
        """Record messages, whatever it takes, and acknowledge them."""
        rest = 0.5
        while not self.stopping.is_set():
            try:
                self.record(batch)
            except (OperationalError, InterfaceError) as problem:
                logger.warning("The database does not take messages: %s", problem)
                connection.close()
                self.stopping.wait(rest)
                rest = min(rest * 2, LONGEST_REST)
            except (Error, Refusal, ArithmeticError, LookupError, TypeError, ValueError):
                if len(batch) > 1:
                    # One of them it must be: the others are not lost for it.
                    for one in batch:
                        self.settle([one])
                    return
                logger.exception("A message of %s cannot be recorded", batch[0].topic)
                self._patiently(lambda: count(None, None, Came.FAILED))
                break
            else:
                break
        else:
            return
        for message in batch:
            message.line.acknowledge(message)

    def record(self, batch: Sequence[Heard]) -> None:
        """Record the readings of messages, one transaction for each device."""
        spoken: dict[UUID, list[object]] = defaultdict(list)
        bad: dict[UUID, int] = defaultdict(int)
        devices: dict[UUID, FeedDevice] = {}
        strange = 0
        for message in batch:
            whose = self._whose(message)
            strange += not whose
            for row, names in whose:
                devices[row.device_id] = row.device
                try:
                    spoken[row.device_id] += readings_of(
                        message.payload,
                        names=names,
                        paths=row.paths,
                        arrived=message.at,
                        retained=message.retained,
                    )
                except Unreadable:
                    bad[row.device_id] += 1
        for key, readings in spoken.items():
            self._take(devices[key], readings)
        for device_id, n in bad.items():
            count(devices[device_id], None, Came.UNREADABLE, n)
        if strange:
            count(None, None, Came.UNKNOWN_TOPIC, strange)

    def _take(self, device: FeedDevice, readings: Sequence[object]) -> None:
        try:
            push_readings(actor=None, device_id=device.pk, readings=readings)
        except Refusal as refusal:
            if FeedDevice.objects.filter(pk=device.pk, enabled=True).exists():
                raise
            logger.info("%s: %s", device.ident, refusal)
            count(device, None, Came.DISABLED, len(readings))

    def _whose(self, message: Heard) -> list[tuple[Subscription, dict[str, str]]]:
        rows = self.subscriptions.get(message.line.broker.name, [])
        named = ((row, template(row.topic).names(message.topic)) for row in rows)
        return [(row, names) for row, names in named if names is not None]

    def _next(self) -> list[Heard]:
        """Return what waits, as much as there is; no message waits for company."""
        try:
            batch = [self.heard.get(timeout=1)]
        except queue.Empty:
            return []
        while len(batch) < BATCH and not self.heard.empty():
            batch.append(self.heard.get_nowait())
        return batch

    def _patiently(self, act: Callable[[], None]) -> None:
        try:
            act()
        except (OperationalError, InterfaceError) as problem:
            logger.warning("The database does not answer: %s", problem)
            connection.close()
            self.looked = monotonic()

    def _tell(self, line: Line) -> None:
        problem = line.problem or (f"{line.dropped} dropped" if line.dropped else "")
        name, since, heard_at = line.broker.name, line.since, line.heard_at
        with connection.cursor() as cursor:
            cursor.execute(STATE, [name, line.connected, since, now(), heard_at, problem])
