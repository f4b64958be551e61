"""Reading messages of strangers: bounded, without entities, checked element by element."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from django.utils.translation import gettext as _
from lxml import etree

from command.core.errors import Invalid, WrongKind
from command.core.strict_xml import Element, root_of
from resources.edxl.kinds import DE, DISTRIBUTION_TYPES, DRILL, RM, Kind

LIMIT_BYTES = 512 * 1024
LIMIT_DEPTH = 16
LIMIT_MESSAGES = 50
LONGEST = 500
FIRST_YEAR, LAST_YEAR = 2000, 2100
# What the head of an envelope must say, beside its time, status and type.
SAID = ("distributionID", "senderID", "combinedConfidentiality")


@dataclass(frozen=True, slots=True)
class Found:
    """One message in a document: its element, its kind if it is one, and whether a drill's."""

    root: Element
    name: str
    kind: Kind | None
    drill: bool


def fault(element: str, reason: str) -> NoReturn:
    """Refuse a message, naming the element and why."""
    raise Invalid(
        _("The message was refused: %(element)s: %(reason)s")
        % {"element": element, "reason": reason},
        element=element,
        reason=reason,
    )


def messages_in(content: bytes) -> list[Found]:
    """Return the messages of a document, in their order.

    Raises ``TooLarge``, ``WrongKind`` where it is none of the standard's, or ``Invalid``.
    """
    root = root_of(content, limit_bytes=LIMIT_BYTES, limit_depth=LIMIT_DEPTH, fault=fault)
    space = str(etree.QName(root).namespace or "")
    if space == DE and name(root) == "EDXLDistribution":
        drill = _status(root) == "Exercise"
        found = [_found(one, drill=drill) for one in _embedded(root)]
    elif space.startswith(RM):
        found = [_found(root, drill=False)]
    else:
        raise WrongKind(_("This is no message of EDXL-RM 1.0, nor an envelope of one."))
    if not found:
        fault("contentObject", _("the envelope is empty"))
    if len(found) > LIMIT_MESSAGES:
        fault("contentObject", _("these are too many messages at once"))
    return found


def _embedded(root: Element) -> Iterator[Element]:
    """Return what an envelope carries. What is no message is refused: all is taken, or none."""
    for content in root.iterfind(f"{{{DE}}}contentObject"):
        holders = content.findall(f"{{{DE}}}xmlContent/{{{DE}}}embeddedXMLContent")
        held = [one for holder in holders for one in holder]
        others = [one for one in held if not str(etree.QName(one).namespace).startswith(RM)]
        if others or not held:
            fault("contentObject", _("it holds something else than EDXL-RM 1.0"))
        yield from held


def _status(root: Element) -> str:
    """Return the status of an envelope whose head is as the standard wants it."""
    for tag in SAID:
        if not text(root, tag):
            fault(tag, _("it is missing in %s") % name(root))
    if moment("dateTimeSent", text(root, "dateTimeSent")) is None:
        fault("dateTimeSent", _("it is missing"))
    if text(root, "distributionType") not in DISTRIBUTION_TYPES:
        fault("distributionType", _("there is no such kind of distribution"))
    status = text(root, "distributionStatus")
    if status not in {"Actual", "Exercise"}:
        fault("distributionStatus", _("it must be Actual or Exercise"))
    return status


def _found(root: Element, *, drill: bool) -> Found:
    kind = Kind(name(root)) if name(root) in set(Kind) else None
    return Found(
        root, name(root), kind, drill or text(root, "MessageDescription").startswith(DRILL)
    )


def name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(etree.QName(element).localname)


def children(parent: Element, tag: str) -> list[Element]:
    """Return the children of a name, in either namespace of the standard."""
    return [one for one in parent if name(one) == tag]


def child(parent: Element, *path: str) -> Element | None:
    """Return the first descendant along a path of names."""
    here: Element | None = parent
    for tag in path:
        here = next(iter(children(here, tag)), None) if here is not None else None
    return here


def text(parent: Element, *path: str) -> str:
    """Return the words at a path, or nothing. Raises ``Invalid`` when they are too long."""
    found = child(parent, *path)
    words = (found.text or "").strip() if found is not None else ""
    if len(words) > LONGEST:
        fault(path[-1], _("it is longer than is accepted"))
    return words


def moment(element: str, words: str) -> datetime | None:
    """Return a time, or nothing for no words. Raises ``Invalid``; a zone must be given."""
    if not words:
        return None
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        fault(element, _("there is no such time"))
    if at.tzinfo is None or not FIRST_YEAR <= at.year <= LAST_YEAR:
        fault(element, _("a time has its zone, and lies in this century"))
    return at
