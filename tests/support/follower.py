"""A follower of the feed that does what ``live.js`` does: cursors, gaps, reconnecting."""

import json
import threading
import time

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

SILENCE = 12  # seconds without a frame: the line is dead


class Follower(threading.Thread):
    """Follows every room it may see, through whatever happens to the server."""

    def __init__(self, address, session):
        super().__init__(daemon=True)
        self.url = address.replace("http", "ws", 1) + "/live/"
        self.origin, self.session = address, session
        self.cursors, self.state, self.heard = {}, {}, []
        self.connections = 0
        self.ended = threading.Event()

    def run(self):
        while not self.ended.is_set():
            try:
                self._follow()
            except (OSError, TimeoutError, WebSocketException):
                time.sleep(0.3)

    def stop(self):
        self.ended.set()
        self.join(15)

    def _follow(self):
        headers = {"Cookie": f"sessionid={self.session}"}
        with connect(
            self.url,
            origin=self.origin,
            additional_headers=headers,
            open_timeout=5,
            max_size=None,
        ) as line:
            self.connections += 1
            self._ask(line)
            heard_at = time.monotonic()
            while not self.ended.is_set():
                try:
                    frame = json.loads(line.recv(timeout=0.5))
                except TimeoutError:
                    if time.monotonic() - heard_at > SILENCE:
                        return
                    continue
                heard_at = time.monotonic()
                self._hear(line, frame)

    def _ask(self, line):
        line.send(json.dumps({"do": "follow", "scope": "all", "since": self.cursors}))

    def _hear(self, line, frame):
        # A head beyond the cursor is a loss: ask again from where this follower stands.
        heads = frame.get("heads", {})
        if any(seq > self.cursors.get(room, 0) for room, seq in heads.items()):
            self._ask(line)
        if frame["is"] != "entry":
            return
        room, seq = frame["room"], frame["seq"]
        cursor = self.cursors.get(room, 0)
        if seq <= cursor:
            return
        if seq > cursor + 1 and room in self.cursors:
            self._ask(line)
            return
        self.cursors[room] = seq
        self.heard.append((room, seq))
        for ref, view in frame["changed"].items():
            if view is None:
                self.state.pop(ref, None)
            else:
                self.state[ref] = view
