"""The steps of a plan: their shape, and the order in which they can be done."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.errors import Invalid
from command.core.models import Duty, Organisation
from command.tasking.lifecycle import TaskKind

KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,11}")
MOST_STEPS: Final = 200
LONGEST_MINUTES: Final = 60 * 24 * 60  # sixty days
ORGANISATION: Final = "organisation"
POST: Final = "post"
OWNERS: Final[Mapping[str, list[str]]] = {
    ORGANISATION: list(Organisation.Kind.values),
    POST: list(Duty.Post.values),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to be done, and by whom.

    The owner is a kind of organisation or a post, looked for in ``region`` (the
    city of the plan, when empty). ``offset_minutes`` counts from the activation,
    ``due_minutes`` from the order. ``after`` names the steps to be completed before.
    """

    key: str
    title: str
    title_en: str = ""
    detail: str = ""
    kind: str
    owner_kind: str
    owner: str
    region: str = ""
    offset_minutes: int = 0
    due_minutes: int = 0
    after: tuple[str, ...] = ()


def read_steps(given: Sequence[Mapping[str, Any]]) -> list[Step]:
    """Return the steps as they were given, each well formed.

    Raises ``Invalid``, naming the first step and field that cannot be meant.
    """
    if not 1 <= len(given) <= MOST_STEPS:
        raise Invalid(_("A plan has between 1 and 200 steps."))
    steps = [_read(position, raw) for position, raw in enumerate(given)]
    keys = [step.key for step in steps]
    for position, key in enumerate(keys):
        if key in keys[:position]:
            raise _wrong(position, "key")
    return steps


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


def as_data(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return the steps as a version keeps them: plain JSON values."""
    return [{**asdict(step), "after": list(step.after)} for step in steps]


def _read(position: int, raw: Mapping[str, Any]) -> Step:
    known = {field.name for field in fields(Step)}
    if unknown := sorted(set(raw) - known):
        raise _wrong(position, unknown[0])
    try:
        step = Step(**{**raw, "after": tuple(raw.get("after", ()))})
    except TypeError:
        raise Invalid(_("A step lacks a field."), position=position) from None
    for name, holds in _rules(step).items():
        if not holds:
            raise _wrong(position, name)
    return step


def _rules(step: Step) -> dict[str, bool]:
    """Return for each field whether it can be meant."""
    return {
        "key": _is_text(step.key, 1, 12) and KEY.fullmatch(step.key) is not None,
        "title": _is_text(step.title, 1, 120),
        "title_en": _is_text(step.title_en, 0, 160),
        "detail": _is_text(step.detail, 0, 2000),
        "kind": step.kind in TaskKind.values,
        "owner_kind": step.owner_kind in OWNERS,
        "owner": step.owner in OWNERS.get(step.owner_kind, []),
        "region": step.region == "" or regions.known(step.region),
        "offset_minutes": _is_minutes(step.offset_minutes),
        "due_minutes": _is_minutes(step.due_minutes),
        "after": all(_is_text(key, 1, 12) for key in step.after)
        and len(set(step.after)) == len(step.after),
    }


def _is_text(value: Any, shortest: int, longest: int) -> bool:
    return isinstance(value, str) and shortest <= len(value.strip()) <= longest


def _is_minutes(value: Any) -> bool:
    return type(value) is int and 0 <= value <= LONGEST_MINUTES


def _wrong(position: int, field: str) -> Invalid:
    return Invalid(
        _("Step %(position)d of the plan: “%(field)s” cannot be meant.")
        % {"position": position + 1, "field": field},
        position=position,
        field=field,
    )
