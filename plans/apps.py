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
        from plans.reactions import issue_followers
        from plans.selectors.versions import sees_file

        importlib.import_module("plans.actions")
        importlib.import_module("plans.books")
        media.enter_seer(sees_file)
        reactions.enter("task.completed", issue_followers)
