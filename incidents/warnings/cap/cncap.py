"""Warnings in the national dialect, after GB/T 35965.1."""

import re
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from incidents.warnings.cap import reading
from incidents.warnings.cap.message import (
    CERTAINTY_CNCAP,
    EXACT_CERTAINTY,
    EXACT_HANDLING,
    HANDLINGS,
    KINDS,
    SEVERITY_CNCAP,
    URGENCIES,
    Message,
    Reference,
    back,
)
from incidents.warnings.cap.reading import fault
from incidents.warnings.cap.writing import (
    BETWEEN_AREAS,
    beijing,
    file_of,
    number,
    pairs,
    put,
    ring_words,
)
from incidents.warnings.lifecycle import Channel, Handling

SCHEMA = "cncap.xsd"
IDENTIFIER = re.compile(r"^\d{6}\d{3}\w{3}\w{2}_\d{14}(_\d)?$", re.ASCII)
CATEGORY, EVENT = "jc-category", "jc-event"
OWN = frozenset({EXACT_CERTAINTY, EXACT_HANDLING, CATEGORY, EVENT})
# Exercise and Draft are reserved in the dialect: a drill goes out as Test, with a note.
STATUS = {
    **HANDLINGS,
    Handling.EXERCISE.value: "Test",
    Handling.SYSTEM.value: "Test",
    Handling.DRAFT.value: "Test",
}


def is_identifier(text: str) -> bool:
    """Return whether this is an identifier of the dialect: sender code, time, number."""
    return bool(IDENTIFIER.match(text)) and text == text.strip()


def file_name(message: Message) -> str:
    """Return the name that the file of a message has."""
    colour = SEVERITY_CNCAP[message.level].upper()
    state = KINDS[message.kind].upper()  # type: ignore[index]  # a str enum
    stamp = message.identifier.partition("_")[2].partition("_")[0]
    return f"{message.sender}_{stamp}_{message.event_code}_{colour}_{state}.XML"


def write(message: Message) -> bytes:
    """Return the message as a file. Raises ``Invalid`` when it cannot be said so."""
    root = etree.Element("alert")
    put(root, "identifier", message.identifier)
    put(root, "sender", message.sender_name)
    put(root, "senderCode", message.sender)
    put(root, "sendTime", beijing(message.sent_at, " "))
    put(root, "status", STATUS[message.handling])
    put(root, "msgType", KINDS[message.kind])  # type: ignore[index]  # a str enum
    put(root, "scope", "Public")
    code = etree.SubElement(root, "code")
    for channel in message.channels:
        method = etree.SubElement(code, "method")
        put(method, "methodName", channel)
        put(method, "message", message.headline)
    put(root, "secClassification", "None")
    put(root, "note", message.note, even_empty=True)
    first = message.references[0].identifier if message.references else ""
    put(root, "references", first, even_empty=True)
    _info(etree.SubElement(root, "info"), message)
    file = file_of(root)
    reading.check(reading.tree(file), SCHEMA)
    return file


def _info(info: etree._Element, message: Message) -> None:
    put(info, "language", "zh-CN")
    put(info, "eventType", message.event_code, even_empty=True)
    put(info, "urgency", URGENCIES[message.urgency])
    put(info, "severity", SEVERITY_CNCAP[message.level])
    put(info, "certainty", CERTAINTY_CNCAP[message.certainty])
    put(info, "effective", beijing(message.effective_at or message.sent_at, " "))
    for tag, at in (("onset", message.onset_at), ("expires", message.expires_at)):
        put(info, tag, beijing(at, " ") if at else "")
    put(info, "senderName", message.sender_name)
    put(info, "headline", message.headline)
    put(info, "description", message.matters, even_empty=True)
    put(info, "instruction", message.advice)
    put(info, "contact", message.contact)
    pairs(info, "parameter", [*message.parameters, *_exact(message)])
    area = etree.SubElement(info, "area")
    put(area, "areaDesc", message.area_text, even_empty=True)
    for ring in message.polygons:
        put(area, "polygon", ring_words(ring))
    for lat, lon, metres in message.circles:
        put(area, "circle", f"{number(lat)},{number(lon)} {number(metres)}")
    put(area, "geocode", ",".join(message.regions), even_empty=True)


