"""``manage.py check_plans``: compile plans, for people and for CI."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans.compiler.files import Checked, check_files
from plans.compiler.stored import check_stored

SEVERITY = {"error": "error  ", "warning": "warning"}


class Command(BaseCommand):
    """Compiles plans and says what is wrong with them."""

    help = (
        "Compile plan files (or folders of them), or else the plans of the library; ends with "
        "status 1 when one has errors."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files and one option."""
        parser.add_argument("paths", nargs="*", type=Path)
        parser.add_argument("--strict", action="store_true", help="count warnings as errors")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, print, and fail if need be."""
        checked = check_files(_files(options["paths"])) if options["paths"] else check_stored()
        bad = sum(self._print(each, strict=options["strict"]) for each in checked)
        self.stdout.write(f"{len(checked)} plans, {bad} that do not pass")
        if bad:
            raise CommandError("Some plans do not pass.", returncode=1)

    def _print(self, each: Checked, *, strict: bool) -> bool:
        result = each.result
        errors, warnings = len(result.errors), len(result.warnings)
        self.stdout.write(
            f"{each.name} {each.title}: {errors} errors, {warnings} warnings,"
            f" {len(result.times)} steps"
        )
        for found in result.findings:
            self.stdout.write(
                f"  {SEVERITY[found.severity]} {found.code} {found.at or '.'} {found.says}"
            )
        return bool(errors or (strict and warnings))


def _files(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise CommandError(f"There is no {path}.")
        found += sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return found
