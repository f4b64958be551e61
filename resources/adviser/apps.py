"""The adviser app."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class AdviserConfig(AppConfig):
    """Furnish the adviser app."""

    name = "resources.adviser"
    label = "adviser"

    def ready(self) -> None:
        """Enter the rule book of floors."""
        from command.core.rules import Book, enter
        from resources.adviser.models import FloorRule

        enter(
            Book(
                slug="floors",
                title=_("Reserve floors of the cities"),
                model=FloorRule,
                columns=("what", "least", "signed_by"),
                shipped=DATA / "floors.csv",
            )
        )
