"""Reading and keeping the document of a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, asdict, fields, is_dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from command.core.errors import Invalid
from plans.document.rules import Parts
from plans.document.shape import Document, Step
from plans.models import PlanVersion


def read_document(given: Mapping[str, Any]) -> Document:
    """Return the document as it was given, each field well formed.

    What is missing for the plan to work is for the compiler to say.
    Raises ``Invalid`` with ``at``, the place of the first field that cannot be meant,
    like ``steps[2].due_minutes``.
    """
    return cast(Document, _read(Document, given, ""))


def document_of(version: PlanVersion) -> Document:
    """Return what a version says."""
    return read_document(version.document)


def as_data(document: Document) -> dict[str, Any]:
    """Return the document as a version keeps it: plain JSON values."""
    return cast(dict[str, Any], _plain(asdict(document)))


def in_order(steps: Sequence[Step]) -> list[Step]:
    """Return the steps so that each stands after those it waits for.

    Raises ``Invalid`` when one waits for a step that is not there, or for itself
    by way of others.
    """
    by_key = {step.key: step for step in steps}
    for position, step in enumerate(steps):
        if missing := sorted(set(step.after) - set(by_key)):
            raise Invalid(
                _("Step %(key)s waits for a step that is not in the plan.") % {"key": step.key},
                position=position,
                missing=missing,
            )
    try:
        order = TopologicalSorter({s.key: s.after for s in steps}).static_order()
        return [by_key[key] for key in order]
    except CycleError as error:
        circle = [str(key) for key in error.args[1]]
        raise Invalid(
            _("These steps wait for each other: %(keys)s.") % {"keys": " → ".join(circle)},
            circle=circle,
        ) from None


def _read(part: type, given: Any, at: str) -> Any:
    if not isinstance(given, Mapping):
        raise _wrong(at or "document")
    known = {field.name: field for field in fields(part)}
    if unknown := sorted(str(name) for name in set(given) - set(known)):
        raise _wrong(_under(at, unknown[0]))
    values: dict[str, Any] = {}
    for name, field in known.items():
        where = _under(at, name)
        if name not in given:
            if field.default is MISSING:
                raise _wrong(where)
            continue
        values[name] = _value(field.metadata["rule"], given[name], where)
    return part(**values)


def _value(rule: Any, given: Any, at: str) -> Any:
    if isinstance(rule, Parts):
        return _parts(rule, given, at)
    if not rule.holds(given):
        raise _wrong(at)
    return tuple(given) if isinstance(given, (list, tuple)) else given


def _parts(rule: Parts, given: Any, at: str) -> tuple[Any, ...]:
    if not isinstance(given, (list, tuple)) or len(given) > rule.most:
        raise _wrong(at)
    read = tuple(_read(rule.of, each, f"{at}[{index}]") for index, each in enumerate(given))
    keys = [part.key for part in read if hasattr(part, "key")]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            raise _wrong(f"{at}[{index}].key")
    return read


def _under(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _wrong(at: str) -> Invalid:
    return Invalid(_("The plan cannot be read at “%(at)s”.") % {"at": at}, at=at)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    assert not is_dataclass(value)
    return value
