"""CoT over a line that stays open (TCP) or comes in single packets (UDP).

TAK's programs send event after event without a separator and, if they are told to, first
``<auth><cot username password/></auth>``. Without a key only trusted networks are heard.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from resources.tracking.intake import cot
from resources.tracking.intake.gate import Refused, admitted, known, named, tally
from resources.tracking.intake.reading import take
from resources.tracking.lifecycle import Why
from resources.tracking.models import Device

# An element of the two kinds that are understood, whole.
WHOLE = re.compile(rb"<(event|auth)\b[^>]*?(?:/>|>.*?</\1\s*>)", re.DOTALL)
BEGINNING = re.compile(rb"<(?:event|auth)\b")
TAIL = 8  # bytes that may be the beginning of a beginning


class Line:
    """One sender: cuts what arrives into events, and keeps what belongs to it."""

    def __init__(self, *, trusted: bool) -> None:
        """Begin with nothing heard; ``trusted``: its network needs no key."""
        self.trusted, self.key, self._rest = trusted, "", b""

    def cut(self, data: bytes) -> Iterator[bytes]:
        """Yield the whole elements in what has arrived; keep what is not whole, bounded.

        Raises ``Refused`` when an element is larger than any may be.
        """
        self._rest += data
        while found := WHOLE.search(self._rest):
            self._rest = self._rest[found.end() :]
            yield found.group()
        begun = BEGINNING.search(self._rest)
        self._rest = self._rest[begun.start() :] if begun else self._rest[-TAIL:]
        if len(self._rest) > cot.MOST_BYTES:
            raise Refused(Why.UNREADABLE, status=413)

    def hear(self, element: bytes) -> bool:
        """Take one element; return whether it was taken. What is refused is counted."""
        try:
            if element.startswith(b"<auth"):
                self.key = _key(element)
                return True
            event = cot.read(element)
            if event.told is None:
                return False
            take(self._device(event.uid), [event.told])
        except Refused as refused:
            tally(refused.device, refused.why)
            return False
        return True

    def _device(self, uid: str) -> Device:
        if self.key or not self.trusted:
            return known(uid, self.key)
        for device in named(uid):
            return admitted(device)
        raise Refused(Why.UNKNOWN, status=403)


def _key(element: bytes) -> str:
    try:
        account = fromstring(element, forbid_dtd=True).find("cot")
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise Refused(Why.UNREADABLE) from None
    return account.get("password", "") if account is not None else ""
