"""The board of tasks, and the same on a line of time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core import regions
from command.core.models import Person
from command.tasking.desk.filters import ASSIGNEE, CITY, HOURS, INCIDENT, Filters
from command.tasking.desk.frame import frame, person_of
from command.tasking.desk.selectors.board import board
from command.tasking.desk.selectors.span import wide
from command.tasking.desk.selectors.timeline import timeline as read_timeline
from command.tasking.desk.words import columns as column_names
from command.tasking.desk.words import for_scripts, stages

Context = dict[str, Any]


@require_safe
@never_cache
def tasks(request: HttpRequest) -> HttpResponse:
    """Show the board."""
    person = person_of(request)
    by = Filters.read(request.GET.dict())
    context = frame(person, "board", by.address())
    return render(request, "tasks/board.html", context | _shown(person, by) | choices(by))


@require_safe
@never_cache
def columns(request: HttpRequest) -> HttpResponse:
    """Show the columns anew."""
    person = person_of(request)
    by = Filters.read(request.GET.dict())
    return render(request, "tasks/_board.html", _shown(person, by))


@require_safe
@never_cache
def timeline(request: HttpRequest) -> HttpResponse:
    """Show tasks on a line of time, or its rows alone when a panel asks."""
    person = person_of(request)
    by = Filters.read(request.GET.dict())
    if request.headers.get("HX-Request"):
        shown = {"line": read_timeline(person, by), "by": by, "wide": wide(person)}
        return render(request, "tasks/_timeline.html", shown)
    context = frame(person, "timeline", by.address())
    # The filters of the page are those of the board, counted there.
    context |= _shown(person, by) | choices(by) | {"line": read_timeline(person, by)}
    return render(request, "tasks/timeline.html", context)


def _shown(person: Person, by: Filters) -> Context:
    return {
        "board": board(person, by),
        "by": by,
        "query": by.address(),
        "stages": stages(),
        "columns": column_names(),
        "wide": wide(person),
    }


def choices(by: Filters) -> Context:
    """Return what the filters offer."""
    return {
        "cities": [(code, regions.name(code)) for code in regions.CITIES],
        "groups": [
            ("", pgettext("group", "nothing")),
            (INCIDENT, pgettext("group", "incident")),
            (CITY, pgettext("group", "city")),
            (ASSIGNEE, pgettext("group", "who has it")),
        ],
        "hours": [(n, _("%(n)d h") % {"n": n}, by.address(hours=n)) for n in HOURS],
        "words": for_scripts(),
    }
