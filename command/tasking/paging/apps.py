"""The paging app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagingConfig(AppConfig):
    """Furnish the paging app."""

    name = "command.tasking.paging"
    label = "paging"

    def ready(self) -> None:
        """Enter the doors, the rungs of silence, and who climbs them."""
        from command.core import reactions, rules
        from command.tasking import ladder

        importlib.import_module("command.tasking.paging.actions")
        models = importlib.import_module("command.tasking.paging.models")
        rungs = importlib.import_module("command.tasking.paging.selectors.rungs")
        callers = importlib.import_module("command.tasking.paging.callers")
        ladder.enter_source(rungs.rungs_of)
        for channel in models.Channel.values:
            ladder.enter_caller(channel, callers.ByChannel(channel))
        about_alarms = importlib.import_module("command.tasking.paging.alarms")
        reactions.enter("alarm.escalated", about_alarms.call_about_alarm)
        reactions.enter("alarm.handed_over", about_alarms.call_about_hand_over)
        subjects = importlib.import_module("command.tasking.paging.subjects")
        subjects.enter("alarm", about_alarms.is_answered)
        subjects.enter("alarm_offer", about_alarms.is_offer_answered)
        rules.enter(
            rules.Book(
                slug="escalation",
                title=_("Rungs of silence: orders nobody acknowledges"),
                model=models.EscalationRung,
                columns=("rung", "after_seconds", "channel", "kind"),
                shipped=Path(__file__).parent / "data" / "rungs.csv",
            )
        )
