"""The plotting app."""

import importlib

from django.apps import AppConfig


class PlottingConfig(AppConfig):
    """Furnish the plotting app."""

    name = "incidents.plotting"
    label = "plotting"

    def ready(self) -> None:
        """Enter the doors in their list, and what can lie in a zone."""
        importlib.import_module("incidents.plotting.actions")
        from incidents.plotting.finders import enter_all

        enter_all()
