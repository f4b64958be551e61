"""People's pages of reports: the desk, the tab of an incident, and one report."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core.errors import NotThere
from command.core.follow import desks_of, start_of
from command.core.models import Person
from command.core.policies import scopes_of
from incidents.documents import paper_response
from incidents.frame import frame
from incidents.reports import pages
from incidents.reports.paper import paper_of
from incidents.reports.selectors import clocks_waiting, seen_report
from incidents.selectors import seen

LANGUAGES = ("zh-hans", "en")


@require_safe
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """Show the desk of reports: clocks first, then what waits."""
    person = _on_duty(request)
    start = start_of(*desks_of(person))
    context = pages.desk(person, request.GET.get("kind", ""))
    return render(request, "reports/desk.html", {"live": True, "start": start, **context})


@require_safe
@never_cache
def desk_panel(request: HttpRequest) -> HttpResponse:
    """Show the desk's lists anew."""
    person = _on_duty(request)
    return render(
        request, "reports/_desk.html", pages.desk(person, request.GET.get("kind", ""))
    )


@require_safe
@never_cache
def waiting(request: HttpRequest) -> HttpResponse:
    """Show the clocks that run out, of all incidents or of one; nothing when none does."""
    clocks = clocks_waiting(_person(request))
    clocks.sort(key=lambda clock: clock.exercise)  # what is real comes first
    wanted = request.GET.get("incident", "")
    if wanted:
        clocks = [clock for clock in clocks if clock.incident == wanted]
    return render(request, "reports/_waiting.html", {"clocks": clocks, "of_one": wanted})


@require_safe
@never_cache
def room(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the reports about an incident."""
    return show_room(request, incident_id)


def show_room(
    request: HttpRequest,
    incident_id: UUID,
    problem: str = "",
    status: int = 200,
    typed: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the reports about an incident; with what was refused and typed, if anything was."""
    person = _person(request)
    context = frame(person, incident_id, "reports")
    context |= pages.room(context["incident"], person) | {"problem": problem, "typed": typed}
    return render(request, "reports/room.html", context, status=status)


@require_safe
@never_cache
def room_panel(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the clocks and lists of an incident anew."""
    person = _person(request)
    incident = seen(incident_id, person)
    context = {"incident": incident, **pages.room(incident, person)}
    return render(request, "reports/_room.html", context)


@require_safe
@never_cache
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Show one report: its fields, its chain of signatures, its paper."""
    return show(request, report_id)


def show(
    request: HttpRequest,
    report_id: UUID,
    problem: str = "",
    status: int = 200,
    typed: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the page of a report; with what was refused, if anything was."""
    person = _person(request)
    state = seen_report(report_id, person)
    context = frame(person, state.report.incident_id, "reports")
    context |= pages.editor(state, person) | {"problem": problem, "typed": typed}
    return render(request, "reports/report.html", context, status=status)


@require_safe
@never_cache
def chain(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Show the head of a report anew: who has signed, and the clock."""
    person = _person(request)
    state = seen_report(report_id, person)
    return render(request, "reports/_chain.html", pages.chain_of(state, person))


@require_safe
@never_cache
def preview(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Show the paper anew, or what changed against another version."""
    person = _person(request)
    state = seen_report(report_id, person)
    against = request.GET.get("against", "")[:12]
    return render(request, "reports/_paper.html", pages.preview(state, person, against))


@require_safe
@never_cache
def document(request: HttpRequest, report_id: UUID, form: str) -> HttpResponse:
    """Answer with the report as PDF, Word file or JSON."""
    person = _person(request)
    state = seen_report(report_id, person)
    wanted = request.GET.get("lang", "")
    language = wanted if wanted in LANGUAGES else ""
    return paper_response(paper_of(state, person, language), form)


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _on_duty(request: HttpRequest) -> Person:
    person = _person(request)
    if not scopes_of(person):
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    return person
