"""What the pages of the editor show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from command.core.models import Person
from command.core.rooms import register_room
from plans.document.shape import CHAPTERS, Condition
from plans.editor.choices import CONDITIONS, Choices, name_of, titled, what_choices, what_name
from plans.editor.controls import Control, controls_of
from plans.editor.findings import Placed, findings_of
from plans.editor.merge import CLASSES
from plans.editor.preview import preview_of
from plans.editor.selectors import Draft
from plans.editor.words import PARTS
from plans.frame import frame, one
from plans.selectors import PlanCard

FIRST = "steps"
FILE = "file"


@dataclass(frozen=True, slots=True)
class Entry:
    """One part in the list."""

    key: str
    name: str
    url: str
    here: bool
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class PartTab:
    """One list of parts among the tabs."""

    key: str
    name: str
    url: str
    here: bool
    count: int
    errors: int


@dataclass(frozen=True, slots=True)
class FieldView:
    """A control with what the check says about it, and what was refused."""

    control: Control
    findings: Sequence[Placed]
    problem: str = ""


def editor_page(person: Person, card: PlanCard) -> dict[str, Any]:
    """Return the frame around the editor. Read the facts of the page after it."""
    room = register_room(card.city, None)
    return frame(person, "library") | one(card, "edit") | {"room": room}


def editor(
    card: PlanCard,
    draft: Draft,
    part: str,
    key: str,
    problems: Mapping[str, tuple[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return the lists and the form of one part."""
    part = part if part in CLASSES or part == FILE else FIRST
    found = findings_of(draft.document, card)
    context: dict[str, Any] = {
        "plan": card,
        "draft": draft,
        "part": part,
        "editable": not draft.is_held,
        "tabs_of_parts": _tabs(card, draft, part, found),
        "is_file": part == FILE,
        "file_url": url_of(card, FILE),
    }
    if part == FILE:
        return context
    rows = draft.data[part]
    here = next((row for row in rows if row["key"] == key), rows[0] if rows else None)
    own = here["key"] if here else ""
    context |= {
        "words": PARTS[part],
        "entries": _entries(card, draft, part, own, found),
        "here": own,
        "fields": [],
        "general": [],
    }
    if here is not None:
        choices = Choices(draft.document, card.city)
        mine = [each for each in found if (each.part, each.key) == (part, own)]
        context |= {
            "fields": [
                _view(control, mine, problems or {})
                for control in controls_of(CLASSES[part], here, choices)
            ],
            "problems": problems or {},
            "general": [each for each in mine if not each.field],
            "place": rows.index(here) + 1,
            "likely": {"what": choices.of("what"), "to": choices.of("to")},
        }
    return context


def _view(
    control: Control, mine: Sequence[Placed], problems: Mapping[str, tuple[str, Any]]
) -> FieldView:
    """Return a field; what was refused stands there as it was typed."""
    findings = [each for each in mine if each.field == control.name]
    if control.name not in problems:
        return FieldView(control, findings)
    why, typed = problems[control.name]
    if control.form != "rows":
        control = replace(control, value=typed, seen=control.value)
    return FieldView(control, findings, why)


def preview(card: PlanCard, draft: Draft) -> dict[str, Any]:
    """Return the preview and the findings of the whole draft."""
    found = findings_of(draft.document, card)
    return {
        "plan": card,
        "draft": draft,
        "preview": preview_of(draft.document),
        "errors": [(each, url_at(card, each)) for each in found if each.is_error],
        "warnings": [(each, url_at(card, each)) for each in found if not each.is_error],
        "step_url": f"{reverse('plan-edit', args=[card.id])}?part=steps&key=",
    }


def url_of(card: PlanCard, part: str, key: str = "") -> str:
    """Return where a part is edited."""
    asked = {"part": part, "key": key} if key else {"part": part}
    return f"{reverse('plan-edit', args=[card.id])}?{urlencode(asked)}"


def url_at(card: PlanCard, finding: Placed) -> str:
    """Return where the field stands that a finding names."""
    if not finding.part:
        return url_of(card, FIRST)
    anchor = f"#f-{finding.field}" if finding.field else ""
    return url_of(card, finding.part, finding.key) + anchor


def _tabs(card: PlanCard, draft: Draft, part: str, found: Sequence[Placed]) -> list[PartTab]:
    return [
        PartTab(
            name,
            str(words.names),
            url_of(card, name),
            name == part,
            len(draft.data[name]),
            sum(each.part == name and each.is_error for each in found),
        )
        for name, words in PARTS.items()
    ]


def _entries(
    card: PlanCard, draft: Draft, part: str, own: str, found: Sequence[Placed]
) -> list[Entry]:
    known = {str(code): name for code, name in what_choices()}
    return [
        Entry(
            row.key,
            _name(row, known),
            url_of(card, part, row.key),
            row.key == own,
            sum((each.part, each.key) == (part, row.key) and each.is_error for each in found),
            sum(
                (each.part, each.key) == (part, row.key) and not each.is_error for each in found
            ),
        )
        for row in getattr(draft.document, part)
    ]


def _name(row: Any, known: Mapping[str, str]) -> str:
    """Return what stands for a part in its list."""
    names = {field.name for field in fields(row)}
    if "owner_kind" in names:
        return name_of(row)
    if "part" in names:
        return str(row.title or CHAPTERS[row.part])
    if "what" in names:
        return f"{row.quantity} {what_name(row.what, known)}"
    if "to_kind" in names:
        return str(row.text or row.to)
    told = titled(row)
    return told or _condition(row.when[0]) if "when" in names and row.when else told


def _condition(condition: Condition) -> str:
    return f"{CONDITIONS[condition.on]} {condition.value:g}"
