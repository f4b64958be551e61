"""The live feed's socket: one person, any number of rooms (``command/docs/protocol.md``)."""

import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import orjson
from django.db import Error

from command.core import last_seen
from command.core.feed import sight
from command.core.feed.frames import (
    BAD_MESSAGES,
    TOO_BIG,
    TRY_LATER,
    UNAUTHENTICATED,
    Message,
    closing,
    said,
)
from command.core.feed.hub import Hub
from command.core.feed.origin import is_ours, session_key
from command.core.feed.outlet import Send
from command.core.feed.positions import Box
from command.core.feed.presence import THING
from command.core.feed.socket import MOST_ROOMS, Socket

LONGEST = 64 * 1024  # bytes of a client's message: a join of a thousand rooms
BAD_ALLOWED = 10  # messages that are not understood, before the socket is closed
HIGHEST = 2**53  # the largest whole number that JavaScript counts exactly

Receive = Callable[[], Awaitable[Message]]


async def live(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
    """Serve one socket from its opening to its end.

    A plain ASGI application: a consumer class with its own dispatch would cost each
    delivery more than the delivery. A page of a stranger is turned away before the
    socket opens; somebody not signed in is told so by the close code 4401, which a
    page can read only from an open socket.
    """
    await receive()
    if not is_ours(scope["headers"]):
        await send({"type": "websocket.close", "code": 4403})
        return
    key = session_key(scope["headers"])
    try:
        signed_in = await sight.ask(sight.signed_in, key)
    except Error:
        await send({"type": "websocket.close", "code": TRY_LATER})
        return
    await send({"type": "websocket.accept"})
    if signed_in is None or key is None:
        await send(closing(UNAUTHENTICATED))
        return
    socket = Socket(Hub.here(), send, signed_in.person, key)
    socket.hub.enter(socket, signed_in.inbox_head)
    try:
        await _converse(socket, receive)
    finally:
        socket.end()
        await socket.hub.ended()


async def _converse(socket: Socket, receive: Receive) -> None:
    bad = 0
    while (message := await receive())["type"] != "websocket.disconnect":
        text = message.get("text") or ""
        if len(text) > LONGEST or len(message.get("bytes") or b"") > LONGEST:
            socket.close(TOO_BIG)
            continue
        try:
            understood = await _obey(socket, _read(text))
        except Error:
            socket.close(TRY_LATER)
            continue
        if not understood:
            bad += 1
            socket.tell(said("refused", code="bad_message"))
            if bad >= BAD_ALLOWED:
                socket.close(BAD_MESSAGES)


async def _obey(socket: Socket, wish: Any) -> bool:
    """Act on one message; return whether it was understood."""
    match wish:
        case {"do": "ping"}:
            socket.tell(said("pong", at=round(time.time() * 1000)))
        case {"do": "join", "rooms": dict(rooms)} if _are_cursors(rooms):
            await socket.join(rooms)
        case {"do": "join", "room": str(room), "since": since} if _are_cursors({room: since}):
            await socket.join({room: since})
        case {"do": "follow", "scope": "all", "since": dict(rooms)} if _are_cursors(rooms):
            await socket.follow_all(rooms)
        case {"do": "leave", "room": str(room)}:
            socket.leave(room)
        case {
            "do": "present",
            "room": str(room),
            "object": str(thing),
            "field": str(field),
        } if THING.fullmatch(thing):
            if not socket.hub.presence.enter(socket, room, thing, field):
                socket.tell(said("refused", code="not_permitted", room=room[:100]))
        case {"do": "seen", "place": str(place)} if (
            place == last_seen.COP or place in socket.rooms
        ):
            await sight.ask(last_seen.look, socket.person.pk, place)
        case {"do": "absent", "room": str(room), "object": str(thing)}:
            socket.hub.presence.leave(socket, room, thing)
        case {"do": "view", "bbox": None}:
            socket.hub.positions.leave(socket)
        case {"do": "view", "bbox": bbox} if box := Box.of(bbox):
            await socket.view(box)
        case _:
            return False
    return True


def _read(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def _are_cursors(given: Any) -> bool:
    return (
        isinstance(given, dict)
        and len(given) <= MOST_ROOMS
        and all(len(room) <= 100 and "\x00" not in room for room in given)
        and all(type(seq) is int and 0 <= seq <= HIGHEST for seq in given.values())
    )
