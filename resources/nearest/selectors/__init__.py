"""Reading of nearest."""

from resources.nearest.selectors.search import Found, nearest

__all__ = ["Found", "nearest"]
