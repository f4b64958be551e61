"""The fault proxy does what its words say, so that the browser tests may lean on it."""

import http.client
import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.support.proxy import through


class Handler(BaseHTTPRequestHandler):
    """Answers with as many bytes as the path says, and keeps what came whole."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if len(body) == int(self.headers.get("Content-Length") or 0):
            self.server.came.append((self.path, len(body), self.headers["Host"]))
        answer = b"." * int(self.path.strip("/") or 2)
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def do_GET(self):
        self.do_POST()

    def log_message(self, *args):
        pass

    def handle(self):
        try:
            super().handle()
        except OSError:
            self.close_connection = True


@contextmanager
def far_end():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.came = True, []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def end():
    with far_end() as server:
        yield server


@pytest.fixture
def link(end):
    with through(end.server_port, seed=7) as proxy:
        yield proxy


def ask(link, path="/2", body=None, timeout=20):
    """Send one request on a connection of its own; return the length of the answer, or None."""
    connection = http.client.HTTPConnection("127.0.0.1", link.port, timeout=timeout)
    try:
        connection.request("POST" if body is not None else "GET", path, body=body)
        return len(connection.getresponse().read())
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def drained(plug):
    """Read what is left; say how the connection ended."""
    try:
        while plug.recv(1000):
            pass
    except ConnectionResetError:
        return "reset"
    return "closed"


def fates(end, count=40):
    """Return what becomes of so many requests on a link that is cut at random."""
    with through(end.server_port, seed=3) as link:
        link.set(cut_chance=0.5, cut_within=3_000, lose_requests=0.3, lose_answers=0.2)
        got = [ask(link, "/1000", b"x" * 500) for _ in range(count)]
        return got, [seen.fate for seen in link.requests]


def test_a_good_link_changes_nothing(end, link):
    assert ask(link, "/300000", b"x" * 200_000) == 300_000
    assert end.came == [("/300000", 200_000, f"127.0.0.1:{link.port}")]
    assert link.carried["up"] > 200_000 < 300_000 < link.carried["down"]
    assert [(seen.method, seen.path, seen.fate) for seen in link.requests] == [
        ("POST", "/300000", "passed")
    ]
    assert link.cuts == 0


def test_the_rate_is_shared_and_the_delay_counts_both_ways(link):
    link.set(rate=40_000, delay_s=0.05)
    start = time.monotonic()
    others = [threading.Thread(target=ask, args=(link, "/8000")) for _ in range(2)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    # Sixteen thousand bytes of both, and a tenth of a second there and back.
    assert time.monotonic() - start >= 0.4 + 0.1

    link.clear()
    link.set(loss=0.5)
    assert ask(link, "/2800") == 2800
    with pytest.raises(TypeError):
        link.set(speed=1)


def test_a_lost_answer_was_given_and_a_lost_request_was_not(end, link):
    link.lose_next_answer("^POST /30")
    assert ask(link, "/20", b"x") == 20
    assert ask(link, "/30", b"x") is None
    assert ask(link, "/30", b"x") == 30
    assert [path for path, *_ in end.came] == ["/20", "/30", "/30"]
    assert [seen.fate for seen in link.requests] == ["passed", "unanswered", "passed"]

    end.came.clear()
    link.set(lose_requests=1, where="^POST")
    assert ask(link, "/40", b"x" * 100_000) is None
    assert ask(link, "/50") == 50
    assert [path for path, *_ in end.came] == ["/50"]


def test_a_seed_draws_the_same_fate_again(end):
    once, again = fates(end), fates(end)

    assert once == again
    got, fate = once
    assert {"passed", "lost", "unanswered"} == set(fate)
    assert 5 < got.count(1000) < 35
    # Those that were cut in the middle count too: fewer answers than passed.
    assert got.count(1000) < fate.count("passed")


def test_a_long_connection_breaks_after_some_bytes(link):
    link.set(cut_after=50_000)
    broken = [ask(link, "/400000") for _ in range(5)]
    assert None in broken
    assert link.cuts >= 1


def test_in_a_blackout_all_is_cut_and_refused(end, link):
    with socket.create_connection(("127.0.0.1", link.port), timeout=20) as held:
        held.sendall(b"GET /2 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert held.recv(10)
        link.blackout()
        assert drained(held) == "reset"
    assert ask(link) is None
    link.restore()
    assert ask(link) == 2
    assert len(end.came) == 2


def test_a_black_hole_is_silent_and_then_all_flows_on(end, link):
    link.black_hole()
    with socket.create_connection(("127.0.0.1", link.port), timeout=0.3) as waiting:
        waiting.sendall(b"GET /5 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
        with pytest.raises(TimeoutError):
            waiting.recv(1)
        assert end.came == []
        link.restore()
        waiting.settimeout(20)
        assert waiting.recv(12) == b"HTTP/1.1 200"


def test_what_is_no_http_passes_byte_by_byte(link):
    # A socket that was opened by a request stays open, whatever goes over it later.
    with socket.create_connection(("127.0.0.1", link.port), timeout=20) as plug:
        for _ in range(2):
            plug.sendall(b"GET /7 HTTP/1.1\r\nHost: x\r\n\r\n")
            heard = b""
            while not heard.endswith(b"." * 7):
                heard += plug.recv(1000)
    assert [seen.connection for seen in link.requests] == [1, 1]


def test_a_stranger_answers_in_place_of_the_server(end, link):
    link.stand_in("^POST /3", 502, "<h1>bad gateway</h1>", retry_after="7")
    connection = http.client.HTTPConnection("127.0.0.1", link.port, timeout=20)
    connection.request("POST", "/3", body=b"." * 300_000)
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Content-Type"]) == (502, "text/html")
    assert (answer.headers["Retry-After"], answer.read()) == ("7", b"<h1>bad gateway</h1>")
    connection.close()
    assert ask(link, "/4", b"") == 4
    assert end.came == [("/4", 0, f"127.0.0.1:{link.port}")]
    assert [one.fate for one in link.requests] == ["forged", "passed"]
    link.clear()
    assert ask(link, "/3", b"") == 3
