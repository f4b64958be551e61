"""Entering what a start needs: tables, code lists, demo people and static files."""

import fcntl
import hashlib
import io
import logging
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from command.management.stack import entered, tables
from command.management.stack.stamps import Stamp

# What packages ship and no page loads; some extensions import what their package lacks.
# Of players and clients one build is loaded; the others would only be compressed for nothing.
NOT_SERVED = [
    *("ext/*", "*/ext/*", "rest_framework/*", "*.d.ts", "*.d.mts"),
    *("hls-demo*", "hls.js*", "hls.min.*", "hls.mjs*", "hls.worker*", "hls.light.js*"),
    *("hls.light.min.js*", "hls.light.mjs*", "tus.js*", "browser-test-bundle*"),
]

logger = logging.getLogger("prepare")


def enter(accounts: Path, missing: set[str]) -> None:
    """Enter the parts that are missing; within them each step is quick when it is done."""
    if entered.SYSTEM in missing:
        if not tables.make():
            call_command("migrate", interactive=False, verbosity=1)
        call_command("load_codelists")
        collect_static()
    if entered.DEMO in missing:
        said = io.StringIO()
        call_command("load_demo", "--print", stdout=said)
        accounts.write_text(said.getvalue())


def collect_static() -> None:
    """Collect the static files, unless none of them has changed since the last time.

    One start at a time: systems of one checkout may share the folder.
    """
    stamps = Path(settings.STATIC_ROOT).parent / "stamps"
    stamps.mkdir(parents=True, exist_ok=True)
    with (stamps / "static.lock").open("a+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        _collect_static(stamps)


def _collect_static(stamps: Path) -> None:
    total = hashlib.sha256(repr(settings.STORAGES).encode())
    for finder in get_finders():
        for path, storage in finder.list(NOT_SERVED):
            state = Path(storage.path(path)).stat()
            total.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    root = Path(settings.STATIC_ROOT)
    stamp = Stamp(stamps, f"static-{root.name}")
    if stamp.tells(total.hexdigest()) and root.exists():
        return
    stamp.clear()
    logger.info("Collecting static files")
    call_command(
        "collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=NOT_SERVED
    )
    stamp.set(total.hexdigest())
