"""The reports app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from command.core import rules

DATA = Path(__file__).parent / "data"


class ReportsConfig(AppConfig):
    """Furnish the reports app."""

    name = "incidents.reports"
    label = "reports"

    def ready(self) -> None:
        """Enter the doors, the fold and the rule books in their lists."""
        importlib.import_module("incidents.reports.actions")
        importlib.import_module("incidents.reports.folds")
        models = importlib.import_module("incidents.reports.models")
        rules.enter(
            rules.Book(
                slug="reports",
                title=_("Reporting duties"),
                model=models.ReportRule,
                shipped=DATA / "report_rules.csv",
                columns=("family", "grades", "from_level", "to_level", "minutes", "medium"),
            )
        )
        rules.enter(
            rules.Book(
                slug="report-fields",
                title=_("Fields of reports"),
                model=models.ReportField,
                shipped=DATA / "report_fields.csv",
                columns=("label_zh", "label_en", "position", "required_for"),
            )
        )
