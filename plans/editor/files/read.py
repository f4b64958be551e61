"""Reading the file of a plan: YAML or JSON, with the line of whatever is wrong.

Nothing in a file is carried out: only texts, numbers, yes and no, lists and mappings are
taken. Anchors and aliases are refused, so that a small file cannot grow a large plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import orjson
import yaml
from django.utils.translation import gettext as _

from command.core.errors import Invalid, TooLarge
from plans.document import as_data, read_document
from plans.document.shape import FORMAT
from plans.editor.files.write import HEAD

LARGEST_FILE: Final = 2_000_000  # bytes
DEEPEST: Final = 12  # a plan is seven deep
TAG: Final = "tag:yaml.org,2002:"
# A number here was meant as a code: 150600 without quotes.
CODES: Final = frozenset({"city", "region", "source"})
Lines = dict[str, int]


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What a file says: the head of a plan, and its document as plain data."""

    head: dict[str, Any]
    data: dict[str, Any]


def read_file(text: str) -> PlanFile:
    """Return what the file says.

    Raises ``TooLarge``, or ``Invalid`` with ``at`` (the place, like
    ``document.steps[2].title``) and ``line`` as far as they are known.
    """
    if len(text.encode("utf-8", "replace")) > LARGEST_FILE:
        raise TooLarge(_("The file is too large."), limit_bytes=LARGEST_FILE)
    told, lines = _json(text) if text.lstrip()[:1] == "{" else _yaml(text)
    if not isinstance(told, dict):
        raise _refused(_("This file holds no plan."), "", lines)
    if told.get("format") != FORMAT:
        words = _("This is no file of a plan: “format” must be “%(format)s”.")
        raise _refused(words % {"format": FORMAT}, "format", lines)
    if unknown := sorted(set(told) - {"format", "document", *HEAD}):
        raise _refused(
            _("“%(name)s” does not belong here.") % {"name": unknown[0]}, unknown[0], lines
        )
    try:
        data = as_data(read_document(told.get("document", {})))
    except Invalid as refusal:
        at = _place(str(refusal.detail.get("at", "")))
        words = _("The plan cannot be read at “%(at)s”.") % {"at": at}
        raise _refused(words, at, lines) from None
    return PlanFile(_head(told, lines), data)


def _head(told: dict[str, Any], lines: Lines) -> dict[str, Any]:
    head: dict[str, Any] = {
        "city": "",
        "kind": "",
        "department": "",
        "title": "",
        "title_en": "",
        "event_types": [],
    }
    for name, nothing in head.items():
        value = told.get(name, nothing)
        texts = value if isinstance(nothing, list) else [value]
        plain = isinstance(texts, list) and all(isinstance(each, str) for each in texts)
        if not plain or any("\x00" in each for each in texts):
            words = _("The plan cannot be read at “%(at)s”.") % {"at": name}
            raise _refused(words, name, lines)
        head[name] = value
    return head


def _place(at: str) -> str:
    return f"document.{at}" if at and at != "document" else "document"


def _json(text: str) -> tuple[Any, Lines]:
    try:
        return orjson.loads(text.encode("utf-8", "surrogatepass")), {}
    except (orjson.JSONDecodeError, UnicodeEncodeError) as error:
        line = getattr(error, "lineno", 1)
        words = _("This is not valid JSON: line %(line)s.") % {"line": line}
        raise Invalid(words, line=line, at="") from None


def _yaml(text: str) -> tuple[Any, Lines]:
    lines: Lines = {}
    try:
        _refuse_bombs(yaml.parse(text, Loader=yaml.CSafeLoader))
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        if node is None:
            raise Invalid(_("The file is empty."), at="", line=1)
        return _value(node, "", lines), lines
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        words = _("This is not valid YAML: line %(line)s.") % {"line": line}
        raise Invalid(
            words, line=line, at="", problem=str(getattr(error, "problem", "") or "")
        ) from None


def _refuse_bombs(events: Iterable[yaml.Event]) -> None:
    depth = 0
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            words = _("Anchors and aliases are not accepted: line %(line)s.")
            raise Invalid(words % {"line": line}, line=line, at="")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            words = _("This is nested too deeply: line %(line)s.")
            raise Invalid(words % {"line": line}, line=line, at="")


def _value(node: yaml.Node, at: str, lines: Lines) -> Any:
    lines[at] = node.start_mark.line + 1
    kind = node.tag.removeprefix(TAG)
    if isinstance(node, yaml.MappingNode) and kind == "map":
        return _mapping(node, at, lines)
    if isinstance(node, yaml.SequenceNode) and kind == "seq":
        return [_value(each, f"{at}[{i}]", lines) for i, each in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, kind, at, lines)
    raise _refused(_("“%(tag)s” is not accepted.") % {"tag": node.tag}, at, lines)


def _mapping(node: yaml.MappingNode, at: str, lines: Lines) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        where = f"{at}.{name}" if at else name
        lines.setdefault(where, key.start_mark.line + 1)
        if not name or key.tag == f"{TAG}merge":
            raise _refused(_("The name of a field must be a word."), where, lines)
        if name in told:
            lines[where] = key.start_mark.line + 1
            raise _refused(_("“%(name)s” stands here twice.") % {"name": name}, where, lines)
        told[name] = _value(value, where, lines)
    return told


def _scalar(node: yaml.ScalarNode, kind: str, at: str, lines: Lines) -> Any:
    if kind in {"int", "float"} and at.rpartition(".")[2] in CODES:
        return node.value
    if kind in {"str", "timestamp", "value"}:
        return node.value
    if kind in {"int", "float", "bool", "null"}:
        return _number(node, at, lines) if not node.style else node.value
    raise _refused(_("“%(tag)s” is not accepted.") % {"tag": node.tag}, at, lines)


def _number(node: yaml.ScalarNode, at: str, lines: Lines) -> Any:
    try:
        return yaml.safe_load(node.value)
    except ValueError:  # thousands of digits
        raise _refused(_("This number is too long."), at, lines) from None


def _refused(words: str, at: str, lines: Lines) -> Invalid:
    """Return the refusal with the line of the place, or of the nearest around it."""
    place = at
    while place and place not in lines:
        place = place[: max(place.rfind("."), place.rfind("["), 0)]
    line = lines.get(place)
    if line is None:
        return Invalid(words, at=at)
    told = _("%(words)s (line %(line)s)") % {"words": words, "line": line}
    return Invalid(told, at=at, line=line)
