"""The table of all plans, the page of one, and running one now."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from command.core import regions
from command.core.errors import Conflict, Invalid
from plans.frame import frame, one
from plans.interlock.views.pages import person_of
from plans.readiness import pages
from plans.readiness.actions import run_readiness
from plans.selectors import card_of

DIGITS = 19  # as many as a whole number of the database has


@require_safe
@never_cache
def readiness(request: HttpRequest) -> HttpResponse:
    """Show how ready each plan in force is."""
    person = person_of(request)
    begins = frame(person, "readiness")
    return render(
        request, "readiness/page.html", begins | pages.context(person, _city(request))
    )


@require_safe
@never_cache
def panel(request: HttpRequest) -> HttpResponse:
    """Show the table anew."""
    person = person_of(request)
    return render(request, "readiness/_table.html", pages.context(person, _city(request)))


@require_safe
@never_cache
def plan_readiness(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show how ready one plan is, step by step."""
    person = person_of(request)
    begins = frame(person, "readiness") | one(card_of(plan_id, person), "readiness")
    return render(request, "readiness/plan.html", begins | pages.of_plan(plan_id, person))


@require_safe
@never_cache
def plan_panel(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show the live part of it anew."""
    person = person_of(request)
    shown = pages.of_plan(plan_id, person)
    return render(request, "readiness/_plan.html", shown)


@require_POST
def run(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Reckon a plan now."""
    person = person_of(request)
    card_of(plan_id, person)
    try:
        run_readiness(actor=person, plan_id=plan_id, seed=_seed(request))
    except (Invalid, Conflict) as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Reckoned with what is so at this moment."))
    return redirect("plan-readiness", plan_id)


def _seed(request: HttpRequest) -> int | None:
    given = request.POST.get("seed", "").strip()
    if given and not (given.isascii() and given.isdigit() and len(given) < DIGITS):
        raise Invalid(_("The seed is a whole number from nought on."), field="seed")
    return int(given) if given else None


def _city(request: HttpRequest) -> str:
    given = request.GET.get("city", "")
    return given if given in regions.CITIES else ""
