"""The doors of the plotting room."""

from incidents.plotting.actions.change import change_feature, remove_feature, restore_feature
from incidents.plotting.actions.draw import draw_feature, draw_features

__all__ = [
    "change_feature",
    "draw_feature",
    "draw_features",
    "remove_feature",
    "restore_feature",
]
