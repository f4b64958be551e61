"""Frames: what goes over the wire, encoded once for all sockets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

# What ASGI sends: {"type": "websocket.send", "text": …} or a close.
Message = dict[str, Any]

UNAUTHENTICATED = 4401  # close codes in the range that RFC 6455 leaves to applications
BAD_MESSAGES = 4400
TOO_BIG = 1009
TRY_LATER = 1013


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One journal entry, ready to be sent."""

    room: str
    seq: int
    kind: str
    message: Message
    size: int  # bytes

    @classmethod
    def of_bell(cls, room: str, data: bytes) -> "Frame":
        """Read what ``realtime.publish`` rang: seq, kind and the encoded entry.

        Raises ``ValueError`` for anything else.
        """
        seq, kind, text = data.split(b" ", 2)
        return cls(room, int(seq), kind.decode(), _text(text), len(text))

    @classmethod
    def of_entry(cls, entry: Mapping[str, Any]) -> "Frame":
        """Encode an entry as ``journal.since`` returns it."""
        text = orjson.dumps(entry)
        return cls(entry["room"], entry["seq"], entry["kind"], _text(text), len(text))


def said(what: str, **words: Any) -> Message:
    """Encode a word of the server to one socket: ``{"is": what, …}``."""
    return _text(orjson.dumps({"is": what, **words}))


def closing(code: int) -> Message:
    """Return the close of a socket."""
    return {"type": "websocket.close", "code": code}


def _text(encoded: bytes) -> Message:
    return {"type": "websocket.send", "text": encoded.decode()}
