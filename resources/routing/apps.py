"""The routing app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class RoutingConfig(AppConfig):
    """Furnish the routing app."""

    name = "resources.routing"
    label = "routing"

    def ready(self) -> None:
        """Enter the doors and the rule book in their lists."""
        from command.core.rules import Book, enter
        from resources.routing import models

        importlib.import_module("resources.routing.actions")
        enter(
            Book(
                slug="driving-times",
                title=_("Driving times: road conditions, winter, convoys"),
                model=models.RoadRule,
                columns=("kind", "factor_low", "factor", "factor_high", "cap_kmh", "plus_min"),
                shipped=DATA / "road_rules.csv",
            )
        )
