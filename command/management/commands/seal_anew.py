"""``manage.py seal_anew``: seal what is sealed in the tables with the first key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from command.core.actions import seal_anew


class Command(BaseCommand):
    """Seals anew; safe to run again."""

    help = "Seal the seeds of second factors with the first of JC_SEAL_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and name those whose seeds no key opens."""
        done, shut = seal_anew(actor=None)
        self.stdout.write(f"{done} sealed anew")
        if shut:
            raise CommandError(f"no key opens those of: {', '.join(shut)}")
