"""Cursor on Target: a position as TAK's programs say it, in XML.

``<event version="2.0" uid type time start stale how><point lat lon hae ce le/>…``. Only
things on the ground, in the air or on water that are friends (``a-f-…``) are positions;
what is past its stale time is none any more. An unknown ``ce`` is 9999999.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.timezone import now

from resources.tracking.intake.gate import Refused
from resources.tracking.intake.reading import Told, moment, needed, number
from resources.tracking.lifecycle import Why

MOST_BYTES = 16_384
FRIENDS = ("a-f-G", "a-f-A", "a-f-S")
UNKNOWN = 9_999_999.0


@dataclass(frozen=True, slots=True)
class CotEvent:
    """One event: who says it, and where they are. ``told`` is nothing for other kinds."""

    uid: str
    kind: str
    told: Told | None


def read(body: bytes) -> CotEvent:
    """Read one event. Raises ``Refused``, also for what is large or builds on entities."""
    if len(body) > MOST_BYTES:
        raise Refused(Why.UNREADABLE, status=413)
    try:
        event = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise Refused(Why.UNREADABLE) from None
    point = event.find("point")
    uid, kind = event.get("uid", ""), event.get("type", "")
    if event.tag != "event" or not uid:
        raise Refused(Why.UNREADABLE)
    if not kind.startswith(FRIENDS) or point is None:
        return CotEvent(uid, kind, None)
    stale = event.get("stale")
    if stale and moment(stale) < now():
        raise Refused(Why.STALE)
    return CotEvent(uid, kind, _told(event, point))


def _told(event: Element, point: Element) -> Told:
    error = number(point.get("ce"))
    track, status = event.find("detail/track"), event.find("detail/status")
    return Told(
        lat=needed(point.get("lat")),
        lon=needed(point.get("lon")),
        at=moment(event.get("start") or event.get("time")),
        accuracy=None if error is None or error >= UNKNOWN else error,
        heading=number(track.get("course")) if track is not None else None,
        speed_mps=number(track.get("speed")) if track is not None else None,
        battery=number(status.get("battery")) if status is not None else None,
    )
