"""A gateway for SMS and voice, and a push service: a small real HTTP server with faults.

It keeps the contract of ``command/docs/gateways.md``: what comes again under a key that it
knows is dropped, and counted in ``doubles``. ``python -m tests.support.gateway 8299`` serves
for trying things out by hand and writes what comes.
"""

import base64
import json
import os
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

TOKEN = "gateway-token"


class Handler(BaseHTTPRequestHandler):
    """Accepts messages, or does what ``server.fault`` says."""

    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with self.server.lock:
            self.server.asked += 1
            fault = self.server.faults.pop(0) if self.server.faults else self.server.fault
        if fault == "drop":
            self.close_connection = True
            self.connection.close()
            return None
        if fault == "slow":
            time.sleep(self.server.delay_s)
        if self.path.startswith("/push/"):
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.server.pushed.append((self.path, headers, raw))
            return self.answer(int(fault) if fault.isdigit() else 201, b"")
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self.answer(401, b"")
        if fault == "moved":
            return self.answer(302, b"", Location="/elsewhere")
        if fault == "429":
            return self.answer(429, b"", **{"Retry-After": "7"})
        if fault == "long":
            return self.answer(200, b" " * 1_000_000)
        if fault.isdigit():
            return self.answer(int(fault), b"")
        known = self.take(json.loads(raw))
        if fault == "lost":
            # It has the message, and its answer never comes.
            self.close_connection = True
            self.connection.close()
            return None
        return self.answer(409 if known else 202, json.dumps({"id": f"gw-{known}"}).encode())

    def take(self, message):
        with self.server.lock:
            known = message["key"] in self.server.messages
            self.server.doubles += known
            self.server.messages.setdefault(message["key"], message)
        if self.server.told:
            sys.stdout.write(f"{message}\n")
        return known

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, *args):
        pass


def made(port=0):
    """Make a server on a port of this machine, a free one when none is given."""
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    server.lock = threading.Lock()
    server.messages, server.pushed = {}, []
    server.asked = server.doubles = 0
    server.fault, server.faults, server.delay_s, server.told = "", [], 0.6, False
    server.address = f"http://127.0.0.1:{server.server_port}"
    return server


@contextmanager
def serving():
    """Serve while the block runs."""
    server = made()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Browser:
    """A browser's side of web push: its keys, and what it reads of a message."""

    def __init__(self, address, name="1"):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = os.urandom(16)
        self.endpoint = f"{address}/push/{name}"

    @property
    def subscription(self):
        point = self.key.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        return {
            "endpoint": self.endpoint,
            "p256dh": base64.urlsafe_b64encode(point).rstrip(b"=").decode(),
            "auth": base64.urlsafe_b64encode(self.secret).rstrip(b"=").decode(),
        }

    def read(self, body):
        """Decrypt what the push service brought."""
        plain = http_ece.decrypt(
            body, private_key=self.key, auth_secret=self.secret, version="aes128gcm"
        )
        return json.loads(plain)


if __name__ == "__main__":
    by_hand = made(int(sys.argv[1]) if len(sys.argv) > 1 else 8299)
    by_hand.told = True
    sys.stdout.write(f"{by_hand.address}, token {TOKEN}\n")
    by_hand.serve_forever()
