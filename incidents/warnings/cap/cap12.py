"""Warnings as OASIS CAP 1.2."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from lxml import etree

from incidents.warnings.cap import reading
from incidents.warnings.cap.message import (
    CERTAINTY_CAP12,
    EXACT_CERTAINTY,
    HANDLINGS,
    KINDS,
    SEVERITY_CAP12,
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
from incidents.warnings.lifecycle import Channel

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
SCHEMA = "cap12.xsd"
EVENT_CODE, GEOCODE, CHANNEL = "GB-eventType", "GBT2260", "methodName"
OWN = frozenset({EXACT_CERTAINTY, CHANNEL})


def write(message: Message) -> bytes:
    """Return the message as a file. Raises ``Invalid`` when it cannot be said so."""
    root = etree.Element("alert")
    put(root, "identifier", message.identifier)
    put(root, "sender", message.sender)
    put(root, "sent", beijing(message.sent_at, "T"))
    put(root, "status", HANDLINGS[message.handling])
    put(root, "msgType", KINDS[message.kind])  # type: ignore[index]  # a str enum
    put(root, "scope", "Public")
    put(root, "note", message.note)
    put(root, "references", " ".join(_triple(one) for one in message.references))
    _info(etree.SubElement(root, "info"), message)
    file = file_of(_in_namespace(root))
    reading.check(reading.tree(file), SCHEMA)
    return file


def _info(info: etree._Element, message: Message) -> None:
    put(info, "language", "zh-CN")
    put(info, "category", message.category)
    put(info, "event", message.event_text or message.event_code)
    put(info, "urgency", URGENCIES[message.urgency])
    put(info, "severity", SEVERITY_CAP12[message.level])
    put(info, "certainty", CERTAINTY_CAP12[message.certainty])
    if message.event_code:
        pairs(info, "eventCode", [(EVENT_CODE, message.event_code)])
    for tag, at in (
        ("effective", message.effective_at),
        ("onset", message.onset_at),
        ("expires", message.expires_at),
    ):
        put(info, tag, beijing(at, "T") if at else "")
    put(info, "senderName", message.sender_name)
    put(info, "headline", message.headline)
    put(info, "description", message.matters)
    put(info, "instruction", message.advice)
    put(info, "contact", message.contact)
    pairs(info, "parameter", message.parameters)
    pairs(info, "parameter", [(CHANNEL, channel) for channel in message.channels])
    if CERTAINTY_CAP12[message.certainty] != message.certainty.capitalize():
        pairs(info, "parameter", [(EXACT_CERTAINTY, message.certainty)])
    area = etree.SubElement(info, "area")
    put(area, "areaDesc", message.area_text, even_empty=True)
    for ring in message.polygons:
        put(area, "polygon", ring_words(ring))
    for lat, lon, metres in message.circles:
        put(area, "circle", f"{number(lat)},{number(lon)} {number(metres / 1000)}")
    pairs(area, "geocode", [(GEOCODE, code) for code in message.regions])


def _triple(reference: Reference) -> str:
    sent = beijing(reference.sent_at, "T") if reference.sent_at else ""
    return f"{reference.sender},{reference.identifier},{sent}"


def _in_namespace(root: etree._Element) -> etree._Element:
    for element in root.iter():
        element.tag = f"{{{NAMESPACE}}}{element.tag}"
    made = etree.Element(root.tag, nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # lxml's default namespace
    made.extend(list(root))
    return made


def read(root: etree._Element) -> Message:
    """Return what a message says. Raises ``Invalid``, naming element and reason."""
    _judge_times(root)
    reading.check(root, SCHEMA)
    for element in root.iter():
        element.tag = reading.name(element)
    word = reading.text
    kind = word(root, "msgType")
    if kind not in KINDS.values():
        fault("msgType", _("only Alert, Update and Cancel are taken in"))
    if word(root, "scope") != "Public":
        fault("scope", _("only public messages are taken in"))
    references = _references(word(root, "references"))
    if kind != "Alert" and not references:
        fault("references", _("an Update or Cancel names the messages it refers to"))
    info = _info_in_chinese(root)
    parameters = _pairs(info, "parameter")
    certainty = dict(parameters).get(EXACT_CERTAINTY)
    said = word(info, "certainty").replace("Very Likely", "Likely")
    return Message(
        identifier=word(root, "identifier"),
        sender=word(root, "sender"),
        sender_name=word(info, "senderName") or word(root, "sender"),
        sent_at=_required("sent", word(root, "sent")),
        handling=back(HANDLINGS, word(root, "status")),
        kind=str(back(KINDS, kind)),
        note=word(root, "note"),
        references=references,
        category=word(info, "category"),
        event_text=word(info, "event"),
        event_code=next((v for n, v in _pairs(info, "eventCode") if n == EVENT_CODE), ""),
        urgency=back(URGENCIES, word(info, "urgency")),
        level=back(SEVERITY_CAP12, word(info, "severity")),
        certainty=certainty if certainty in CERTAINTY_CAP12 else back(CERTAINTY_CAP12, said),
        effective_at=_moment(info, "effective"),
        onset_at=_moment(info, "onset"),
        expires_at=_moment(info, "expires"),
        headline=word(info, "headline") or word(info, "event"),
        matters=word(info, "description"),
        advice=word(info, "instruction"),
        contact=word(info, "contact"),
        channels=tuple(v for n, v in parameters if n == CHANNEL and v in Channel.values),
        parameters=tuple(pair for pair in parameters if pair[0] not in OWN),
        area_text=BETWEEN_AREAS.join(
            filter(None, (word(a, "areaDesc") for a in info.findall("area")))
        ),
        regions=_geocodes(info),
        polygons=tuple(reading.ring(_words(e)) for e in info.iterfind("area/polygon")),
        circles=tuple(reading.circle(_words(e), 1000) for e in info.iterfind("area/circle")),
    )


def _judge_times(root: etree._Element) -> None:
    # Said before the schema says it less clearly.
    for element in root.iter():
        tag = reading.name(element)
        if tag in {"sent", "effective", "onset", "expires"} and _words(element).endswith("Z"):
            fault(tag, _("a time ends with its offset; UTC is written -00:00, never Z"))


def _info_in_chinese(root: etree._Element) -> etree._Element:
    infos: Sequence[etree._Element] = root.findall("info")
    if not infos:
        fault("info", _("the message says nothing"))
    chinese = [i for i in infos if reading.text(i, "language").lower().startswith("zh")]
    return (chinese or infos)[0]


def _references(words: str) -> tuple[Reference, ...]:
    found = []
    for triple in words.split():
        parts = triple.split(",")
        if len(parts) != 3 or not all(parts):
            fault("references", _("each is written: sender,identifier,sent"))
        found.append(Reference(parts[1], parts[0], _required("references", parts[2])))
    return tuple(found)


def _geocodes(info: etree._Element) -> tuple[str, ...]:
    found = [code for area in info.findall("area") for code in _pairs(area, "geocode")]
    return tuple(dict.fromkeys(value for name, value in found if name == GEOCODE))


def _pairs(parent: etree._Element, tag: str) -> tuple[tuple[str, str], ...]:
    word = reading.text
    return tuple((word(e, "valueName"), word(e, "value")) for e in parent.findall(tag))


def _words(element: etree._Element) -> str:
    return (element.text or "").strip()


def _moment(parent: etree._Element, tag: str) -> datetime | None:
    return reading.moment(tag, reading.text(parent, tag), datetime.fromisoformat)


def _required(tag: str, words: str) -> datetime:
    at = reading.moment(tag, words, datetime.fromisoformat)
    if at is None or at.tzinfo is None:
        fault(tag, _("there is no such time"))
    return at
