"""Changing a draft part by part."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import BadTransition, Conflict
from command.core.models import Person
from command.core.policies import require
from plans.actions import revise_plan
from plans.actions.rights import DRAFTING
from plans.editor import merge
from plans.editor.merge import Data
from plans.editor.selectors import Draft, draft_of
from plans.selectors import locked


@door
def edit_part(
    *,
    actor: Person | None,
    plan_id: UUID,
    part: str,
    key: str,
    values: Mapping[str, Any],
    base: Mapping[str, Any],
) -> None:
    """Change fields of one part; ``base`` is what the editor saw in each.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, ``BadTransition`` when the plan has
    been submitted, or ``Conflict`` with yours, now and base of each field that somebody
    changed meanwhile; then nothing is changed.
    """
    draft = changeable(plan_id, actor)
    told, clashes = merge.edited(draft.data, part, key, values, base)
    if clashes:
        fields = {
            clash.field: {
                "yours": clash.yours,
                "now": clash.now,
                "base": clash.base,
                "by": draft.by,
                "at": draft.at,
            }
            for clash in clashes
        }
        raise Conflict(_("Somebody else changed this meanwhile."), fields=fields)
    _write(actor, plan_id, draft, told)


@door
def add_part(*, actor: Person | None, plan_id: UUID, part: str, after: str = "") -> str:
    """Add an empty part behind ``after``, or at the end; return its key.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid`` or ``BadTransition``.
    """
    draft = changeable(plan_id, actor)
    told, key = merge.added(draft.data, part, after)
    _write(actor, plan_id, draft, told)
    return key


@door
def move_part(*, actor: Person | None, plan_id: UUID, part: str, key: str, by: int) -> None:
    """Move a part up (negative) or down its list.

    Raises ``NotThere``, ``NotPermitted`` or ``BadTransition``.
    """
    draft = changeable(plan_id, actor)
    _write(actor, plan_id, draft, merge.moved(draft.data, part, key, by))


@door
def remove_part(*, actor: Person | None, plan_id: UUID, part: str, key: str) -> Data:
    """Take a part out of the draft; return it with its place, to be able to restore it.

    Raises ``NotThere``, ``NotPermitted`` or ``BadTransition``.
    """
    draft = changeable(plan_id, actor)
    there = merge.found(draft.data, part, key)
    at = draft.data[part].index(there)
    _write(actor, plan_id, draft, merge.removed(draft.data, part, key))
    return {"part": part, "at": at, "value": there}


@door
def restore_part(
    *, actor: Person | None, plan_id: UUID, part: str, value: Data, at: int
) -> None:
    """Put a part back that was taken out.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid`` or ``BadTransition``.
    """
    draft = changeable(plan_id, actor)
    _write(actor, plan_id, draft, merge.restored(draft.data, part, value, at))


def changeable(plan_id: UUID, actor: Person | None) -> Draft:
    """Lock the plan and return what its draft says, or would begin with.

    Raises ``NotThere``, ``NotPermitted``, or ``BadTransition`` after submission.
    """
    plan = locked(plan_id)
    require(actor, DRAFTING, to=_("edit a plan"), region=plan.city_id)
    draft = draft_of(plan_id)
    if draft.is_held:
        raise BadTransition(
            _("This version was submitted: it can be changed when it has been returned.")
        )
    return draft


def _write(actor: Person | None, plan_id: UUID, draft: Draft, told: Data) -> None:
    """Write the draft anew, unless it says that already."""
    if told != draft.data:
        revise_plan(actor=actor, plan_id=plan_id, document=told)
