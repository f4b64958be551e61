"""The cameras app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class CamerasConfig(AppConfig):
    """Furnish the cameras app."""

    name = "incidents.cameras"
    label = "cameras"

    def ready(self) -> None:
        """Enter the doors and the rule book."""
        from command.core.rules import Book, enter
        from incidents.cameras import models

        importlib.import_module("incidents.cameras.actions")
        enter(
            Book(
                slug="live-pictures",
                title=_("Live pictures"),
                model=models.StreamRule,
                columns=("value",),
                shipped=DATA / "stream_rules.csv",
            )
        )
