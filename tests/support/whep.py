"""A small media server that speaks WebRTC (WHEP), as MediaMTX does, with the faults of cameras.

    with whep_server(admits="http://…/api/streams/admit/") as media:
        media.url                  # …/lab/whep
        media.tell("freeze")       # no picture comes any more, the line stays
        media.tell("still")        # pictures come, and every one is the same
        media.tell("run")          # all well again
        media.stop()               # the server is away
        media.start()              # and back, at the same port

A process of its own: ``python -m tests.support.whep PORT [ADMITS]``. Every 201 has a place that
is deleted when nobody looks any more; with ADMITS whoever asks is admitted there, or told 401.
"""

import asyncio
import json
import signal
import subprocess
import sys
from contextlib import contextmanager
from fractions import Fraction
from urllib.request import Request, urlopen
from uuid import uuid4

PATH = "/lab/whep"
RATE, CLOCK = 10, 90_000  # pictures a second; ticks a second
CORS = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", b"OPTIONS, GET, POST, PATCH, DELETE"),
    (b"access-control-allow-headers", b"Authorization, Content-Type, If-Match"),
    (b"access-control-expose-headers", b"ETag, ID, Accept-Patch, Link, Location"),
]


class Media:
    """The process, seen from a test."""

    def __init__(self, port, admits):
        self.port, self.admits, self.process = port, admits, None
        self.origin = f"http://127.0.0.1:{port}"
        self.url = self.origin + PATH

    def start(self):
        from tests.support.live import ROOT, wait_until

        words = [sys.executable, "-m", "tests.support.whep", str(self.port), self.admits]
        self.process = subprocess.Popen(words, cwd=ROOT)
        wait_until(self._answers, "the media server")

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(30)
            self.process = None

    def tell(self, word):
        with urlopen(Request(f"{self.origin}/told/{word}", method="POST"), timeout=10) as said:
            return json.loads(said.read())

    def _answers(self):
        assert self.process.poll() is None, "the media server has ended: is aiortc there?"
        try:
            return bool(self.tell("nothing"))
        except OSError:
            return False


@contextmanager
def whep_server(port, admits=""):
    media = Media(port, admits)
    media.start()
    try:
        yield media
    finally:
        media.stop()


def track(server):
    """Return pictures without end: bars that wander, stand, or do not come."""
    from aiortc import VideoStreamTrack

    from tests.support.hls import picture

    class Bars(VideoStreamTrack):
        number = 0

        async def recv(self):
            await server.comes.wait()
            await asyncio.sleep(1 / RATE)
            server.number += server.does != "still"
            self.number += 1
            frame = picture(server.number, moving=True)
            frame.pts, frame.time_base = self.number * CLOCK // RATE, Fraction(1, CLOCK)
            return frame

    return Bars()


class Server:
    """The application."""

    def __init__(self, admits):
        self.admits, self.does, self.number, self.looks = admits, "run", 0, {}
        self.comes = asyncio.Event()
        self.comes.set()

    async def __call__(self, scope, receive, send):
        path, method = scope["path"], scope["method"]
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        status, more, said = await self.answer(method, path, headers, body)
        told = [*CORS, *((name.encode(), value.encode()) for name, value in more.items())]
        await send({"type": "http.response.start", "status": status, "headers": told})
        await send({"type": "http.response.body", "body": said})

    async def answer(self, method, path, headers, body):
        if path.startswith("/told/"):
            word = path.removeprefix("/told/")
            self.does = word if word in {"run", "still", "freeze"} else self.does
            (self.comes.clear if self.does == "freeze" else self.comes.set)()
            return 200, {}, json.dumps({"does": self.does, "looks": len(self.looks)}).encode()
        if method == "OPTIONS" and "access-control-request-method" in headers:
            return 204, {}, b""
        if method == "DELETE" and path in self.looks:
            await self.looks.pop(path).close()
            return 200, {}, b""
        if path != PATH:
            return 404, {}, b""
        if not await asyncio.to_thread(self.admitted, headers.get("authorization", "")):
            return 401, {}, b""
        if method == "OPTIONS":
            return 204, {}, b""
        if method != "POST" or headers.get("content-type") != "application/sdp":
            return (400 if method == "POST" else 405), {}, b""
        return await self.show(body.decode())

    def admitted(self, authorization):
        if not self.admits:
            return True
        token = authorization.removeprefix("Bearer ")
        asked = {
            "ip": "127.0.0.1", "user": "", "password": "", "token": token, "action": "read",
            "path": "lab", "protocol": "webrtc", "id": None, "query": "",
        }  # fmt: skip
        request = Request(self.admits, json.dumps(asked).encode(), method="POST")
        request.add_header("Content-Type", "application/json")
        try:
            with urlopen(request, timeout=10) as answer:
                return answer.status < 300
        except OSError:
            return False

    async def show(self, offer):
        from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription

        peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        peer.addTrack(track(self))
        await peer.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        await peer.setLocalDescription(await peer.createAnswer())
        place = f"{PATH}/{uuid4()}"
        self.looks[place] = peer
        told = {"location": place, "content-type": "application/sdp"}
        return 201, told, peer.localDescription.sdp.encode()


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(
        Server(sys.argv[2] if len(sys.argv) > 2 else ""), port=int(sys.argv[1]),
        log_level="warning", lifespan="off", ws="none",
    )  # fmt: skip
