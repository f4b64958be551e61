"""``manage.py index_plans``: make the search table of the library anew."""

from typing import Any

from django.core.management.base import BaseCommand

from plans.actions import index_plans


class Command(BaseCommand):
    """Fills the search table of this node from the versions; says how many it holds."""

    help = "Make the words by which plans are found anew from what the plans say."

    def handle(self, *args: Any, **options: Any) -> None:
        """Index every version in force or in the making."""
        self.stdout.write(f"{index_plans(actor=None)} versions indexed")
