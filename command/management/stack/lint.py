"""``manage.py lint``: every rule that a machine can check."""

import os
import secrets
import time
from pathlib import Path

from command.management.stack.home import Home
from command.management.stack.report import Report
from command.management.stack.shell import status_of
from command.management.stack.up import provide

# Strictly typed is what runs; tests are checked by running.
TYPED = ("manage.py", "command", "incidents", "resources", "plans")


def checks(home: Home) -> list[tuple[str, list[str], dict[str, str]]]:
    """List the checks: title, command, and what is added to its environment."""
    programs = home.python.parent
    manage = [str(home.python), "manage.py"]
    settings = {
        "SECRET_KEY": "only-for-checks",
        "DJANGO_SETTINGS_MODULE": "command.settings.test",
    }
    production = {
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DJANGO_SETTINGS_MODULE": "command.settings.prod",
    }
    return [
        ("format", [str(programs / "ruff"), "format", "--check", "."], {}),
        ("ruff", [str(programs / "ruff"), "check", "."], {}),
        ("types", [str(programs / "mypy"), *TYPED], settings),
        ("floors", [str(programs / "lint-imports")], {}),
        ("templates", [str(programs / "djlint"), "--lint", "--quiet", "templates"], {}),
        ("browser code", [_biome(home), "lint", *_own_static(home)], {}),
        ("migrations", [*manage, "makemigrations", "--check", "--dry-run"], settings),
        ("deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"], production),
    ]


def _biome(home: Home) -> str:
    """Return biome's own binary: its usual starter needs Node.js on the path."""
    found = sorted(home.root.glob("node_modules/@biomejs/cli-linux-*/biome"))
    glibc = [path for path in found if "musl" not in path.parent.name]
    return str((glibc or found or [Path("biome")])[0])


def _own_static(home: Home) -> list[str]:
    """List the scripts and styles written here."""
    folders = [*home.root.glob("[a-z]*/static"), *home.root.glob("[a-z]*/*/static")]
    files = [file for folder in folders for file in folder.rglob("*.*")]
    own = [file for file in files if "node_modules" not in file.parts]
    return [str(file) for file in sorted(own) if file.suffix in {".js", ".css"}]


def lint(root: Path, report: Report) -> int:
    """Set up, then run every check; return 1 when any complains."""
    home = Home(root, "test")
    provide(home, report, development=True, browser=True)
    complaints = []
    for title, argv, more in checks(home):
        begun = time.monotonic()
        report.say(f"{title} …")
        if status_of(argv, cwd=root, environment={**os.environ, **more}):
            complaints.append(title)
        report.say(f"{title}: {time.monotonic() - begun:.1f} s")
    report.say(f"Complaints from: {', '.join(complaints)}" if complaints else "No complaints.")
    return 1 if complaints else 0
