"""The core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Furnish the ground floor."""

    name = "command.core"
    label = "core"

    def ready(self) -> None:
        """Enter the ground floor's facts in the catalogue."""
        from command.core import facts  # noqa: F401
