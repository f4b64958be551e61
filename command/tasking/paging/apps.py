"""The paging app."""

from django.apps import AppConfig


class PagingConfig(AppConfig):
    """Furnish the paging app."""

    name = "command.tasking.paging"
    label = "paging"
