"""A GB/T 28181 platform that gives playback addresses over HTTP.

The platform speaks SIP with its cameras; this system never does. The small contract that a
gateway in front of the platform keeps is written in command/docs/streams.md.
"""

import time
from dataclasses import dataclass
from typing import Any

import orjson
import requests
from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from urllib3.exceptions import HTTPError

from command.core.errors import Conflict, Invalid
from command.core.times import iso
from incidents.cameras.adapters.base import FOUND, GONE, Look, Playback, allowed
from incidents.cameras.kinds import Why
from incidents.cameras.models import Camera

LONGEST = 65_536  # bytes of an answer
LONGEST_LIST = 1_048_576
MOST = 2_000  # channels of a list
TOKEN = 4_096  # signs of a pass


@dataclass(frozen=True, slots=True)
class Channel:
    """One camera as the platform lists it."""

    id: str
    name: str


class Platform:
    """Asks the gateway of the platform by the id of the camera."""

    def judge(self, path: str, gb28181_id: str) -> None:
        """Refuse a path: the id says it all."""
        if path:
            raise Invalid(
                _("The platform finds a camera by its id alone; leave the address empty."),
                field="source_path",
            )
        if not gb28181_id:
            raise Invalid(_("The platform needs the GB/T 28181 id."), field="gb28181_id")

    def playback(self, camera: Camera) -> Playback:
        """Ask the platform to begin, and where to look."""
        if not settings.GB28181_URL:
            raise Conflict(_("No GB/T 28181 platform is set up here (JC_GB28181_URL)."))
        status, said = _ask("POST", f"/channels/{camera.gb28181_id}/play")
        if status is None:
            raise Conflict(_("The GB/T 28181 platform does not answer."))
        if status != FOUND or said is None:
            raise Conflict(_("The GB/T 28181 platform gives no picture of this camera."))
        return _playback(said)

    def look(self, camera: Camera) -> Look:
        """Ask the platform whether the camera is there."""
        if not settings.GB28181_URL:
            return Look(up=False, why=Why.UNSET)
        status, said = _ask("GET", f"/channels/{camera.gb28181_id}")
        if status is None:
            return Look(up=False, why=Why.SILENT)
        if status == GONE:
            return Look(up=False, why=Why.ENDED)
        if status != FOUND or said is None:
            return Look(up=False, why=Why.REFUSED)
        up = said.get("online") is True
        return Look(up=up, why="" if up else str(Why.OFFLINE))


def channels() -> list[Channel]:
    """Return what the platform lists. Raises ``Conflict`` when it gives no list."""
    if not settings.GB28181_URL:
        raise Conflict(_("No GB/T 28181 platform is set up here (JC_GB28181_URL)."))
    status, said = _ask("GET", "/channels", LONGEST_LIST)
    if status is None:
        raise Conflict(_("The GB/T 28181 platform does not answer."))
    listed = said.get("channels") if status == FOUND and said else None
    if not isinstance(listed, list) or len(listed) > MOST:
        raise Conflict(_("The GB/T 28181 platform gives no list of its cameras."))
    found = [
        Channel(_text(one, "id"), " ".join(_text(one, "name").split()))
        for one in listed
        if isinstance(one, dict)
    ]
    return list({channel.id: channel for channel in found}.values())


def _ask(
    method: str, path: str, longest: int = LONGEST
) -> tuple[int | None, dict[str, Any] | None]:
    """Return status and answer of the platform; no status when it does not answer."""
    try:
        with requests.request(
            method,
            f"{settings.GB28181_URL.rstrip('/')}{path}",
            headers={"Authorization": f"Bearer {settings.GB28181_TOKEN}"},
            timeout=settings.STREAM_TIMEOUT_S,
            stream=True,
            allow_redirects=False,
        ) as answer:
            content = _read(answer, longest)
    except (requests.RequestException, HTTPError, OSError):
        return None, None
    try:
        said = orjson.loads(content)
    except orjson.JSONDecodeError:
        return answer.status_code, None
    return answer.status_code, said if isinstance(said, dict) else None


def _read(answer: requests.Response, longest: int) -> bytes:
    """Return what came; a gateway that trickles does not answer. Raises ``OSError``."""
    until, content = time.monotonic() + settings.STREAM_TIMEOUT_S, b""
    while len(content) < longest and (piece := answer.raw.read1(longest, decode_content=True)):
        content += piece
        if time.monotonic() > until:
            raise TimeoutError
    return content


def _playback(said: dict[str, Any]) -> Playback:
    """Read an answer. Raises ``Conflict`` for addresses that no browser here may open."""
    hls, whep = _text(said, "hls"), _text(said, "webrtc")
    if not hls and not whep:
        raise Conflict(_("The GB/T 28181 platform gave no address."))
    if any(url and not allowed(url) for url in (hls, whep)):
        raise Conflict(
            _("The platform gave an address under an origin that is not allowed here.")
        )
    ends = parse_datetime(_text(said, "expires_at")) if _text(said, "expires_at") else None
    known = ends is not None and is_aware(ends)
    return Playback(
        hls=hls,
        whep=whep,
        token=_text(said, "token")[:TOKEN],
        expires_at=iso(ends) if ends is not None and known else None,
    )


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""
