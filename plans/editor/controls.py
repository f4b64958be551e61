"""The fields of a part as a form shows them, and what a form hands in.

A control follows from the rule of the field, so that a new field of the document has a
control at once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import orjson
from django.http import QueryDict

from plans.document.rules import (
    Flag,
    Key,
    Listed,
    Number,
    OneOf,
    Parts,
    Place,
    Whole,
)
from plans.editor.choices import Choice, Choices
from plans.editor.words import hint_of, label_of

LINE: Final = 160  # characters up to which a text is one line
# Fields that refer to something else, and so are chosen.
CHOSEN: Final = frozenset({"role", "step"})
# Texts with likely values; others may be typed.
LIKELY: Final = frozenset({"what", "to"})
# Commas and semicolons, those of Chinese as well.
BETWEEN: Final = re.compile("[,\uff0c\u3001;\uff1b\n]")
WHOLE = re.compile(r"[+-]?\d{1,9}")
BROKEN = re.compile(r"[+-]?\d{1,9}\.\d{1,6}")


@dataclass(frozen=True, slots=True)
class Control:
    """One field of a form. ``form``: line, likely, text, number, choice, checks, flag,
    lines, words (with commas) or rows.
    """  # noqa: D205  the forms do not fit one line

    name: str
    form: str
    label: str
    hint: str
    value: Any
    most: int = 0
    least: int = 0
    choices: Sequence[Choice] = ()
    rows: Sequence[Sequence["Control"]] = ()
    blank: Sequence["Control"] = ()
    seen: Any = None  # what stands there now, when ``value`` was typed and refused

    @property
    def base(self) -> str:
        """What the editor sees, for the save to be compared with."""
        return orjson.dumps(self.value if self.seen is None else self.seen).decode()

    @property
    def shown(self) -> Any:
        """The value as the control shows it."""
        if self.form == "lines":
            return "\n".join(self.value)
        if self.form == "words":
            return ", ".join(self.value)
        return self.value


def controls_of(part: type, data: dict[str, Any], choices: Choices) -> list[Control]:
    """Return the controls of a part, with what it says."""
    return [_control(part, each, data, choices) for each in fields(part)]


def _control(part: type, field: Any, data: dict[str, Any], choices: Choices) -> Control:
    name, rule = field.name, field.metadata["rule"]
    made = Control(
        name=name,
        form=form_of(name, rule),
        label=label_of(part, name),
        hint=hint_of(part, name),
        value=data[name],
    )
    if isinstance(rule, Parts):
        rows = [controls_of(rule.of, row, choices) for row in data[name]]
        empty = {f.name: _nothing(f) for f in fields(rule.of)}
        return replace(made, rows=rows, blank=controls_of(rule.of, empty, choices))
    if made.form == "number":
        return replace(made, least=rule.least, most=rule.most)
    if made.form in {"line", "likely", "text"}:
        made = replace(made, most=getattr(rule, "most", 12))
    offered = choices.of(name, data.get("key", ""))
    if made.form == "choice":
        offered = with_value(offered, data[name])
    if made.form == "checks":
        for value in data[name]:
            offered = with_value(offered, value)
    return replace(made, choices=offered)


def with_value(offered: list[Choice], value: Any) -> list[Choice]:
    """Return the choices, also with what stands there now, though it should not."""
    if any(value == each for each, _name in offered):
        return offered
    return [*offered, (value, f"{value} ?")]


def form_of(name: str, rule: Any) -> str:
    """Return the form of control that fits a rule."""
    match rule:
        case Parts():
            return "rows"
        case Whole() | Number():
            return "number"
        case Flag():
            return "flag"
        case OneOf() | Place():
            return "choice"
        case Key():
            return "choice" if name in CHOSEN else "line"
        case Listed(of=Key()) | Listed(of=OneOf()):
            return "checks"
        case Listed():
            return "words" if name == "capabilities" else "lines"
    if name in LIKELY:
        return "likely"
    return "line" if rule.most <= LINE else "text"


def handed_in(part: type, given: QueryDict, prefix: str = "f-") -> dict[str, Any]:
    """Return the fields of a part as a form handed them in; only those it had."""
    return {
        field.name: _value(field, given, f"{prefix}{field.name}")
        for field in fields(part)
        if f"b-{field.name}" in given or prefix != "f-"
    }


def bases(part: type, given: QueryDict) -> dict[str, Any]:
    """Return what the editor saw in each field. Raises ``ValueError``."""
    found = {}
    for field in fields(part):
        if told := given.get(f"b-{field.name}"):
            found[field.name] = orjson.loads(told)
    return found


def _value(field: Any, given: QueryDict, name: str) -> Any:
    rule = field.metadata["rule"]
    match form_of(field.name, rule):
        case "rows":
            rows = given.getlist(f"{name}-row")
            return [handed_in(rule.of, given, f"{name}-{row}-") for row in rows]
        case "flag":
            return name in given
        case "checks":
            return [_number(each) if _levels(rule) else each for each in given.getlist(name)]
        case "lines":
            lines = given.get(name, "").replace("\r\n", "\n").split("\n")
            return list(dict.fromkeys(line.strip() for line in lines if line.strip()))
        case "words":
            words = re.split(BETWEEN, given.get(name, ""))
            return list(dict.fromkeys(word.strip() for word in words if word.strip()))
        case "number":
            return _number(given.get(name, ""))
    return given.get(name, "").replace("\r\n", "\n")


def _levels(rule: Any) -> bool:
    return isinstance(rule.of, OneOf)


def _number(given: str) -> Any:
    """Return the number; what is none stays a text, for the rule to refuse."""
    told = given.strip()
    if WHOLE.fullmatch(told):
        return int(told)
    return float(told) if BROKEN.fullmatch(told) else told


def _nothing(field: Any) -> Any:
    if isinstance(field.default, tuple):
        return list(field.default)
    rule = field.metadata["rule"]
    if isinstance(rule, OneOf) and not isinstance(field.default, (str, int)):
        return rule.values[0]
    return field.default if isinstance(field.default, (str, int, float)) else ""
