"""Taking in what the form of one part says: what can be kept is kept, the rest is named."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final
from uuid import UUID

import orjson
from django.http import QueryDict
from django.utils.translation import gettext as _

from command.core.errors import Conflict, Invalid
from command.core.models import Person
from plans.document.rules import Key, Number, Text, Whole
from plans.editor.actions import edit_part
from plans.editor.controls import bases, handed_in
from plans.editor.findings import AT
from plans.editor.merge import CLASSES

Values = dict[str, Any]
# Fields that are ticked: the form has its own order.
TICKED: Final = frozenset({"after", "levels"})


@dataclass(slots=True)
class Saved:
    """What came of a save: by field what was kept, what clashed, and what was refused."""

    key: str
    kept: Values = field(default_factory=dict)
    clashes: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    typed: Values = field(default_factory=dict)

    def refused(self) -> dict[str, tuple[str, Any]]:
        """Return why fields were refused, and what was typed there."""
        words = dict(self.problems)
        for name, clash in self.clashes.items():
            told = {"by": clash["by"], "now": said(clash["now"])}
            words[name] = _("%(by)s has changed this meanwhile to: %(now)s") % told
        return {name: (why, self.typed[name]) for name, why in words.items()}

    @property
    def is_whole(self) -> bool:
        """Whether everything was kept."""
        return not self.clashes and not self.problems


def save(person: Person, plan_id: UUID, part: str, key: str, given: QueryDict) -> Saved:
    """Save the fields that were changed; each field stands for itself.

    Raises ``NotThere``, ``NotPermitted`` or ``BadTransition``.
    """
    values, base = changes(part, given)
    saved = Saved(key, typed=dict(values))
    while values:
        try:
            edit_part(
                actor=person, plan_id=plan_id, part=part, key=key, values=values, base=base
            )
        except Conflict as refusal:
            clashes = refusal.detail.get("fields")
            if not clashes:
                raise
            saved.clashes |= clashes
            values = {name: each for name, each in values.items() if name not in clashes}
        except Invalid as refusal:
            name = _field_of(refusal)
            if name not in values:
                raise
            saved.problems[name] = _words(part, name, refusal)
            del values[name]
        else:
            saved.kept = values
            saved.key = values.get("key", key)
            break
    return saved


def changes(part: str, given: QueryDict) -> tuple[Values, Values]:
    """Return the fields that differ from what the editor saw, and what that was.

    Raises ``Invalid`` when what the editor saw cannot be read.
    """
    try:
        base = bases(CLASSES[part], given)
    except ValueError:
        raise Invalid(_("The form cannot be read; load it anew.")) from None
    values = handed_in(CLASSES[part], given)
    changed = {}
    for name, value in values.items():
        told = _in_order_of(value, base[name]) if name in TICKED else value
        if told != _unified(base[name]):
            changed[name] = told
    return changed, base


def _in_order_of(value: list[Any], base: Any) -> Any:
    """Return what was ticked in the order in which it stood, when it is the same."""
    same = isinstance(base, list) and sorted(map(str, value)) == sorted(map(str, base))
    return base if same else value


def _unified(value: Any) -> Any:
    """Return a text as a form would hand it in."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _field_of(refusal: Invalid) -> str:
    if name := refusal.detail.get("field"):
        return str(name)
    at = AT.match(str(refusal.detail.get("at", "")))
    return (at["field"] or "") if at else ""


def _words(part: str, name: str, refusal: Invalid) -> str:
    """Say what would be right in a field."""
    if "field" in refusal.detail:
        return str(refusal)
    rules: Mapping[str, Any] = {f.name: f.metadata["rule"] for f in fields(CLASSES[part])}
    match rules[name]:
        case Whole(least=least, most=most):
            return _("Enter a whole number from %(least)s to %(most)s.") % {
                "least": least,
                "most": most,
            }
        case Number():
            return _("Enter a number.")
        case Key():
            return _("Enter 1 to 12 letters, digits, dots or dashes, beginning with no dot.")
        case Text(most=most):
            return _("Enter at most %(most)s characters.") % {"most": most}
    return _("This cannot be kept as it is: see “%(at)s”.") % {
        "at": str(refusal.detail.get("at", "")).partition(".")[2] or name
    }


def said(value: Any) -> str:
    """Return a value of a field for people to compare."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(each, (str, int)) for each in value):
        return "\n".join(map(str, value))
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
