"""The monitoring app."""

import importlib
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
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
        importlib.import_module("incidents.monitoring.filling").enter_all()
        post_migrate.connect(_make_days, sender=self)
        enter(
            Book(
                slug="telemetry",
                title=_("Readings of sensors: how long they are kept"),
                model=models.TelemetryLimit,
                columns=("value", "unit"),
                shipped=DATA / "telemetry.csv",
            )
        )
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


def _make_days(using: str, **_given: Any) -> None:
    """Make the days of readings to come, whenever tables are made."""
    from incidents.monitoring.actions import keep_partitions
    from incidents.monitoring.models import TelemetryLimit

    # Not while only some of the migrations have run.
    if TelemetryLimit._meta.db_table in connections[using].introspection.table_names():
        keep_partitions(actor=None)
