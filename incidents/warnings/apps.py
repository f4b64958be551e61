"""The warnings app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class WarningsConfig(AppConfig):
    """Furnish the warnings app."""

    name = "incidents.warnings"
    label = "warnings"

    def ready(self) -> None:
        """Enter the doors, the folds, the rule books and the reactions in their lists."""
        from command.core import reactions
        from command.core.rules import Book, enter
        from incidents.warnings import models

        importlib.import_module("incidents.warnings.actions")
        answered = importlib.import_module("incidents.warnings.reactions").answered
        for kind in ("response.activated", "response.adjusted", "proposal.made"):
            reactions.enter(kind, answered)
        enter(
            Book(
                slug="warning-obligations",
                title=_("Duty to decide after a warning"),
                model=models.ObligationRule,
                columns=(
                    "level",
                    "minutes",
                    "commander_after",
                    "superior_after",
                    "suggested_level",
                ),
                shipped=DATA / "obligation_rules.csv",
            )
        )
        enter(
            Book(
                slug="response-signatures",
                title=_("Signatures under a response"),
                model=models.SignatureRule,
                columns=("level", "signatures"),
                shipped=DATA / "signature_rules.csv",
            )
        )
        enter(
            Book(
                slug="warning-measures",
                title=_("Checklist of measures under a warning"),
                model=models.MeasureRule,
                columns=("grave_only", "text_zh", "text_en"),
                shipped=DATA / "measures.csv",
            )
        )
        enter(
            Book(
                slug="issuing-units",
                title=_("Units that issue warnings"),
                model=models.IssuingUnit,
                columns=("region", "name_zh", "name_en"),
                shipped=DATA / "issuing_units.csv",
            )
        )
