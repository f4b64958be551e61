"""The plans app."""

import importlib

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Furnish the plans app."""

    name = "plans"
    label = "plans"

    def ready(self) -> None:
        """Enter the doors, the rules, and what plans do about facts below them."""
        from command.core import media, reactions
        from plans.reactions import count_receipts, issue_conditional, issue_followers
        from plans.selectors.versions import sees_file

        importlib.import_module("plans.actions")
        importlib.import_module("plans.books")
        media.enter_seer(sees_file)
        reactions.enter("task.completed", issue_followers)
        for kind in (
            "incident.graded",
            "grade.confirmed",
            "response.activated",
            "response.adjusted",
        ):
            reactions.enter(kind, issue_conditional)
        for kind in ("page.delivered", "page.failed", "page.refused"):
            reactions.enter(kind, count_receipts)
