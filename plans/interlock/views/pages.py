"""The matrix: as a page, its live part, and as a file."""

import re
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of
from command.core.tongues import CHINESE, ENGLISH, is_english
from incidents.documents import paper_response
from plans.frame import frame
from plans.interlock import pages
from plans.interlock.paper import csv_of, paper_of

# What is asked for by name: a kind of team, or a code of supply; and a cell of the matrix.
WHAT = re.compile(r"[A-Za-z0-9_]{0,16}")
CELL = re.compile(r"[A-Za-z0-9_-]{0,40}")


@require_safe
@never_cache
def interlock(request: HttpRequest) -> HttpResponse:
    """Show what cities ask and promise, and what of it does not hold."""
    person = person_of(request)
    shown: dict[str, Any] = frame(person, "interlock") | _context(request, person)
    return render(request, "interlock/page.html", shown)


@require_safe
@never_cache
def panel(request: HttpRequest) -> HttpResponse:
    """Show it anew."""
    return render(request, "interlock/_page.html", _context(request, person_of(request)))


@require_safe
@never_cache
def paper(request: HttpRequest, form: str) -> HttpResponse:
    """Return the matrix as a file: pdf, docx, json or csv."""
    person = person_of(request)
    what = _given(request, "what", WHAT)
    if form == "csv":
        answer = HttpResponse(csv_of(person, what), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="interlock.csv"'
        return answer
    language = ENGLISH if is_english() else CHINESE
    return paper_response(paper_of(person, what, language), form)


def person_of(request: HttpRequest) -> Person:
    """Return who asks. Raises ``NotThere`` for somebody without a duty."""
    person = cast(Person, request.user)
    if not scopes_of(person):
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    return person


def _context(request: HttpRequest, person: Person) -> dict[str, Any]:
    what, opened = _given(request, "what", WHAT), _given(request, "open", CELL)
    return pages.context(person, what, opened)


def _given(request: HttpRequest, name: str, form: re.Pattern[str]) -> str:
    given = request.GET.get(name, "")
    return given if form.fullmatch(given) else ""