def _exact(message: Message) -> list[tuple[str, str]]:
    """Return what the dialect has no words for."""
    found = [(CATEGORY, message.category), (EVENT, message.event_text)]
    if back(CERTAINTY_CNCAP, CERTAINTY_CNCAP[message.certainty]) != message.certainty:
        found.append((EXACT_CERTAINTY, message.certainty))
    if STATUS[message.handling] != HANDLINGS[message.handling]:
        found.append((EXACT_HANDLING, message.handling))
    return [pair for pair in found if pair[1]]


def read(root: etree._Element) -> Message:
    """Return what a message says. Raises ``Invalid``, naming element and reason."""
    for element in root.iter():
        element.tag = reading.name(element)
    word = reading.text
    if not is_identifier(word(root, "identifier")):
        fault("identifier", _("it is the sender's 14 signs, _, and fourteen digits of time"))
    reading.check(_bare(root), SCHEMA)
    kind = word(root, "msgType")
    if kind not in KINDS.values():
        fault("msgType", _("only Alert, Update and Cancel are taken in"))
    first = word(root, "references")
    if kind != "Alert" and not first:
        fault("references", _("an Update or Cancel names the first message of its warning"))
    if not word(root, "identifier").startswith(f"{word(root, 'senderCode')}_"):
        fault("identifier", _("it begins with the code of its sender"))
    infos: Any = root.findall("info")
    info = infos[0]
    given = [(word(e, "valueName"), word(e, "value")) for e in info.findall("parameter")]
    exact = dict(given)
    return Message(
        identifier=word(root, "identifier"),
        sender=word(root, "senderCode"),
        sender_name=word(root, "sender"),
        sent_at=_required("sendTime", word(root, "sendTime")),
        handling=_one_of(
            exact.get(EXACT_HANDLING), HANDLINGS, back(HANDLINGS, word(root, "status"))
        ),
        kind=str(back(KINDS, kind)),
        note=word(root, "note"),
        references=(Reference(first),) if first else (),
        channels=_channels(root),
        category=exact.get(CATEGORY, ""),
        event_text=exact.get(EVENT, ""),
        event_code=word(info, "eventType"),
        urgency=back(URGENCIES, word(info, "urgency")),
        level=back(SEVERITY_CNCAP, word(info, "severity")),
        certainty=_one_of(
            exact.get(EXACT_CERTAINTY),
            CERTAINTY_CNCAP,
            back(CERTAINTY_CNCAP, word(info, "certainty")),
        ),
        effective_at=_moment(info, "effective"),
        onset_at=_moment(info, "onset"),
        expires_at=_moment(info, "expires"),
        headline=word(info, "headline"),
        matters=word(info, "description"),
        advice=word(info, "instruction"),
        contact=word(info, "contact"),
        parameters=tuple(pair for pair in given if pair[0] not in OWN),
        **_area(info),
    )


def _area(info: etree._Element) -> dict[str, Any]:
    areas: Any = info.findall("area")
    codes = [code for area in areas for code in reading.text(area, "geocode").split(",")]
    rings = [_words(e) for e in info.iterfind("area/polygon") if _words(e)]
    circles = [_words(e) for e in info.iterfind("area/circle") if _words(e)]
    return {
        "area_text": BETWEEN_AREAS.join(
            filter(None, (reading.text(a, "areaDesc") for a in areas))
        ),
        "regions": tuple(dict.fromkeys(codes)),
        "polygons": tuple(map(reading.ring, rings)),
        "circles": tuple(reading.circle(words, 1) for words in circles),
    }


def _channels(root: etree._Element) -> tuple[str, ...]:
    named = (_words(e) for e in root.iterfind("code/method/methodName"))
    return tuple(name for name in named if name in Channel.values)


def _bare(root: etree._Element) -> etree._Element:
    """Return the document without the namespace that its sender may have put in."""
    etree.cleanup_namespaces(root)
    return root


def _one_of(exact: str | None, table: dict[str, str], otherwise: str) -> str:
    return exact if exact is not None and exact in table else otherwise


def _words(element: etree._Element) -> str:
    return (element.text or "").strip()


def _moment(parent: etree._Element, tag: str) -> datetime | None:
    return reading.moment(tag, reading.text(parent, tag), _beijing)


def _required(tag: str, words: str) -> datetime:
    at = reading.moment(tag, words, _beijing)
    if at is None:
        fault(tag, _("there is no such time"))
    return at


def _beijing(words: str) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H:%M:%S%z")
