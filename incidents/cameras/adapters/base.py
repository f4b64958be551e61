"""What every adapter does, and how it asks a media server from here."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

import requests
from django.conf import settings

from incidents.cameras.kinds import Why
from incidents.cameras.models import Camera

HEAD = 16_384  # bytes of a playlist that are looked at
FOUND, GONE = 200, 404


@dataclass(frozen=True, slots=True)
class Playback:
    """What a browser needs: addresses, and a pass with the time at which it runs out."""

    hls: str = ""
    whep: str = ""
    token: str = ""
    expires_at: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a stream found; ``why`` when there is no picture."""

    up: bool
    why: str = ""


class Adapter(Protocol):
    """Fetches the picture of one kind of source."""

    def judge(self, path: str, gb28181_id: str) -> None:
        """Raise ``Invalid`` for a path that it cannot use."""

    def playback(self, camera: Camera) -> Playback:
        """Return how a browser plays it. Raises ``Conflict`` when it cannot."""

    def look(self, camera: Camera) -> Look:
        """Ask the media server whether there is a picture. Never raises."""


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address; empty for what is none."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{port}"


def allowed(url: str) -> bool:
    """Return whether browsers and this server may open an address: its origin is a setting."""
    return origin_of(url) in settings.STREAM_ORIGINS


def look_at_playlist(url: str, token: str = "") -> Look:
    """Look whether there is an HLS playlist. Redirects are not followed."""
    if not allowed(url):
        return Look(up=False, why=Why.UNSET)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        with requests.get(
            url,
            headers=headers,
            timeout=settings.STREAM_TIMEOUT_S,
            stream=True,
            allow_redirects=False,
        ) as answer:
            if answer.status_code == GONE:
                return Look(up=False, why=Why.ENDED)
            if answer.status_code != FOUND:
                return Look(up=False, why=Why.REFUSED)
            start = next(answer.iter_content(HEAD), b"")
    except requests.RequestException:
        return Look(up=False, why=Why.SILENT)
    listed = start.startswith(b"#EXTM3U")
    return Look(up=listed, why="" if listed else str(Why.ENDED))


def look_at_whep(url: str, token: str = "") -> Look:
    """Look whether a WebRTC endpoint answers; only playing tells whether a picture comes."""
    if not allowed(url):
        return Look(up=False, why=Why.UNSET)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        answer = requests.options(
            url, headers=headers, timeout=settings.STREAM_TIMEOUT_S, allow_redirects=False
        )
    except requests.RequestException:
        return Look(up=False, why=Why.SILENT)
    if answer.status_code == GONE:
        return Look(up=False, why=Why.ENDED)
    return Look(up=answer.ok, why="" if answer.ok else str(Why.REFUSED))
