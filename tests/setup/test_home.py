"""What a checkout keeps: folders, secrets, ports, stamps and locks."""

import os
import re
import socket
import stat
from pathlib import Path

import pytest

from command.management.stack.home import SYSTEM_DATA, Account, Home, Remembered, open_to_all
from command.management.stack.report import StackError
from command.management.stack.services import listen, own_names
from command.management.stack.stamps import Stamp, digest_of

SOMEONE = Account("someone", 12345, 12345)


@pytest.fixture
def home(tmp_path):
    made = Home(tmp_path, "up")
    made.make()
    return made


def test_secrets_and_ports_stay_the_same(home):
    assert Remembered.of(home) == Remembered.of(home)


def test_secrets_are_for_the_owner_alone_and_differ_from_each_other(home):
    kept = Remembered.of(home)
    secrets = [kept.secret_key, kept.owner_password, kept.superuser_password]

    mode = stat.S_IMODE((home.data / "remembered.json").stat().st_mode)
    assert mode == 0o600
    assert len({*secrets, kept.redis_password}) == 4
    assert all(len(secret) == 64 for secret in secrets)


def test_a_port_that_was_taken_meanwhile_is_replaced(home):
    before = Remembered.of(home)
    with socket.create_server(("127.0.0.1", before.redis_port)):
        after = Remembered.of(home)

    assert after.redis_port != before.redis_port
    assert after.database_port == before.database_port
    assert after.owner_password == before.owner_password


def test_the_database_lies_in_the_checkout_for_an_ordinary_user(home):
    assert home.cluster(None) == home.data / "postgres"


def test_the_database_lies_elsewhere_when_its_account_cannot_walk_there(tmp_path):
    closed = tmp_path / "closed"
    home = Home(closed / "checkout", "up")
    home.make()
    other = Home(closed / "other", "up")
    other.make()
    closed.chmod(0o700)

    assert open_to_all(home.data) is False
    place = home.cluster(SOMEONE)
    assert place.is_relative_to(SYSTEM_DATA)
    assert place == Home(closed / "checkout", "up").cluster(SOMEONE)
    assert place != other.cluster(SOMEONE)


def test_two_holders_of_one_lock_refuse_each_other(home):
    with (
        home.locked(name="up.lock", refusal="already up"),
        pytest.raises(StackError, match="already up"),
        home.locked(name="up.lock", refusal="already up"),
    ):
        pass
    with home.locked(name="up.lock", refusal="already up"):
        pass


def test_a_stamp_tells_only_what_it_was_set_to(tmp_path):
    lock = tmp_path / "lock"
    lock.write_text("one")
    stamp, before = Stamp(tmp_path / "stamps", "packages"), digest_of([lock], "here")
    assert stamp.tells(before) is False

    stamp.set(before)
    assert stamp.tells(before) is True
    lock.write_text("two")
    assert stamp.tells(digest_of([lock], "here")) is False
    assert digest_of([lock], "there") != digest_of([lock], "here")

    stamp.clear()
    assert stamp.tells(before) is False


def test_two_colons_take_both_families():
    with listen("::", 0) as door:
        port = door.getsockname()[1]
        for host in ("127.0.0.1", "::1"):
            with socket.create_connection((host, port)):
                pass


def test_a_taken_port_is_refused_in_words():
    with (
        listen("127.0.0.1", 0) as door,
        pytest.raises(StackError, match="Choose another with --port"),
    ):
        listen("127.0.0.1", door.getsockname()[1])


def test_browsers_may_use_the_names_of_the_address_that_is_served():
    assert own_names("127.0.0.1") == ["localhost", "127.0.0.1", "[::1]"]
    assert own_names("2001:db8::7")[3:] == ["[2001:db8::7]"]
    assert socket.gethostname() in own_names("::")


ROOT = Path(__file__).resolve().parents[2]


def pins(name):
    found = re.findall(
        r"^([\w.-]+==\S+)(?: ;[^\\]*)? \\\n((?: +--hash=\S+(?: \\)?\n)+)",
        (ROOT / name).read_text(),
        re.MULTILINE,
    )
    return {pin: frozenset(hashes.replace("\\", "").split()) for pin, hashes in found}


def test_what_runs_is_what_was_tested():
    runtime, development = pins("requirements.lock"), pins("requirements-dev.lock")

    assert len(runtime) > 40
    assert runtime.items() <= development.items()


@pytest.mark.parametrize("name", sorted(p.name for p in ROOT.glob("requirements*.lock")))
def test_every_python_package_is_locked_by_hash_and_names_no_registry(name):
    text = (ROOT / name).read_text()

    assert len(pins(name)) == len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)) > 0
    assert "://" not in text


def test_every_front_end_package_is_locked_by_hash_and_names_no_registry():
    text = (ROOT / "package-lock.json").read_text()

    packages = len(re.findall(r'^    "node_modules/', text, re.MULTILINE))
    assert packages == text.count('"integrity": "sha512-') > 0
    assert '"resolved"' not in text


def test_nothing_of_others_is_committed():
    of_others = {"node_modules", "vendor", "third_party", ".venv"}
    for room in ("command", "incidents", "resources", "plans", "templates"):
        for path in (ROOT / room).rglob("*"):
            assert not of_others & set(path.relative_to(ROOT).parts), path
            assert ".min." not in path.name, path
    ignored = (ROOT / ".gitignore").read_text().split()
    assert {"node_modules", ".venv"} <= {line.strip("/") for line in ignored}


def test_the_lock_is_the_only_lock():
    assert not (ROOT / "uv.lock").exists()
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
