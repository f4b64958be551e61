"""Where live pictures come from: one adapter a kind of source.

A page never speaks to a camera. It is given addresses of a media server, which its browser
opens itself, and with them a pass that soon runs out where the adapter gives one.
"""

from incidents.cameras.adapters.base import Adapter, Look, Playback, allowed
from incidents.cameras.adapters.mediamtx import MediaMtx
from incidents.cameras.adapters.plain import Nothing, Plain
from incidents.cameras.adapters.platform import Platform
from incidents.cameras.kinds import Source
from incidents.cameras.models import Camera

ADAPTERS: dict[str, Adapter] = {
    Source.NONE: Nothing(),
    Source.URL: Plain(),
    Source.MEDIAMTX: MediaMtx(),
    Source.GB28181: Platform(),
}

__all__ = ["ADAPTERS", "Adapter", "Look", "Playback", "adapter_of", "allowed"]


def adapter_of(camera: Camera) -> Adapter:
    """Return what fetches the picture of a camera."""
    return ADAPTERS[camera.source]
