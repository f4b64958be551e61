"""The editor app."""

from django.apps import AppConfig


class EditorConfig(AppConfig):
    """Furnish the editor app."""

    name = "plans.editor"
    label = "plan_editor"
