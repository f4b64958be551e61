"""``manage.py make_resources``: a register of any size, for tests."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from incidents.models import Incident
from resources.importing.generate import Generator

LEAST, MOST = 100, 2_000_000


class Command(BaseCommand):
    """Fills an empty database with invented teams, assets, stocks and facilities."""

    help = "Make an invented register of any size, marked illustrative. Never in production."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say how many, from which seed."""
        parser.add_argument("--count", type=int, default=10_000)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--force", action="store_true", help="even where real incidents have been reported"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse where something is real; else make it."""
        if not LEAST <= options["count"] <= MOST:
            raise CommandError(f"--count lies between {LEAST} and {MOST}")
        if settings.SESSION_COOKIE_SECURE:  # as only production has it
            raise CommandError("This invents a register. It does not do so in production.")
        if Incident.objects.filter(exercise=None).exists() and not options["force"]:
            raise CommandError(
                "Real incidents have been reported here. --force, if they are none."
            )
        made = Generator(options["count"], options["seed"]).run()
        told = ", ".join(f"{many} {key}" for key, many in made.items())
        self.stdout.write(f"made: {told}")
