"""The field app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class FieldConfig(AppConfig):
    """Furnish the field app."""

    name = "command.field"
    label = "field"

    def ready(self) -> None:
        """Enter the doors, the kinds of acts, the liaison's inbox and the rule books."""
        from command.core import waiting
        from command.core.rules import Book, enter
        from command.field import models, operations

        importlib.import_module("command.field.actions")
        operations.fill()
        inbox = importlib.import_module("command.field.inbox")
        waiting.enter(inbox.waiting)
        waiting.enter_finder(inbox.found)
        enter(
            Book(
                slug="field-limits",
                title=_("Limits of the phones"),
                model=models.FieldLimit,
                columns=("value", "unit"),
                shipped=DATA / "field_limits.csv",
            )
        )
        enter(
            Book(
                slug="field-hotlines",
                title=_("Telephone numbers on every phone"),
                model=models.Hotline,
                columns=("name_zh", "name_en", "phone"),
                shipped=DATA / "hotlines.csv",
            )
        )
