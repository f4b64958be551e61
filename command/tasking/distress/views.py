"""The people's pages of calls for help: the bar of every page, the call, its answers."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command.core.errors import Conflict, Invalid
from command.core.models import Person
from command.tasking.distress import pages
from command.tasking.distress.actions import (
    acknowledge_help,
    close_help,
    draft_rescue,
    report_distress,
)
from command.tasking.distress.selectors import seen

LANGUAGES = ("zh-hans", "en")
NO_CONTENT, SEE_OTHER = 204, 303


@require_GET
@never_cache
def bar(request: HttpRequest) -> HttpResponse:
    """Show the call that waits longest; nothing for somebody whose screen rings for none."""
    wanted = request.GET.get("lang", "")
    with translation.override(wanted if wanted in LANGUAGES else translation.get_language()):
        shown = pages.bar(_person(request))
        if shown is None:
            return HttpResponse(status=NO_CONTENT)
        return render(request, "distress/_bar.html", shown)


@require_GET
@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    """Show the calls of the last days, the open ones first."""
    return render(request, "distress/list.html", pages.listing(_person(request)))


@require_GET
@never_cache
def one(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Show a call: where, who is near, its log, and what may be done."""
    return _page(request, call_id)


@require_GET
@never_cache
def log(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Show what changes on a call's page anew."""
    context = pages.page(_person(request), seen(call_id, _person(request)))
    return render(request, "distress/_log.html", context)


@require_POST
def acknowledge(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Take over exactly this call."""
    acknowledge_help(actor=_person(request), call_id=call_id)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=NO_CONTENT)
    return _back(call_id)


@require_POST
def close(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Say how it ended; what was typed stays when that is refused."""
    words = request.POST.get("words", "")
    try:
        close_help(actor=_person(request), call_id=call_id, words=words)
    except (Invalid, Conflict) as refusal:
        return _page(request, call_id, refusal=refusal, words=words)
    return _back(call_id)


@require_POST
def task(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Draft the task of bringing the caller out, and show it."""
    try:
        made = draft_rescue(actor=_person(request), call_id=call_id)
    except Conflict as refusal:
        return _page(request, call_id, refusal=refusal)
    messages.success(
        request, _("Task %(number)s is drafted: assign it.") % {"number": made.number}
    )
    return _to("task", made.pk)


@require_POST
def incident(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Make an incident of it, and show its room."""
    return _to("incident", report_distress(actor=_person(request), call_id=call_id).pk)


def _page(
    request: HttpRequest,
    call_id: UUID,
    *,
    refusal: Invalid | Conflict | None = None,
    words: str = "",
) -> HttpResponse:
    context = pages.page(_person(request), seen(call_id, _person(request)))
    context |= {"refusal": refusal, "given": words}
    status = refusal.status if refusal else 200
    return render(request, "distress/page.html", context, status=status)


def _back(call_id: UUID) -> HttpResponse:
    return _to("help-call", call_id)


def _to(name: str, key: UUID) -> HttpResponse:
    response: Any = redirect(name, key)
    response.status_code = SEE_OTHER
    return cast(HttpResponse, response)


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)
