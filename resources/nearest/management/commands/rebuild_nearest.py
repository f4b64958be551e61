"""``manage.py rebuild_nearest``: make the table of the nearest search anew."""

from typing import Any

from django.core.management.base import BaseCommand

from resources.nearest.rebuild import rebuild


class Command(BaseCommand):
    """Makes every spot anew; says how many differed, which should be none."""

    help = "Make the table of the nearest search anew from the registers and positions."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild."""
        self.stdout.write(f"nearest: {rebuild()} differed")
