"""The tables of the adviser room, one concept a file."""

from resources.adviser.models.floor import FloorRule

__all__ = ["FloorRule"]
