"""``manage.py load_demo``: the fictional people and things of the demo."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from command.core import demo, regions
from command.core.actions import load_demo_people
from command.core.errors import Refusal
from command.core.models import Person
from incidents.cameras import demo as cameras
from incidents.monitoring import demo as monitoring
from incidents.monitoring.quiet import demo as quiet
from incidents.roster import demo as roster
from plans import demo as plans
from plans.activation import demo as contacts
from resources import demo as resources
from resources.adviser import demo as adviser
from resources.register import demo as of_register

# In the order of the floors.
REGISTERS = (
    monitoring,
    quiet,
    cameras,
    roster,
    resources,
    of_register,
    adviser,
    contacts,
    plans,
)


class Command(BaseCommand):
    """Enters what is missing; repeatable."""

    help = "Enter the fictional people, teams, stations and plans of the demo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one option."""
        parser.add_argument(
            "--print", action="store_true", help="say the accounts, the password and the code"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say the accounts if asked."""
        if not regions.known(regions.REGION):
            raise CommandError("Load the code lists first: manage.py load_codelists")
        self._load()
        if options["print"]:
            self._print()

    def _load(self) -> None:
        try:
            load_demo_people(actor=None)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        for register in REGISTERS:
            register.load()

    def _print(self) -> None:
        total = Person.objects.filter(is_active=True).count()
        self.stdout.write(f"Demo accounts ({total} in all, listed at /people/ for sysadmin):")
        for person in demo.accounts_shown():
            self.stdout.write(f"  {person.username:<20} {person.name}")
        self.stdout.write(f"Password of all   {demo.PASSWORD}")
        self.stdout.write(
            f"Second factor     {demo.code()} for {demo.seconds_left()} s;"
            f" later ones at /demo-code/ (seed {demo.SEED})"
        )
