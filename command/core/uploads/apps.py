"""The uploads app."""

import importlib
import platform

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class UploadsConfig(AppConfig):
    """Furnish the uploads app."""

    name = "command.core.uploads"
    label = "uploads"

    def ready(self) -> None:
        """Enter the doors. Nothing starts where files could not be opened safely."""
        jail = importlib.import_module("command.core.uploads.sandbox.jail")
        if settings.SANDBOX_STRICT and not jail.can_lock():
            raise ImproperlyConfigured(
                f"Files from strangers cannot be opened safely here: no list of system calls"
                f" (seccomp) for {platform.machine()} with this kernel."
                " JC_SANDBOX_STRICT=no opens them all the same."
            )
        importlib.import_module("command.core.uploads.actions")
