"""MQTT: which brokers there are. Empty: none, and nobody listens. See command/docs/intake.md.

``JC_MQTT`` holds ``name=address`` pairs with commas between; they hold secrets:
``plant=mqtts://user:secret@broker.example:8883?version=5&ca=/etc/jc/plant-ca.pem``.
"""

import os
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Broker:
    """Where a broker answers, and as whom it is spoken to. Never shown but ``address``."""

    name: str
    host: str
    port: int
    tls: bool
    version: str  # "3.1.1" or "5"
    username: str | None
    password: str | None
    client_id: str
    ca: str | None

    @property
    def address(self) -> str:
        """The address without secrets."""
        return f"{'mqtts' if self.tls else 'mqtt'}://{self.host}:{self.port}"


def brokers_of(text: str, origin: str) -> dict[str, Broker]:
    """Read the setting. Raises ``ImproperlyConfigured``, and never repeats a secret."""
    found: dict[str, Broker] = {}
    for pair in filter(None, (one.strip() for one in text.split(","))):
        name, _equals, url = pair.partition("=")
        parts = urlsplit(url)
        said = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        version = said.get("version", "3.1.1")
        if (
            not re.fullmatch(r"[a-z][a-z0-9-]{0,23}", name)
            or parts.scheme not in {"mqtt", "mqtts"}
            or not parts.hostname
            or version not in {"3.1.1", "5"}
            or name in found
        ):
            raise ImproperlyConfigured(
                f"JC_MQTT: {name[:24]!r} is not name=mqtt[s]://user:secret@host:port?version=5"
            )
        tls = parts.scheme == "mqtts"
        found[name] = Broker(
            name=name,
            host=parts.hostname,
            port=parts.port or (8883 if tls else 1883),
            tls=tls,
            version=version,
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            # One broker keeps the session of one node; two nodes must not share it.
            client_id=said.get("client", f"joint-command-{origin}-{name}")[:60],
            ca=said.get("ca"),
        )
    return found


MQTT_BROKERS = brokers_of(
    os.environ.get("JC_MQTT", ""), os.environ.get("JC_NODE_ORIGIN", "150000")
)
