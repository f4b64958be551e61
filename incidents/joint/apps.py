"""The joint app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from command.core import rules


class JointConfig(AppConfig):
    """Furnish the joint app."""

    name = "incidents.joint"
    label = "joint"

    def ready(self) -> None:
        """Enter the doors in their list, and the rules in their book."""
        importlib.import_module("incidents.joint.actions")
        from incidents.joint.models import NotificationRule

        rules.enter(
            rules.Book(
                slug="notifications",
                title=_("Notifications to neighbours"),
                model=NotificationRule,
                shipped=Path(__file__).parent / "data" / "notification_rules.csv",
                columns=("grade", "minutes", "is_required"),
            )
        )
