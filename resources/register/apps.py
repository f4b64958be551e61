"""The register app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class RegisterConfig(AppConfig):
    """Furnish the register app."""

    name = "resources.register"
    label = "register"

    def ready(self) -> None:
        """Enter doors, reactions, rule books and the handover's section in their lists."""
        from command.core import reactions
        from command.core.rules import Book, enter
        from resources.register import models

        settle = importlib.import_module("resources.register.reactions").settle
        for kind in ("stock.counted", "deployment.moved"):
            reactions.enter(kind, settle)
        importlib.import_module("resources.register.sections").fill()
        enter(
            Book(
                slug="register-dates",
                title=_("Alerts before a date in the register"),
                model=models.DateRule,
                columns=("subject", "days"),
                shipped=DATA / "date_rules.csv",
            )
        )
        enter(
            Book(
                slug="crew-rest",
                title=_("Work and rest of teams"),
                model=models.CrewRule,
                columns=("team_kind", "duty_hours", "deployed_hours", "rest_hours"),
                shipped=DATA / "crew_rules.csv",
            )
        )
        enter(
            Book(
                slug="major-hazards",
                title=_("Levels of major hazard installations"),
                model=models.HazardRule,
                columns=("level", "r_from"),
                shipped=DATA / "hazard_rules.csv",
            )
        )
        enter(
            Book(
                slug="counts",
                title=_("How often shelters and beds are counted"),
                model=models.CountRule,
                columns=("counted", "minutes"),
                shipped=DATA / "count_rules.csv",
            )
        )
