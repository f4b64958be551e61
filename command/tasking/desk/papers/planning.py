"""The planning worksheet (ICS 215, 任务—资源计划表): what each task needs, has and lacks."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core.models import Person
from command.tasking.desk.cards import Line
from command.tasking.desk.filters import Filters
from command.tasking.desk.papers.common import clock, head, incident_of, is_drill, paper_of
from command.tasking.desk.selectors.board import OPEN, URGENCY
from command.tasking.desk.selectors.lines import lines, narrowed, running
from command.tasking.lifecycle import Status
from incidents.documents import Block, Heading, Paper, Table, Text
from resources.selectors.need_cards import NeedCard, need_cards
from resources.selectors.sight import needs_open_to

MOST = 300


def planning_worksheet(person: Person, by: Filters, language: str) -> Paper:
    """Return the open tasks with what they need: required, had, and still lacking."""
    with translation.override(language):
        chosen = narrowed(running(person), person, by)
        rows = chosen.filter(status__in=[*OPEN, Status.DRAFT]).order_by(*URGENCY)
        found = lines(rows[:MOST], person)
        incident = incident_of(person, by)
        ids = {UUID(line.card.incident) for line in found}
        ids |= {incident.pk} if incident else set()
        needs = need_cards(needs_open_to(person).filter(incident__in=ids))
        stated = {need.number: need for need in needs if not need.closed}
        blocks: list[Block] = [
            head(incident, by, found),
            Heading(_("Tasks and what they need"), 2),
            _table(found, stated, language) if found else Text(_("No task is open.")),
            *_others(found, stated.values(), language),
        ]
        return paper_of(
            _("Planning worksheet (ICS 215)"),
            blocks,
            person=person,
            by=by,
            incident=incident,
            language=language,
            drill=is_drill(found),
        )


def _table(found: list[Line], stated: dict[str, NeedCard], language: str) -> Table:
    heads = (
        _("No."),
        _("What is to be done"),
        _("Who has it"),
        pgettext("task", "Where"),
        _("What it needs"),
        _("Required"),
        _("Have"),
        _("Lacking"),
        _("Needed by"),
    )
    rows: list[tuple[str, ...]] = []
    for line in found:
        first = (
            line.card.number,
            line.name,
            line.who or "-",
            line.card.place or "-",
        )
        wanted = line.card.needs or [{}]
        for count, need in enumerate(wanted):
            front = first if count == 0 else ("", "", "", "")
            rows.append((*front, *_need(need, stated, language), clock(line.due_at)))
    return Table(heads, tuple(rows), (2, 6, 4, 4, 4, 2, 2, 2, 3))


def _need(
    need: dict[str, Any], stated: dict[str, NeedCard], language: str
) -> tuple[str, str, str, str]:
    """Return what is needed, how much of it, what there is of it, and what lacks."""
    if not need:
        return "-", "-", "-", "-"
    card = stated.get(str(need.get("number", "")))
    if card is None:
        name = str(need.get("name_en" if language == "en" else "name") or need["what"])
        return name, str(need["quantity"]), _("not asked for yet"), "-"
    return _name(card, language), str(card.quantity), str(card.accepted), str(card.open)


def _others(found: list[Line], needs: Iterable[NeedCard], language: str) -> list[Block]:
    """Return the needs of the incidents that no task has stated."""
    named = {str(need.get("number", "")) for line in found for need in line.card.needs}
    rows = tuple(
        (
            need.number,
            _name(need, language),
            need.place or "-",
            str(need.quantity),
            str(need.accepted),
            str(need.open),
        )
        for need in needs
        if need.number not in named
    )
    if not rows:
        return []
    heads = (
        _("No."),
        _("What it needs"),
        pgettext("task", "Where"),
        _("Required"),
        _("Have"),
        _("Lacking"),
    )
    return [
        Heading(_("Needs of the incident beyond its tasks"), 2),
        Table(heads, rows, (3, 5, 6, 2, 2, 2)),
    ]


def _name(card: NeedCard, language: str) -> str:
    return card.name_en if language == "en" else card.name_zh
