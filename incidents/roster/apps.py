"""The roster app."""

import importlib

from django.apps import AppConfig


class RosterConfig(AppConfig):
    """Furnish the roster app."""

    name = "incidents.roster"
    label = "roster"

    def ready(self) -> None:
        """Enter the doors in their list, and the sections of the handover page in theirs."""
        importlib.import_module("incidents.roster.actions")
        importlib.import_module("incidents.roster.gather").fill()
