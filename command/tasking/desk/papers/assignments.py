"""The assignment list (ICS 204, 任务单): what each has to do, and how it stands."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core.models import Person
from command.tasking.desk.cards import BLOCKED, Line
from command.tasking.desk.filters import Filters
from command.tasking.desk.papers.common import clock, head, incident_of, is_drill, paper_of
from command.tasking.desk.selectors.board import OPEN, URGENCY
from command.tasking.desk.selectors.lines import lines, narrowed, running
from command.tasking.desk.words import columns, stages
from incidents.documents import Block, Heading, Paper, Table, Text

MOST = 300


def assignment_list(person: Person, by: Filters, language: str) -> Paper:
    """Return the list of what is open, a table for each who has something to do."""
    with translation.override(language):
        chosen = narrowed(running(person), person, by).filter(status__in=OPEN)
        found = lines(chosen.order_by(*URGENCY)[:MOST], person)
        incident = incident_of(person, by)
        blocks: list[Block] = [head(incident, by, found)]
        groups: dict[str, list[Line]] = {}
        for line in found:
            groups.setdefault(line.who or _("Given to nobody yet"), []).append(line)
        for name in sorted(groups):
            blocks += [Heading(name, 2), _table(groups[name], with_incident=incident is None)]
            blocks += _checklists(groups[name], language)
        if not found:
            blocks.append(Text(_("No task is open.")))
        return paper_of(
            _("Assignment list (ICS 204)"),
            blocks,
            person=person,
            by=by,
            incident=incident,
            language=language,
            drill=is_drill(found),
        )


def _table(found: list[Line], *, with_incident: bool) -> Table:
    names = stages()
    heads = [_("No."), _("What is to be done"), _("State"), _("Given at"), _("Deadline")]
    heads += [_("How far the order has come"), pgettext("task", "Remarks")]
    rows = []
    for line in found:
        deadline = clock(line.due_at)
        if line.late:
            deadline = _("%(at)s overdue") % {"at": deadline}
        what = " · ".join(
            part
            for part in (
                line.name,
                line.card.place,
                line.incident if with_incident else "",
            )
            if part
        )
        reached = names.get(line.reached, line.reached)
        rows.append(
            (
                line.card.number,
                what,
                _state(line),
                clock(line.issued_at),
                deadline,
                f"{reached} {line.reached_by}/{line.people}" if line.people else "-",
                line.card.obstacle or line.card.reason,
            )
        )
    return Table(tuple(heads), tuple(rows), (2, 7, 3, 3, 3, 3, 4))


def _state(line: Line) -> str:
    """Return how a task stands; an obstacle comes before what was said last."""
    said = columns()[BLOCKED] if line.card.obstacle else line.said
    return said + (f" {line.card.progress} %" if line.card.progress else "")


def _checklists(found: list[Line], language: str) -> list[Block]:
    """Return the checklists with what is ticked, a paragraph each."""
    blocks: list[Block] = []
    for line in found:
        items = line.card.checklist
        said = " ".join(
            f"{'☑' if item.get('at') else '☐'} {_text(item, language)}" for item in items
        )
        if said:
            blocks.append(Text(f"{line.card.number}: {said}"))
    return blocks


def _text(item: dict[str, str], language: str) -> str:
    english = item.get("text_en") if language == "en" else ""
    return english or item.get("text", "")
