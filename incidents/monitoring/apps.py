"""The monitoring app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class MonitoringConfig(AppConfig):
    """Furnish the monitoring app."""

    name = "incidents.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        """Enter the doors and the folds in their lists, and the rule books of alarms."""
        from command.core.rules import Book, enter
        from incidents.monitoring import models

        importlib.import_module("incidents.monitoring.actions")
        enter(
            Book(
                slug="alarm-escalation",
                title=_("Alarms: who is called when nobody acknowledges"),
                model=models.AlarmRung,
                columns=("level", "rung", "after_seconds", "whom", "urgent"),
                shipped=DATA / "alarm_rungs.csv",
            )
        )
        enter(
            Book(
                slug="alarm-limits",
                title=_("Alarms: floods, causes and the shelf"),
                model=models.AlarmLimit,
                columns=("value", "unit"),
                shipped=DATA / "alarm_limits.csv",
            )
        )
