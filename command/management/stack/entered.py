"""What a start need not enter again: fingerprints of the files, kept in the database itself.

Asked before Django is loaded, for loading it takes longer than all the rest of a second start.
In the database, because a database that is restored, emptied or another one holds other things.
"""

import contextlib
import os
import re
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pyotp

from command.management.stack.stamps import digest_of

SYSTEM, DEMO = "system", "demo"
FOLDERS = ("command", "incidents", "resources", "plans")
LOCKS = ("requirements.lock", "requirements-dev.lock", "package-lock.json")
NEVER_ENTERED = {".pyc", ".po", ".mo", ".md", ".html"}
KNOWN = "SELECT part, fingerprint FROM core_entered"
FORGET = "DELETE FROM core_entered"
REMEMBER = "INSERT INTO core_entered (part, fingerprint) VALUES (%s, %s)"
CODE = re.compile(r"\d{6} for \d+ s(?=;.*\(seed (\w+)\))")
STEP_S = 30


def wanted(root: Path, day: str, *, demo: bool) -> dict[str, str]:
    """Return the fingerprints of what is to be there.

    The demo is entered once a day: rosters and readings reach into the days to come.
    """
    told = sorted(f"{name}={value}" for name, value in os.environ.items() if _counts(name))
    files = digest_of((), *told, repr(sorted(_files(root))))
    parts = {SYSTEM: files}
    return parts | {DEMO: digest_of((), files, day)} if demo else parts


def known(url: str) -> dict[str, str]:
    """Return the fingerprints of what has been entered there; none if nobody can tell."""
    with contextlib.suppress(psycopg.Error), psycopg.connect(url, connect_timeout=5) as there:
        return dict(there.execute(KNOWN).fetchall())
    return {}


def forget(url: str) -> None:
    """Forget all, before work that may be broken off halfway."""
    with contextlib.suppress(psycopg.errors.UndefinedTable), psycopg.connect(url) as there:
        there.execute(FORGET)


def remember(url: str, parts: dict[str, str]) -> None:
    """Keep the fingerprints of what has now been entered, and no others."""
    with psycopg.connect(url) as there:
        there.execute(FORGET)
        there.cursor().executemany(REMEMBER, sorted(parts.items()))


def today(zone: str) -> str:
    """Return the day there."""
    return datetime.now(ZoneInfo(zone)).date().isoformat()


def with_code_of_now(accounts: str) -> str:
    """Return the list of accounts with the demo's second factor of this moment."""
    at = int(time.time())

    def anew(found: "re.Match[str]") -> str:
        return f"{pyotp.TOTP(found[1]).at(at)} for {STEP_S - at % STEP_S} s"

    return CODE.sub(anew, accounts)


def _counts(name: str) -> bool:
    return name.startswith("JC_") or name == "DJANGO_SETTINGS_MODULE"


def _files(root: Path) -> Iterator[tuple[str, int, int]]:
    """Yield what changes with any file that is entered, or says how."""
    for folder in FOLDERS:
        for place, _within, names in os.walk(root / folder):
            for name in names:
                if os.path.splitext(name)[1] not in NEVER_ENTERED:  # noqa: PTH122  thousands
                    yield _seen(f"{place}/{name}")
    for name in LOCKS:
        yield _seen(str(root / name))


def _seen(path: str) -> tuple[str, int, int]:
    state = os.stat(path)  # noqa: PTH116  thousands
    return path, state.st_size, state.st_mtime_ns
