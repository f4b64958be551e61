"""``manage.py rebuild_state``: fold every change again."""

from typing import Any

from django.core.management.base import BaseCommand

from command.core.folding import FOLDS


class Command(BaseCommand):
    """Makes every state row anew; says how many differed, which should be none."""

    help = "Fold the changes of every thing again and repair its state row."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild kind by kind."""
        for label, fold in sorted(FOLDS.items()):
            self.stdout.write(f"{label}: {fold.rebuild()} differed")
