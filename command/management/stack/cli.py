"""The command line of ``up``, ``test``, ``lint`` and ``database-url``."""

import argparse
import json
import os
import sys
from pathlib import Path

from command.management.stack.home import Home, Remembered
from command.management.stack.lint import lint
from command.management.stack.report import Report, StackError
from command.management.stack.services import Services
from command.management.stack.system import python_is_new_enough
from command.management.stack.testing import test
from command.management.stack.up import SETTINGS, Wishes, up


def main(root: Path, words: list[str]) -> int:
    """Do what the words ask; return the exit status."""
    report = Report()
    if not python_is_new_enough(sys.version_info[:2]):
        report.say("Python 3.11 or newer is needed.")
        return 2
    try:
        return _obey(root, words, report)
    except StackError as error:
        report.say(str(error))
        return 1
    except KeyboardInterrupt:
        report.say("Stopped.")
        return 130


def _obey(root: Path, words: list[str], report: Report) -> int:
    match words:
        case ["test", *arguments]:
            return test(root, arguments, report)
        case ["lint"]:
            return lint(root, report)
        case ["database-url"]:
            adopt_environment(root)
            report.plain(os.environ.get("DATABASE_URL", ""))
            return 0
        case _:
            return up(root, _wishes(words[1:]), report)


def _wishes(words: list[str]) -> Wishes:
    parser = argparse.ArgumentParser(
        prog="manage.py up", description="Set up and run everything."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; :: for all")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-demo", action="store_true", help="no demo people and incidents")
    parser.add_argument("--reset", action="store_true", help="remove the private data first")
    parser.add_argument(
        "--data", default="up", help="folder below .data to keep this system's data in"
    )
    asked = parser.parse_args(words)
    return Wishes(asked.host, asked.port, not asked.no_demo, asked.reset, asked.data)


def adopt_environment(root: Path) -> None:
    """Lead another management command to the servers of ``up``, unless told of others."""
    home = Home(root, os.environ.get("JC_DATA_NAME", "up"))
    if os.environ.get("DATABASE_URL") or not (home.data / "remembered.json").exists():
        return
    kept = Remembered(**json.loads((home.data / "remembered.json").read_text()))
    services = Services(home, kept, durable=True, given=dict(os.environ))
    for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "JC_MEDIA"):
        os.environ.setdefault(name, services.environment(SETTINGS)[name])
