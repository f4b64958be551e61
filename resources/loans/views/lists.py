"""The page of all loans: what is due, what each owes, what is being settled."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core.errors import NotThere
from resources.dispatch.frame import frame
from resources.loans import pages
from resources.loans.given import person_of


@require_safe
@never_cache
def loans(request: HttpRequest) -> HttpResponse:
    """Show what was lent and borrowed, the balances, and the settlement sheets."""
    begins = frame(_on_duty(request), "loans")
    return render(request, "loans/page.html", begins | _context(request))


@require_safe
@never_cache
def panel(request: HttpRequest) -> HttpResponse:
    """Return the live part of the page."""
    _on_duty(request)
    return render(request, "loans/_lists.html", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    return pages.overview(person_of(request), request.GET.get("side", "all"))


def _on_duty(request: HttpRequest) -> Any:
    person = person_of(request)
    if not pages.sees_loans(person):
        raise NotThere(_("Loans are kept by the cities; you are not on duty for one."))
    return person
