"""What an order says besides its words: place, checklist, needs, clocks."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from command.core.errors import Conflict, Invalid
from command.tasking.lifecycle import ENDED
from command.tasking.models import Task
from incidents.actions.judge import on_earth
from incidents.models import Incident
from resources.actions.what import What

Item = str | Mapping[str, str]
Need = Mapping[str, Any]
MOST_ITEMS = 40
MOST_NEEDS = 20
ITEM_LENGTH = 160
PLACE_LENGTH = 120
DAY = 24 * 60  # minutes


def details(
    incident: Incident,
    *,
    place: str,
    point: tuple[float, float] | None,
    checklist: Sequence[Item],
    needs: Sequence[Need],
    repeat_minutes: int,
    check_in_minutes: int,
    parent_id: UUID | None,
) -> dict[str, Any]:
    """Return the fields of the task. Raises ``Invalid`` or ``Conflict``."""
    if len(place.strip()) > PLACE_LENGTH:
        raise Invalid(_("The name of the place is too long."), field="place")
    return {
        "place": place.strip(),
        "point": on_earth(point) if point else None,
        "checklist": items_of(checklist),
        "needs": needs_of(needs),
        "repeat_minutes": _minutes(repeat_minutes, "repeat_minutes"),
        "check_in_minutes": _minutes(check_in_minutes, "check_in_minutes"),
        "parent": parent_of(parent_id, incident) if parent_id else None,
    }


def items_of(given: Sequence[Item]) -> list[dict[str, str]]:
    """Return the checklist as the header keeps it. Raises ``Invalid``."""
    if len(given) > MOST_ITEMS:
        raise Invalid(_("The checklist is too long."), field="checklist", most=MOST_ITEMS)
    items = []
    for number, each in enumerate(given, 1):
        said = {"text": each} if isinstance(each, str) else each
        text, text_en = said.get("text", "").strip(), said.get("text_en", "").strip()
        if not text or max(len(text), len(text_en)) > ITEM_LENGTH:
            raise Invalid(
                _("An item of the checklist has 1 to 160 characters."), field="checklist"
            )
        items.append({"key": str(number), "text": text, "text_en": text_en})
    return items


def needs_of(given: Sequence[Need]) -> list[dict[str, Any]]:
    """Return the needs as the header keeps them. Raises ``Invalid``."""
    if len(given) > MOST_NEEDS:
        raise Invalid(_("A task does not need so many things."), field="needs", most=MOST_NEEDS)
    wanted = [(str(each.get("what", "")), int(each.get("quantity", 0))) for each in given]
    needs = []
    for (what, quantity), thing in zip(wanted, What.read_all(wanted), strict=True):
        supply = thing.supply
        names = (supply.name_zh, supply.name_en) if supply else (what, what)
        needs.append(
            {"what": what, "quantity": quantity, "name": names[0], "name_en": names[1]}
        )
    return needs


def parent_of(key: UUID, incident: Incident) -> Task:
    """Return the task that the new one is a part of. Raises ``Invalid`` or ``Conflict``."""
    parent = Task.objects.select_related("state").filter(pk=key, incident=incident).first()
    if parent is None:
        raise Invalid(_("There is no such task in the incident."), field="parent_id")
    if parent.parent_id is not None:
        raise Invalid(_("A part of a task has no parts of its own."), field="parent_id")
    if parent.state.status in ENDED:
        raise Conflict(_("The task that this would be a part of is over."))
    return parent


def _minutes(given: int, field: str) -> int:
    if not 0 <= given <= DAY:
        raise Invalid(_("That is 0 (never) to 1440 minutes."), field=field)
    return given
