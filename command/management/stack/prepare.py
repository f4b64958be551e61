"""Database, code lists, demo people and static files, in one Django process.

Run by the supervisor inside ``.venv``: ``python -m command.management.stack.prepare FILE``.
"""

import argparse
import hashlib
import io
import logging
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.utils.timezone import localdate

from command.management.stack import tables
from command.management.stack.stamps import Stamp, digest_of

# What packages ship and no page loads; some extensions import what their package lacks.
# Of players and clients one build is loaded; the others would only be compressed for nothing.
NOT_SERVED = [
    *("ext/*", "*/ext/*", "rest_framework/*", "*.d.ts", "*.d.mts"),
    *("hls-demo*", "hls.js*", "hls.min.*", "hls.mjs*", "hls.worker*", "hls.light.js*"),
    *("hls.light.min.js*", "hls.light.mjs*", "tus.js*", "browser-test-bundle*"),
]

OURS = {".py", ".csv", ".json", ".yaml", ".geojson"}

logger = logging.getLogger("prepare")


def prepare(accounts: Path, *, demo: bool) -> None:
    """Bring the database and the static files up to date; each part is quick when it is."""
    if not tables.make():
        call_command("migrate", interactive=False, verbosity=1)
    known = get_commands()
    if "load_codelists" in known:
        call_command("load_codelists")
    if demo and "load_demo" in known:
        accounts.write_text(load_demo())
    collect_static()


def load_demo() -> str:
    """Enter the demo, once a day for the same code and database; return its accounts.

    Once a day, because rosters and readings are entered for the days to come.
    """
    from command.core.models import Person

    def digest() -> str:
        # Keys are made anew with each database: those of another one have other people.
        first = Person.objects.order_by("pk").values_list("pk", flat=True).first()
        return digest_of((), str(first), _code(), str(localdate()))

    stamp = Stamp(Path(settings.STATIC_ROOT).parent / "stamps", "demo")
    loaded = stamp.tells(digest())
    said = io.StringIO()
    call_command("load_demo", "--print", stdout=said, loaded=loaded)
    stamp.set(digest())
    return said.getvalue()


def _code() -> str:
    """Return what changes with any file of ours."""
    parts = ("command", "incidents", "resources", "plans")
    files = (file for part in parts for file in (settings.BASE_DIR / part).rglob("*"))
    seen = ((str(file), file.stat()) for file in files if file.suffix in OURS)
    return repr(sorted((name, state.st_size, state.st_mtime_ns) for name, state in seen))


def collect_static() -> None:
    """Collect the static files, unless none of them has changed since the last time."""
    total = hashlib.sha256(repr(settings.STORAGES).encode())
    for finder in get_finders():
        for path, storage in finder.list(NOT_SERVED):
            state = Path(storage.path(path)).stat()
            total.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    root = Path(settings.STATIC_ROOT)
    stamp = Stamp(root.parent / "stamps", f"static-{root.name}")
    if stamp.tells(total.hexdigest()) and root.exists():
        return
    stamp.clear()
    logger.info("Collecting static files")
    call_command(
        "collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=NOT_SERVED
    )
    stamp.set(total.hexdigest())


def main() -> None:
    """Read the command line and prepare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("accounts", type=Path, help="file for the list of demo accounts")
    parser.add_argument("--no-demo", action="store_true")
    wishes = parser.parse_args()
    django.setup()
    prepare(wishes.accounts, demo=not wishes.no_demo)


if __name__ == "__main__":
    main()
