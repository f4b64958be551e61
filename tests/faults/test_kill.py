"""Kill -9 of every part, in the middle of 1,000 acknowledged writes."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from tests.support.follower import Follower
from tests.support.live import ROOT, STATIC, free_port, wait_until
from tests.support.seat import Seat, session_of

# It starts a system and breaks it four times; on a machine under load that takes its time.
pytestmark = pytest.mark.timeout(900)

PEOPLE = "from command.core.actions import load_demo_people as load; load(actor=None)"
WRITES, WRITERS, PATIENCE = 1000, 4, 240
NAME = "faults"


class Up:
    """``manage.py up`` in a home of its own, with its durable database."""

    def __init__(self, log):
        self.port, self.log = free_port(), log
        tests_own = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_", "JC_")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(tests_own)}
        self.environment = {**kept, "JC_STATIC": STATIC}
        self.process = None

    @property
    def address(self):
        return f"http://localhost:{self.port}"

    def start(self, *words):
        place = ["--data", NAME, "--port", str(self.port), "--no-demo"]
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up", *place, *words],
            cwd=ROOT, env=self.environment, stdout=self.log, stderr=self.log,
            start_new_session=True,
        )  # fmt: skip
        wait_until(self.serves, "up", patience=PATIENCE)

    def serves(self):
        assert self.process.poll() is None, "up ended"
        status, _ = self._seat("nobody").get("/api/people/me/")
        return status in {401, 403}

    def _seat(self, session):
        return Patient(self.address, session)

    def manage(self, *words):
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT, env={**self.environment, "JC_DATA_NAME": NAME},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def run(self, code):
        return self.manage("shell", "-v", "0", "-c", code)

    def kill(self, words):
        """Kill -9 every process of this system with all the words in its command line."""
        killed = []
        for pid in self._own():
            try:
                line = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if all(word in line for word in words):
                os.kill(pid, signal.SIGKILL)
                killed.append(line)
        assert killed, f"no process like {words}"
        return killed

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)

    def _own(self):
        """Yield the processes below the supervisor, the nearest first."""
        parents = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                # pid (name) state parent …; the name may hold anything but the last bracket.
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            except OSError:
                continue
            parents.setdefault(int(parent), []).append(int(entry.name))
        below = [self.process.pid]
        for pid in below:
            below += parents.get(pid, [])
        return below[1:]


class Patient(Seat):
    """A seat that takes a dead server for an answer: none yet."""

    def _send(self, *args):
        try:
            return super()._send(*args)
        except OSError:
            return 0, None


@pytest.fixture(scope="module")
def up(tmp_path_factory):
    with (tmp_path_factory.mktemp("up") / "up.log").open("ab") as log:
        system = Up(log)
        system.start("--reset")
        system.run(PEOPLE)
        yield system
        system.stop()


def write_until_acknowledged(seat, path, number):
    """Send one figure under one key until it is acknowledged; return how often it was sent."""
    key, sent = uuid4(), 0
    body = {"key": "moved", "value": str(number), "unit": "person", "source": f"n{number}"}
    while True:
        sent += 1
        status, answer = seat.post(path, body, key=key)
        if status == 201:
            return answer["id"], sent
        assert status in {0, 500, 502, 503}, (status, answer)


PARTS = {
    150: ["uvicorn", "command.asgi"],
    350: ["celery", "worker"],
    550: ["redis-server"],
    750: ["postgres", "-D"],
}


def test_no_acknowledged_write_is_lost_or_doubled_and_every_follower_agrees(up):
    session = session_of(up, "150600.duty1")
    officer = Patient(up.address, session)
    status, card = officer.post(
        "/api/incidents/",
        {
            "event_type": "11A05", "region": "150621", "title": "kill", "place": "昭君镇",
            "lat": 40.5, "lon": 109.8, "occurred_at": datetime.now(UTC).isoformat(),
            "grade": None, "source": "119",
        },
        key=uuid4(),
    )  # fmt: skip
    assert status == 201, card
    followers = [Follower(up.address, session) for _ in range(3)]
    for follower in followers:
        follower.start()
    path = f"/api/incidents/{card['id']}/figures/"
    killed, lock, done = [], threading.Lock(), []

    def write(number):
        with lock:
            words = PARTS.pop(number, None)
        if words:
            killed.append(up.kill(words))
        done.append(write_until_acknowledged(Patient(up.address, session), path, number))

    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(write, range(WRITES)))

    assert len(killed) == 4
    acknowledged = {identity for identity, _ in done}
    assert len(acknowledged) == WRITES

    wait_until(lambda: officer.get(f"/api/incidents/{card['id']}/")[0] == 200, "the database")
    entries = []
    while True:
        since = entries[-1]["seq"] if entries else 0
        status, page = officer.get(
            f"/api/rooms/{card['room']}/entries/?since={since}&limit=500"
        )
        assert status == 200, page
        if not page:
            break
        entries += page
    assert [e["seq"] for e in entries] == list(range(1, len(entries) + 1))
    recorded = [e for e in entries if e["kind"] == "figure.recorded"]
    stored = {
        ref.partition(".")[2]
        for e in recorded
        for ref in e["changed"]
        if ref.startswith("figure.")
    }
    assert len(recorded) == WRITES
    assert stored == acknowledged

    head = entries[-1]["seq"]
    for follower in followers:
        wait_until(lambda f=follower: f.cursors.get(card["room"]) == head, "a follower")
        follower.stop()
        heard = [seq for room, seq in follower.heard if room == card["room"]]
        assert heard == list(range(1, head + 1))
        assert follower.connections > 1
    status, fresh = officer.get(f"/api/incidents/{card['id']}/")
    for follower in followers:
        assert follower.state[f"incident.{card['id']}"] == fresh
    assert "differed" in up.manage("rebuild_state")


def test_a_killed_supervisor_blocks_nothing(up):
    os.kill(up.process.pid, signal.SIGKILL)
    up.process.wait(10)
    up.start()
    status, _ = Patient(up.address, session_of(up, "150600.duty2")).get("/api/incidents/")
    assert status == 200
