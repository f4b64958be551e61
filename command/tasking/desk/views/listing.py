"""The list of tasks, and the same as a file."""

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core import regions
from command.tasking.desk.cards import Line
from command.tasking.desk.filters import Filters
from command.tasking.desk.frame import frame, person_of
from command.tasking.desk.selectors.board import board
from command.tasking.desk.selectors.listing import all_of
from command.tasking.desk.selectors.listing import listed as read
from command.tasking.desk.views.board import choices
from command.tasking.desk.words import columns, stages
from command.tasking.lifecycle import Status

# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    """Show the list, or its rows alone when a panel asks."""
    person = person_of(request)
    by = Filters.read(request.GET.dict())
    shown: dict[str, Any] = {
        "by": by,
        "query": by.address(),
        "heads": _heads(by),
        "columns": columns(),
    }
    shown["listed"] = found = read(person, by)
    shown["before"] = by.address(page=found.page - 1) if found.page > 1 else None
    shown["after"] = by.address(page=found.page + 1) if found.page < found.pages else None
    if request.headers.get("HX-Request"):
        return render(request, "tasks/_list.html", shown)
    context = frame(person, "list", by.address()) | choices(by)
    context |= shown | {"board": board(person, by), "states": Status.choices}
    return render(request, "tasks/list.html", context)


@require_safe
@never_cache
def as_csv(request: HttpRequest) -> HttpResponse:
    """Save the list as a file for a spreadsheet."""
    person = person_of(request)
    by = Filters.read(request.GET.dict())
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"tasks-{localtime(now()):%Y%m%d-%H%M}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(answer)
    writer.writerow(
        [
            *(name for _key, name, *_rest in _heads(by)),
            _("Overdue"),
            _("City"),
            _("Kind"),
            _("Given at"),
            _("Progress"),
            _("How far the order has come"),
            _("Obstacle or reason"),
            _("Exercise"),
        ]
    )
    names = stages()
    for line in all_of(person, by):
        writer.writerow([_safe(cell) for cell in _cells(line, names)])
    return answer


def _cells(line: Line, names: dict[str, str]) -> list[str]:
    card = line.card
    return [
        card.number,
        line.name,
        line.incident,
        line.who,
        line.said,
        _clock(line.due_at),
        _clock(line.at),
        _("yes") if line.late else "",
        regions.name(card.city),
        line.kind,
        _clock(line.issued_at),
        f"{card.progress} %",
        f"{names.get(line.reached, line.reached)} {line.reached_by}/{line.people}"
        if line.people
        else "",
        card.obstacle or card.reason,
        _("drill") if card.exercise else "",
    ]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _clock(at: Any) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}" if at else ""


def _heads(by: Filters) -> list[tuple[str, str, str, str]]:
    """Return the columns: key, name, the address that sorts by it, and how it is sorted."""
    names = {
        "number": _("No."),
        "title": _("Task"),
        "incident": _("Incident"),
        "assignee": _("Who has it"),
        "state": _("State"),
        "due": pgettext("task", "Due"),
        "age": _("Last change"),
    }
    heads = []
    for key, name in names.items():
        down = by.sort == key and not by.down
        sorted_as = ("descending" if by.down else "ascending") if by.sort == key else "none"
        heads.append((key, name, by.address(sort=key, down=down, page=1), sorted_as))
    return heads
