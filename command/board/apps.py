"""The joint command screen."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    """Furnish the board: it reads every floor below and owns no tables."""

    name = "command.board"
    label = "board"
