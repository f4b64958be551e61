"""The core app."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class CoreConfig(AppConfig):
    """Furnish the ground floor."""

    name = "command.core"
    label = "core"

    def ready(self) -> None:
        """Enter the rule book, and the facts of every room, whichever process this is.

        A worker or a command that never opens a room must be able to read its facts.
        """
        autodiscover_modules("facts", "events")
        from command.core.models import PasswordAgeRule
        from command.core.rules import Book, enter

        enter(
            Book(
                slug="password-age",
                title=_("How long a password lasts"),
                model=PasswordAgeRule,
                columns=("post", "days"),
                shipped=DATA / "password_age_rules.csv",
            )
        )
