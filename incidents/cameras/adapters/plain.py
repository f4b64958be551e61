"""A camera without a live picture, and one whose stream has an address of its own."""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from command.core.errors import Conflict, Invalid
from incidents.cameras.adapters.base import (
    Look,
    Playback,
    allowed,
    look_at_playlist,
    look_at_whep,
)
from incidents.cameras.kinds import Why
from incidents.cameras.models import Camera


class Nothing:
    """There is no live picture."""

    def judge(self, path: str, gb28181_id: str) -> None:
        """Refuse a path that nothing would use."""
        if path:
            raise Invalid(_("Without a live picture there is no address."), field="source_path")

    def playback(self, camera: Camera) -> Playback:
        """Say that there is nothing to play."""
        raise Conflict(_("No live picture is connected for this camera."))

    def look(self, camera: Camera) -> Look:
        """Find nothing."""
        return Look(up=False, why=Why.UNSET)


class Plain:
    """A playlist (``….m3u8``) or a WebRTC endpoint (``…/whep``) under an allowed origin."""

    def judge(self, path: str, gb28181_id: str) -> None:
        """Raise ``Invalid`` for an address that is not under an allowed origin."""
        if not path.isascii() or any(sign.isspace() for sign in path):
            raise Invalid(_("This is not the address of a stream."), field="source_path")
        if not allowed(path):
            raise Invalid(
                _("This origin is not allowed here: JC_STREAM_ORIGINS names those that are."),
                field="source_path",
            )
        if not urlsplit(path).path.endswith((".m3u8", "/whep")):
            raise Invalid(
                _("An address of a stream ends in .m3u8 (HLS) or in /whep (WebRTC)."),
                field="source_path",
            )

    def playback(self, camera: Camera) -> Playback:
        """Return the address as it is kept, while its origin is allowed."""
        url = camera.source_path
        if not allowed(url):
            raise Conflict(_("The origin of this stream is not allowed here any more."))
        return Playback(whep=url) if is_whep(url) else Playback(hls=url)

    def look(self, camera: Camera) -> Look:
        """Ask for the playlist."""
        url = camera.source_path
        return look_at_whep(url) if is_whep(url) else look_at_playlist(url)


def is_whep(url: str) -> bool:
    """Return whether an address is of WebRTC."""
    return urlsplit(url).path.endswith("/whep")
