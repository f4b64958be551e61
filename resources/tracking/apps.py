"""The tracking app."""

import importlib
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class TrackingConfig(AppConfig):
    """Furnish the tracking app."""

    name = "resources.tracking"
    label = "tracking"

    def ready(self) -> None:
        """Enter the doors, the store of positions, the rule books, and what follows facts."""
        from command.core import reactions
        from command.core.rules import Book, enter
        from incidents.closing import personal
        from resources import positions
        from resources.tracking import models

        importlib.import_module("resources.tracking.actions")
        store = importlib.import_module("resources.tracking.store")
        gate = importlib.import_module("resources.tracking.intake.gate")
        positions.enter(positions.Keeper(store.write, gate.admit_person))
        post_migrate.connect(_make_days, sender=self)
        answers = importlib.import_module("resources.tracking.reactions")
        reactions.enter("deployment.moved", answers.begin_stretch)
        personal.enter(answers.tracks_of_incidents())
        enter(
            Book(
                slug="tracking-limits",
                title=_("Limits of position tracking"),
                model=models.TrackingLimit,
                columns=("value", "unit"),
                shipped=DATA / "limits.csv",
            )
        )
        enter(
            Book(
                slug="tracking-zones",
                title=_("Drawn areas that are watched as zones"),
                model=models.ZoneCategory,
                columns=("margin_m",),
                shipped=DATA / "zones.csv",
            )
        )


def _make_days(**_given: Any) -> None:
    """Make the parts of the track for the days to come, whenever tables are made."""
    from resources.tracking.actions import keep_partitions

    keep_partitions(actor=None)
