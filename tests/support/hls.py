"""A small media server: a real live HLS stream, written with PyAV, with the faults of cameras.

    with live_stream() as media:
        media.url                  # …/lab/index.m3u8; VP9 in fragmented MP4, a second a piece
        media.freeze()             # nothing new comes: the clock of the picture stops
        media.stand_still()        # pieces come, and every picture in them is the same
        media.refuse(503)          # the server refuses; 404: it has no such stream
        media.run()                # all well again
        media.asked                # paths that were asked for, with their Authorization

``python -m tests.support.hls 8299`` serves for looking at it by hand.
"""

import io
import sys
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import av
import numpy

WIDE, HIGH, RATE = 160, 90, 8  # pixels, pictures a second
PIECES, WINDOW = 12, 4  # seconds of film; pieces on the list
BEGINNING = PIECES * 2  # pieces that the stream is old when it is first asked for
NAME = "/lab/index.m3u8"


def picture(number, *, moving):
    """Return one picture: bars that wander, or stand."""
    across = numpy.arange(WIDE) + (number * 6 if moving else 0)
    row = ((across // 20) % 2 * 170 + 40).astype(numpy.uint8)
    grey = numpy.tile(row, (HIGH, 1))
    return av.VideoFrame.from_ndarray(
        numpy.stack([grey, grey // 2 + 40, 255 - grey], -1), "rgb24"
    )


@cache
def film(*, moving=True):
    """Return (head, pieces): an initialisation and a second of film each, as bytes."""
    whole = io.BytesIO()
    flags = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
    with av.open(whole, "w", format="mp4", options=flags) as container:
        stream = container.add_stream("libvpx-vp9", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = WIDE, HIGH, "yuv420p"
        stream.options = {
            "deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0", "crf": "45",
            "g": str(RATE), "keyint_min": str(RATE), "b": "0",
        }  # fmt: skip
        for number in range(PIECES * RATE):
            for packet in stream.encode(picture(number, moving=moving)):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    boxes = list(boxes_of(whole.getvalue()))
    head = b"".join(data for kind, data in boxes if kind in {b"ftyp", b"moov"})
    moofs = [n for n, (kind, _) in enumerate(boxes) if kind == b"moof"]
    pieces = [b"".join(data for _, data in boxes[n : n + 2]) for n in moofs]
    assert len(pieces) == PIECES
    return head, pieces


def boxes_of(data):
    """Yield the outermost boxes of an MP4 file."""
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4])
        yield data[at + 4 : at + 8], data[at : at + size]
        at += size


class Handler(BaseHTTPRequestHandler):
    """Gives out the list, the head and the pieces, to any origin."""

    protocol_version = "HTTP/1.1"

    def do_OPTIONS(self):
        self.answer(204, b"", "text/plain")

    def do_POST(self):
        self.answer(404, b"", "text/plain")  # no WebRTC here

    def do_GET(self):
        media = self.server.media
        path = self.path.partition("?")[0]
        media.asked.append((path, self.headers.get("Authorization", "")))
        if media.refused:
            return self.answer(media.refused, b"", "text/plain")
        if path == NAME:
            return self.answer(200, media.playlist().encode(), "application/vnd.apple.mpegurl")
        if path == "/lab/head.mp4":
            return self.answer(200, film()[0], "video/mp4")
        if path.startswith("/lab/") and path.endswith(".m4s"):
            return self.answer(200, media.piece(int(path[5:-4])), "video/mp4")
        return self.answer(404, b"", "text/plain")

    def answer(self, status, body, kind):
        self.send_response(status)
        for name, value in {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Headers": "Authorization, Content-Type",
            "Cache-Control": "no-store",
            "Content-Type": kind,
            "Content-Length": str(len(body)),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def handle(self):
        try:
            super().handle()
        except OSError:
            self.close_connection = True

    def log_message(self, *args):
        pass


class Media:
    """The stream as it is now."""

    def __init__(self, port=0):
        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads, self.server.media = True, self
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        self.url = self.origin + NAME
        self.asked, self.refused = [], 0
        self.began = time.time() - BEGINNING
        self._stopped_at, self._still_from = None, None

    def run(self):
        """Let all be well; what was missed is not made good."""
        self.refused, self._stopped_at, self._still_from = 0, None, None

    def freeze(self):
        self._stopped_at = self.newest()

    def stand_still(self):
        self._still_from = self.newest() + 1

    def refuse(self, status):
        self.refused = status

    def newest(self):
        if self._stopped_at is not None:
            return self._stopped_at
        return int(time.time() - self.began) - 1

    def playlist(self):
        """Write the list: the film goes round, and says so where it begins anew."""
        last = self.newest()
        first = last - WINDOW + 1
        lines = [
            "#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:1",
            f"#EXT-X-MEDIA-SEQUENCE:{first}",
            f"#EXT-X-DISCONTINUITY-SEQUENCE:{(first - 1) // PIECES}",
            '#EXT-X-MAP:URI="head.mp4"',
        ]  # fmt: skip
        for number in range(first, last + 1):
            if number % PIECES == 0:
                lines.append("#EXT-X-DISCONTINUITY")
            at = datetime.fromtimestamp(self.began, UTC) + timedelta(seconds=number)
            lines += [f"#EXT-X-PROGRAM-DATE-TIME:{at.isoformat(timespec='milliseconds')}"]
            lines += ["#EXTINF:1.0,", f"{number}.m4s"]
        return "\n".join(lines) + "\n"

    def piece(self, number):
        still = self._still_from is not None and number >= self._still_from
        return film(moving=not still)[1][number % PIECES]


@contextmanager
def live_stream(port=0):
    """Serve while the block runs; the film is made first."""
    film()
    media = Media(port)
    thread = threading.Thread(target=media.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield media
    finally:
        media.server.shutdown()
        thread.join()
        media.server.server_close()


if __name__ == "__main__":
    with live_stream(int(sys.argv[1]) if len(sys.argv) > 1 else 8299) as by_hand:
        sys.stdout.write(f"{by_hand.url}\n")
        sys.stdout.flush()
        while True:
            time.sleep(60)
