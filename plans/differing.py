"""The difference of two versions, put into words for the page."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from plans.document import Document
from plans.document.differ import Difference, differences
from plans.selectors.excerpts import Piece

PARTS: dict[str, Promise | str] = {
    "chapters": pgettext_lazy("plan part", "Chapters"),
    "triggers": pgettext_lazy("plan part", "Triggers"),
    "roles": pgettext_lazy("plan part", "Roles"),
    "steps": pgettext_lazy("plan part", "Steps"),
    "notices": pgettext_lazy("plan part", "Notices"),
    "asks": pgettext_lazy("plan part", "Expected from other cities"),
    "offers": pgettext_lazy("plan part", "Promised to other cities"),
}
NAMES: dict[str, Promise | str] = {
    "part": pgettext_lazy("plan field", "chapter of"),
    "title": pgettext_lazy("plan field", "title"),
    "title_en": pgettext_lazy("plan field", "English title"),
    "name": pgettext_lazy("plan field", "name"),
    "name_en": pgettext_lazy("plan field", "English name"),
    "text": pgettext_lazy("plan field", "text"),
    "text_en": pgettext_lazy("plan field", "English text"),
    "detail": pgettext_lazy("plan field", "detail"),
    "kind": pgettext_lazy("plan field", "kind"),
    "role": pgettext_lazy("plan field", "role"),
    "owner": pgettext_lazy("plan field", "filled by"),
    "owner_kind": pgettext_lazy("plan field", "kind of owner"),
    "region": pgettext_lazy("plan field", "region"),
    "place": pgettext_lazy("plan field", "place"),
    "offset_minutes": pgettext_lazy("plan field", "begins after (min)"),
    "due_minutes": pgettext_lazy("plan field", "deadline (min)"),
    "repeat_minutes": pgettext_lazy("plan field", "again every (min)"),
    "levels": pgettext_lazy("plan field", "response levels"),
    "after": pgettext_lazy("plan field", "waits for"),
    "when": pgettext_lazy("plan field", "conditions"),
    "checklist": pgettext_lazy("plan field", "checklist"),
    "needs": pgettext_lazy("plan field", "needs"),
    "to": pgettext_lazy("plan field", "to"),
    "to_kind": pgettext_lazy("plan field", "kind of recipient"),
    "counties": pgettext_lazy("plan field", "counties too"),
    "city": pgettext_lazy("plan field", "city"),
    "what": pgettext_lazy("plan field", "what"),
    "quantity": pgettext_lazy("plan field", "quantity"),
    "capabilities": pgettext_lazy("plan field", "capabilities"),
    "within_minutes": pgettext_lazy("plan field", "within (min)"),
    "step": pgettext_lazy("plan field", "step"),
    "terms": pgettext_lazy("plan field", "terms"),
}
MOST_DIFFED = 1500  # characters of a field compared piece by piece


@dataclass(frozen=True, slots=True)
class Row:
    """A field before and after, what differs marked."""

    name: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The differences of one part of the document."""

    name: str
    items: tuple[tuple[Difference, tuple[Row, ...]], ...]


def groups_of(before: Document, after: Document) -> list[Group]:
    """Return what differs, by parts of the document."""
    found: dict[str, list[tuple[Difference, tuple[Row, ...]]]] = {}
    for each in differences(before, after):
        rows = tuple(_row(one.name, one.before, one.after) for one in each.changes)
        found.setdefault(each.part, []).append((each, rows))
    return [Group(str(PARTS.get(part, part)), tuple(items)) for part, items in found.items()]


def _row(name: str, before: Any, after: Any) -> Row:
    was, now = _said(before), _said(after)
    if isinstance(after, int) or max(len(was), len(now)) > MOST_DIFFED:
        return Row(_named(name), (Piece(was, hit=True),), (Piece(now, hit=True),))
    old: list[Piece] = []
    new: list[Piece] = []
    for how, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if b > a:
            old.append(Piece(was[a:b], hit=how != "equal"))
        if d > c:
            new.append(Piece(now[c:d], hit=how != "equal"))
    return Row(_named(name), tuple(old), tuple(new))


def _named(name: str) -> str:
    return str(NAMES.get(name, name))


def _said(value: Any) -> str:
    """Return a value as one text; nested parts as their fields, those left empty aside."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        told = (f"{_named(name)} {_said(each)}" for name, each in value.items() if each)
        return ", ".join(told)
    if isinstance(value, (list, tuple)):
        return "; ".join(_said(each) for each in value)
    return str(value)
