"""One line to an MQTT broker: what it says is put in a queue, and acknowledged when recorded.

The session at the broker is kept while this process is away (3.1.1: no clean session; 5: it
expires after a week), and a message is acknowledged by hand after the commit. So what a
broker has taken over is recorded although this process is killed or the broker is restarted.
"""

import queue
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

import paho.mqtt.client as paho
from django.utils.timezone import now
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from command.settings.mqtt import Broker

KEEPALIVE = 30  # seconds
WEEK = 7 * 86400
IN_FLIGHT = 2000  # messages that a broker of MQTT 5 may send before one is acknowledged
QOS = 1
WAITING = 20_000  # messages that wait to be recorded, before those without promise are dropped


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as it came, and the connection on which it must be acknowledged."""

    line: "Line"
    connection: int
    mid: int
    qos: int
    topic: str
    payload: bytes
    retained: bool
    at: datetime


class Line:
    """A broker that is listened to."""

    def __init__(self, broker: Broker, heard: "queue.Queue[Heard]") -> None:
        """Make ready; ``open`` connects."""
        self.broker, self.heard = broker, heard
        self.connection = 0
        self.connected = False
        self.since = now()
        self.heard_at: datetime | None = None
        self.problem = ""
        self.dropped = 0
        self.filters: set[str] = set()
        self.old: set[str] = set()
        self.lock = Lock()
        self.client = self._client()

    def open(self) -> None:
        """Connect, and go on trying for ever, in a thread of the client's."""
        given: dict[str, Any] = {}
        if self.broker.version == "5":
            properties: Any = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]  # paho
            properties.SessionExpiryInterval = WEEK
            properties.ReceiveMaximum = IN_FLIGHT
            given = {"clean_start": False, "properties": properties}
        self.client.connect_async(
            self.broker.host, self.broker.port, keepalive=KEEPALIVE, **given
        )
        self.client.loop_start()

    def close(self) -> None:
        """Part from the broker, which keeps what comes meanwhile."""
        self.client.disconnect()
        self.client.loop_stop()

    def listen_to(self, filters: Iterable[str], *, no_longer: Iterable[str] = ()) -> None:
        """Listen to these filters and no others; ``no_longer`` are known of before."""
        wanted = set(filters)
        with self.lock:
            fresh, gone = wanted - self.filters, self.filters - wanted
            self.filters, self.old = wanted, set(no_longer) - wanted
            connected = self.connected
        if connected:
            self._say(fresh, gone)

    def acknowledge(self, message: Heard) -> None:
        """Let the broker forget a message, unless it is said again on another connection."""
        if message.qos == 0:
            return
        with self.lock:
            if self.connected and message.connection == self.connection:
                self.client.ack(message.mid, message.qos)

    def _client(self) -> paho.Client:
        is_5 = self.broker.version == "5"
        client = paho.Client(
            CallbackAPIVersion.VERSION2,
            client_id=self.broker.client_id,
            clean_session=None if is_5 else False,
            protocol=paho.MQTTv5 if is_5 else paho.MQTTv311,
            manual_ack=True,
        )
        client.reconnect_delay_set(min_delay=1, max_delay=15)
        if self.broker.username is not None:
            client.username_pw_set(self.broker.username, self.broker.password)
        if self.broker.tls:
            client.tls_set_context(ssl.create_default_context(cafile=self.broker.ca))
        client.on_connect = self._on_connect
        client.on_connect_fail = self._on_connect_fail
        client.on_disconnect = self._on_disconnect
        client.on_subscribe = self._on_subscribe
        client.on_message = self._on_message
        return client

    def _say(self, fresh: set[str], gone: set[str]) -> None:
        if fresh:
            self.client.subscribe([(one, QOS) for one in sorted(fresh)])
        if gone:
            self.client.unsubscribe(sorted(gone))

    def _on_connect(
        self, _client: Any, _data: Any, _flags: Any, code: ReasonCode, _properties: Any
    ) -> None:
        if code.is_failure:
            self._is(connected=False, problem=str(code))
            return
        with self.lock:
            self.connection += 1
            filters, old = set(self.filters), set(self.old)
        self._is(connected=True)
        # The broker may remember filters from before, which people have given up since.
        self._say(filters, old)

    def _on_connect_fail(self, _client: Any, _data: Any) -> None:
        self._is(connected=False, problem="no connection")

    def _on_disconnect(
        self, _client: Any, _data: Any, _flags: Any, code: ReasonCode, _properties: Any
    ) -> None:
        with self.lock:
            self.connection += 1
        self._is(connected=False, problem=str(code))

    def _on_subscribe(
        self, _client: Any, _data: Any, _mid: int, codes: list[ReasonCode], _properties: Any
    ) -> None:
        refused = [code for code in codes if code.is_failure]
        if refused:
            self.problem = f"subscription: {refused[0]}"

    def _on_message(self, _client: Any, _data: Any, message: paho.MQTTMessage) -> None:
        self.heard_at = now()
        try:
            topic = message.topic
        except UnicodeDecodeError:
            topic = ""
        told = Heard(
            self, self.connection, message.mid, message.qos, topic, bytes(message.payload),
            bool(message.retain), self.heard_at,
        )  # fmt: skip
        # A broker holds back what must be acknowledged; the rest nobody has promised.
        if message.qos == 0 and self.heard.qsize() >= WAITING:
            self.dropped += 1
        else:
            self.heard.put(told)

    def _is(self, *, connected: bool, problem: str = "") -> None:
        if connected != self.connected:
            self.since = now()
        self.connected, self.problem = connected, problem[:200]
