"""The activation app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class ActivationConfig(AppConfig):
    """Furnish the activation app."""

    name = "plans.activation"
    label = "activation"

    def ready(self) -> None:
        """Enter the doors, the folds, the rule book and the contacts in their lists."""
        from command.core.rules import Book, enter
        from plans.activation import models
        from plans.compiler import lists

        importlib.import_module("plans.activation.folds")
        importlib.import_module("plans.activation.actions")
        lists.enter(importlib.import_module("plans.activation.selectors.reachable").reachable)
        of_alarms = importlib.import_module("plans.activation.selectors.deeds")
        importlib.import_module("incidents.monitoring.deeds").enter(of_alarms.plan_deeds)
        onward = importlib.import_module("incidents.prefill").enter_onward
        onward(of_alarms.START, of_alarms.look_at_start)
        enter(
            Book(
                slug="start-signatures",
                title=_("Signatures under the start of a plan"),
                model=models.StartSignatureRule,
                columns=("level", "signer", "minutes"),
                shipped=DATA / "signature_rules.csv",
            )
        )
