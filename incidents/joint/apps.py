"""The joint app."""

import importlib

from django.apps import AppConfig


class JointConfig(AppConfig):
    """Furnish the joint app."""

    name = "incidents.joint"
    label = "joint"

    def ready(self) -> None:
        """Enter the doors in their list."""
        importlib.import_module("incidents.joint.actions")
