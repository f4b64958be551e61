"""Taking the file of a plan in: as a new plan, or into a draft."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from command.core.policies import require
from plans.actions import describe_plan, draft_plan, revise_plan
from plans.actions.rights import DRAFTING
from plans.editor.actions.parts import changeable
from plans.editor.files import PlanFile, read_file
from plans.models import Plan


@door
def import_plan(
    *, actor: Person | None, text: str, city: str = "", title: str = "", title_en: str = ""
) -> Plan:
    """Enter the plan of a file as a new draft; ``city`` and titles, if given, replace its own.

    Raises ``NotPermitted``, ``TooLarge``, ``Conflict``, or ``Invalid`` with the line.
    """
    # Who may draft nothing at all does not get a file read for them.
    if city:
        require(actor, DRAFTING, to=_("draft a plan"), region=city)
    file = read_file(text)
    head: dict[str, Any] = dict(file.head)
    head["city"] = city or head["city"]
    if title:
        head |= {"title": title, "title_en": title_en}
    return draft_plan(actor=actor, document=file.data, **head)


@door
def write_draft(*, actor: Person | None, plan_id: UUID, text: str, seen: str = "") -> None:
    """Write a whole draft from a file; ``seen`` is the digest of what the writer began with.

    The head of the file describes the plan, as long as nothing of it was in force.
    Raises ``NotThere``, ``NotPermitted``, ``TooLarge``, ``BadTransition``, ``Invalid``
    with the line, or ``Conflict`` when somebody changed the draft meanwhile.
    """
    draft = changeable(plan_id, actor)
    file = read_file(text)
    plan = Plan.objects.get(pk=plan_id)
    if file.head["city"] != plan.city_id:
        words = _("This is the file of another plan: its city differs.")
        raise Invalid(words, at="city", city=plan.city_id)
    if file.data != draft.data:
        if seen and seen != draft.digest:
            raise Conflict(
                _("Somebody else changed the draft meanwhile."),
                seen=seen,
                now=draft.digest,
                by=draft.by,
                at=draft.at,
            )
        revise_plan(actor=actor, plan_id=plan_id, document=file.data)
    if any(getattr(plan, name) != told for name, told in _described(file).items()):
        describe_plan(actor=actor, plan_id=plan_id, **_described(file))


def _described(file: PlanFile) -> dict[str, Any]:
    """Return what a file says of its plan beside the document."""
    return {name: told for name, told in file.head.items() if name != "city"}
