"""The imagery app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class ImageryConfig(AppConfig):
    """Furnish the imagery app."""

    name = "incidents.imagery"
    label = "imagery"

    def ready(self) -> None:
        """Enter the doors, the fold, the rule book, and who may see the files of incidents."""
        from command.core.rules import Book, enter
        from incidents.imagery.models import ImageRule

        importlib.import_module("incidents.imagery.actions")
        importlib.import_module("incidents.imagery.folds")
        media = importlib.import_module("command.core.media")
        importlib.import_module("incidents.imagery.originals").enter_purpose()
        media.enter_seer(importlib.import_module("incidents.imagery.selectors").may_see)
        enter(
            Book(
                slug="images",
                title=_("Images: alike, and times that differ"),
                model=ImageRule,
                columns=("measure", "amount"),
                shipped=DATA / "image_rules.csv",
            )
        )
