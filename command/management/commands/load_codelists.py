"""``manage.py load_codelists``: regions, event types, supplies … as shipped."""

from typing import Any

from django.core.management.base import BaseCommand

from command.core.actions import load_regions, load_rules
from incidents.actions import load_event_types
from incidents.monitoring.actions import load_properties
from incidents.monitoring.detection.actions import ship_rules
from resources.actions import load_capabilities, load_supplies


class Command(BaseCommand):
    """Loads every code list; safe to run again."""

    help = "Load or refresh the code lists that ship with the system."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load them in the order in which they refer to each other."""
        count = load_regions(actor=None)
        if options["verbosity"]:
            self.stdout.write(f"{count} regions")
        count = load_event_types(actor=None)
        if options["verbosity"]:
            self.stdout.write(f"{count} event types")
        count = load_supplies(actor=None)
        if options["verbosity"]:
            self.stdout.write(f"{count} supplies")
        count = load_capabilities(actor=None)
        if options["verbosity"]:
            self.stdout.write(f"{count} capabilities")
        count = load_properties(actor=None)
        if options["verbosity"]:
            self.stdout.write(f"{count} observed properties that were missing")
        count = load_rules(actor=None)
        if options["verbosity"]:
            self.stdout.write(f"{count} rules that were missing")
        count = ship_rules(actor=None)
        if options["verbosity"]:
            self.stdout.write(f"{count} rules about alarms that were missing")
