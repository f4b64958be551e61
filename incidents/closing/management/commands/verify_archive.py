"""Verify the archive of an incident."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from incidents.closing.verifier import verify


class Command(BaseCommand):
    """``manage.py verify_archive FILE``."""

    help = "Check every file and every hash chain of an archive."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what is wrong, or that nothing is."""
        faults = verify(options["file"])
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write("whole: every file and every chain")
