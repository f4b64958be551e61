"""MediaMTX: a path at the server, played as WebRTC (WHEP) or HLS.

With a secret set, a browser gets a pass for one path and a few minutes; MediaMTX asks us
whether it is good (``authMethod: http``). How to set it up: command/docs/streams.md.
"""

import re
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.errors import Conflict, Invalid
from command.core.times import iso
from incidents.cameras.adapters.base import Look, Playback, look_at_playlist, look_at_whep
from incidents.cameras.kinds import Why
from incidents.cameras.models import Camera

PATH = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*", re.ASCII)
SALT = "incidents.cameras.mediamtx"


class MediaMtx:
    """Plays what a MediaMTX server has under a path."""

    def judge(self, path: str, gb28181_id: str) -> None:
        """Raise ``Invalid`` for what is no path."""
        if not PATH.fullmatch(path):
            raise Invalid(
                _("A path of MediaMTX has letters, digits and - _ . ~, parted by slashes."),
                field="source_path",
            )

    def playback(self, camera: Camera) -> Playback:
        """Return both addresses, with a pass if passes are given."""
        path, expires_at = camera.source_path, None
        hls, whep = addresses(path)
        if not hls and not whep:
            raise Conflict(_("No MediaMTX server is set up here (JC_MEDIAMTX_HLS)."))
        token = ""
        if settings.MEDIAMTX_SECRET:
            token = passes().sign_object({"path": path})
            expires_at = iso(now() + timedelta(seconds=settings.MEDIAMTX_PASS_S))
        return Playback(hls=hls, whep=whep, token=token, expires_at=expires_at)

    def look(self, camera: Camera) -> Look:
        """Ask the server for the path."""
        hls, whep = addresses(camera.source_path)
        if not hls and not whep:
            return Look(up=False, why=Why.UNSET)
        token = (
            passes().sign_object({"path": camera.source_path})
            if settings.MEDIAMTX_SECRET
            else ""
        )
        return look_at_playlist(hls, token) if hls else look_at_whep(whep, token)


def addresses(path: str) -> tuple[str, str]:
    """Return the HLS and the WHEP address of a path; empty where no template is set."""
    return (
        settings.MEDIAMTX_HLS.replace("{path}", path),
        settings.MEDIAMTX_WHEP.replace("{path}", path),
    )


def passes() -> signing.TimestampSigner:
    """Return what signs and reads passes, by a secret of their own."""
    return signing.TimestampSigner(key=settings.MEDIAMTX_SECRET, salt=SALT)


def admits(path: str, token: str) -> bool:
    """Return whether a pass opens a path now."""
    if not settings.MEDIAMTX_SECRET:
        return False
    try:
        held = passes().unsign_object(token, max_age=settings.MEDIAMTX_PASS_S)
    except signing.BadSignature:
        return False
    return bool(held.get("path") == path)
