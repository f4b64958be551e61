"""The loans app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class LoansConfig(AppConfig):
    """Furnish the loans app."""

    name = "resources.loans"
    label = "loans"

    def ready(self) -> None:
        """Enter the rule books, and follow what deployments do."""
        from command.core import reactions
        from command.core.rules import Book, enter
        from resources.loans import models

        follow = importlib.import_module("resources.loans.reactions").follow
        reactions.enter("deployment.moved", follow)
        enter(
            Book(
                slug="loan-terms",
                title=_("How long things are lent"),
                model=models.LoanTerm,
                columns=("what", "hours"),
                shipped=DATA / "terms.csv",
            )
        )
        enter(
            Book(
                slug="loan-rungs",
                title=_("Who hears of overdue loans"),
                model=models.OverdueRung,
                columns=("rung", "after_hours", "told"),
                shipped=DATA / "rungs.csv",
            )
        )
        enter(
            Book(
                slug="loan-rates",
                title=_("Rates between the cities"),
                model=models.LoanRate,
                columns=("account", "what", "yuan", "is_agreed"),
                shipped=DATA / "rates.csv",
            )
        )
