"""People's pages of the compiler: the check of a plan, and the error catalogue."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of
from plans.compiler import pages
from plans.frame import frame, one


@require_safe
@never_cache
def check(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show what the compiler finds in the newest version of a plan; asked by htmx, a part."""
    person = _person(request)
    card, version = pages.version_checked(plan_id, person)
    if request.headers.get("HX-Request"):
        return render(request, "plan_compiler/_check.html", pages.check(card, version))
    shown: dict[str, Any] = frame(person, "library") | one(card, "check")
    shown |= pages.check(card, version)
    return render(request, "plan_compiler/check.html", shown)


@require_safe
@never_cache
def errors(request: HttpRequest) -> HttpResponse:
    """Show the error catalogue."""
    shown: dict[str, Any] = frame(_person(request), "errors") | pages.catalogue()
    return render(request, "plan_compiler/errors.html", shown)


def _person(request: HttpRequest) -> Person:
    person = cast(Person, request.user)
    if not scopes_of(person):
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    return person
