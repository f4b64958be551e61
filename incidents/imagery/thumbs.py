"""Where the small and the large picture of an image are served."""

from command.core import media
from incidents.imagery.models import ImageState


def small_url(state: ImageState) -> str:
    """Return the address of a picture for a tile; empty before any file has arrived."""
    return _url(state, "small")


def large_url(state: ImageState) -> str:
    """Return the address of a picture for the screen; empty before any file has arrived."""
    return _url(state, "large")


def _url(state: ImageState, size: str) -> str:
    file = state.preview or state.original
    if file is None:
        return ""
    return media.preview_url(file.sha256, size)
