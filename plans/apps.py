"""The plans app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Furnish the plans app."""

    name = "plans"
    label = "plans"

    def ready(self) -> None:
        """Enter what plans do about facts below them."""
        from command.core import reactions
        from plans.reactions import issue_followers

        reactions.enter("task.completed", issue_followers)
