"""Before Django: request bodies that are too large stay out, pieces of files stream in.

Django reads the whole body of a request into a temporary file before anything knows who sends
it. For a piece of an upload its own handler is asked first, with an empty body: it judges the
person, the session, the token and the offset. Only then are the bytes taken, a quarter of a
megabyte in memory at a time, no thread and no database connection held while a slow line
pauses.
"""

import asyncio
import json
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any

from channels.db import database_sync_to_async
from django.conf import settings

from command.core.errors import Refusal
from command.core.uploads import tus
from command.core.uploads.pieces import Piece
from command.core.uploads.views import SLOT

PREFIX = "/media/uploads/"
BUFFER = 256 * 1024
TIMEOUT, TOO_LARGE = 408, 413
Message = MutableMapping[str, Any]


class LineBroke(Exception):  # noqa: N818  nobody is left to be told
    """The sender hung up."""


class LineSilent(Exception):  # noqa: N818  an answer, not a fault
    """The sender sends nothing."""


class Intake:
    """An ASGI application around Django's."""

    def __init__(self, app: Any) -> None:
        """Keep what comes next."""
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Let a piece stream in; let anything else through up to the limit."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif is_piece(scope):
            await self._take(scope, receive, send)
        else:
            await Bounded(self.app).run(scope, receive, send)

    async def _take(self, scope: Any, receive: Any, send: Any) -> None:
        slot: dict[str, Piece] = {}
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)

        await self.app({**scope, SLOT: slot}, nothing_sent(), hold)
        piece = slot.get("piece")
        if piece is None:
            for message in held:
                await send(message)
            return
        try:
            await stream(piece, receive)
            told = tus.whereabouts(piece.upload)
            await answer(send, held[0], held[0]["status"], told)
        except LineBroke:
            with suppress(Refusal):
                await in_thread(piece.rescue)
        except LineSilent:
            with suppress(Refusal):
                await in_thread(piece.rescue)
            await answer(send, held[0], TIMEOUT, {"Connection": "close"})
        except Refusal as refusal:
            said = {"error": {"code": refusal.code, "message": str(refusal.message)}}
            await answer(send, held[0], refusal.status, {}, json.dumps(said).encode())
        finally:
            piece.close()


async def stream(piece: Piece, receive: Any) -> None:
    """Bring the body of a request into the part, and have it acknowledged."""
    waiting = bytearray()
    more = True
    while more:
        message = await heard(piece, receive)
        if message["type"] == "http.disconnect":
            await asyncio.to_thread(piece.write, bytes(waiting))
            raise LineBroke
        waiting += message.get("body", b"")
        more = message.get("more_body", False)
        if len(waiting) >= BUFFER or not more:
            await asyncio.to_thread(piece.write, bytes(waiting))
            waiting.clear()
        if piece.is_due:
            await in_thread(piece.acknowledge)
    await in_thread(piece.finish)


async def heard(piece: Piece, receive: Any) -> Message:
    """Return the next message; raise ``LineSilent`` when the sender is not there any more."""
    silent = 0.0
    coming = asyncio.ensure_future(receive())
    try:
        while True:
            done, _pending = await asyncio.wait([coming], timeout=settings.UPLOAD_YIELD_S)
            if done:
                message: Message = coming.result()
                return message
            silent += settings.UPLOAD_YIELD_S
            # A phone that lost its line comes back while the server still waits on the old one.
            if silent >= settings.UPLOAD_SILENCE_S or piece.is_wanted:
                raise LineSilent
    finally:
        coming.cancel()


class Bounded:
    """Lets a request through while its body stays within the limit."""

    def __init__(self, app: Any) -> None:
        """Keep what comes next."""
        self.app = app
        self.taken = 0
        self.began = False

    async def run(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer 413 in place of the application when more is sent than the limit."""
        announced = header(scope, b"content-length")
        if announced.isdigit() and int(announced) > settings.BODY_LIMIT:
            await refuse(send)
            return

        async def counted() -> Message:
            message: Message = await receive()
            self.taken += len(message.get("body", b""))
            if self.taken > settings.BODY_LIMIT:
                return {"type": "http.disconnect"}
            return message

        async def noted(message: Message) -> None:
            self.began = True
            await send(message)

        await self.app(scope, counted, noted)
        if self.taken > settings.BODY_LIMIT and not self.began:
            await refuse(send)


def is_piece(scope: Any) -> bool:
    """Return whether the body of a request is a piece of an upload."""
    return (
        scope["method"] in {"PATCH", "POST"}
        and scope["path"].startswith(PREFIX)
        and header(scope, b"content-type") == tus.PIECE
    )


def header(scope: Any, name: bytes) -> str:
    """Return a header of a request, or nothing."""
    found = (value for key, value in scope["headers"] if key == name)
    return next(found, b"").decode("latin-1")


def nothing_sent() -> Any:
    """Return a body that is empty, from a client that stays."""
    sent = False

    async def receive() -> Message:
        nonlocal sent
        if sent:
            await asyncio.Event().wait()
        sent = True
        return {"type": "http.request", "body": b"", "more_body": False}

    return receive


async def answer(
    send: Any, held: Message, status: int, headers: dict[str, str], body: bytes = b""
) -> None:
    """Send what Django answered, as it stands now."""
    new = {key.lower().encode(): value.encode() for key, value in headers.items()}
    new[b"content-length"] = str(len(body)).encode()
    if body:
        new[b"content-type"] = b"application/json"
    kept = [(key, value) for key, value in held["headers"] if key.lower() not in new]
    await send({**held, "status": status, "headers": [*kept, *new.items()]})
    await send({"type": "http.response.body", "body": body})


async def refuse(send: Any) -> None:
    """Answer that too much was sent, and hang up."""
    body = b'{"error": {"code": "too_large", "message": "The request is too large."}}'
    start = {"type": "http.response.start", "headers": [(b"connection", b"close")]}
    await answer(send, start, TOO_LARGE, {}, body)


async def in_thread(func: Any, *words: Any) -> None:
    """Run what writes to the disk and the database beside the loop."""
    await database_sync_to_async(func, thread_sensitive=False)(*words)
