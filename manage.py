#!/usr/bin/env python3
"""Joint Command: ``up`` runs everything, ``test`` runs the tests, other words go to Django."""

import os
import sys
import types
from pathlib import Path

ROOT = Path(__file__).resolve().parent
SET_UP = ("up", "test", "lint", "database-url")


def import_without_celery() -> None:
    """Let the set-up code be imported before anything is installed.

    ``command/__init__.py`` imports Celery; this stand-in only knows where the package lies.
    """
    package = types.ModuleType("command")
    package.__path__ = [str(ROOT / "command")]
    sys.modules["command"] = package


def main() -> int:
    """Do what the command line asks; return the exit status."""
    words = sys.argv[1:] or ["help"]
    import_without_celery()
    from command.management.stack import cli

    if words[0] in SET_UP:
        return cli.main(ROOT, words)
    python = ROOT / ".venv" / "bin" / "python"
    if Path(sys.prefix).resolve() != python.parent.parent.resolve() and python.exists():
        os.execv(python, [str(python), str(ROOT / "manage.py"), *words])  # noqa: S606
    cli.adopt_environment(ROOT)
    for name in [name for name in sys.modules if name.partition(".")[0] == "command"]:
        del sys.modules[name]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "command.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line([sys.argv[0], *words])
    return 0


if __name__ == "__main__":
    sys.exit(main())
