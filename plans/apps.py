"""The plans app."""

import importlib

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Furnish the plans app."""

    name = "plans"
    label = "plans"

    def ready(self) -> None:
        """Enter the doors, the rules, and what plans do about facts below them."""
        from command.core import reactions
        from plans.reactions import issue_followers

        importlib.import_module("plans.actions")
        importlib.import_module("plans.books")
        reactions.enter("task.completed", issue_followers)
