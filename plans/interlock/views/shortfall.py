"""One shortfall, and its answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from command.core.errors import Conflict, Invalid
from plans.frame import frame
from plans.interlock import pages
from plans.interlock.actions import answer_shortfall, take_shortfall
from plans.interlock.selectors import seen
from plans.interlock.views.pages import person_of

NO_CONTENT = 204


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def shortfall(request: HttpRequest, shortfall_id: UUID) -> HttpResponse:
    """Show a promise that does not hold; take the answer of who owns it."""
    person = person_of(request)
    card = seen(shortfall_id, person)
    refusal: Invalid | Conflict | None = None
    if request.method == "POST":
        try:
            answer_shortfall(
                actor=person,
                shortfall_id=shortfall_id,
                answer=request.POST.get("answer", ""),
                reason=request.POST.get("reason", ""),
            )
        except (Invalid, Conflict) as refused:
            refusal = refused
        else:
            messages.success(request, _("Answered in your name. The next look checks it."))
            return redirect("interlock")
    shown = frame(person, "interlock") | {
        "one": pages.short_of(card, person),
        "answers": pages.answers_of(card, person),
        "refusal": refusal,
        "given": request.POST.dict(),
    }
    status = refusal.status if refusal else 200
    return render(request, "interlock/shortfall.html", shown, status=status)


@require_POST
def take(request: HttpRequest, shortfall_id: UUID) -> HttpResponse:
    """Let the reader see to it: a script hears nothing, a form comes back to the page."""
    person = person_of(request)
    take_shortfall(actor=person, shortfall_id=shortfall_id)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=NO_CONTENT)
    messages.success(request, _("You see to it. Answer before its time."))
    return redirect("shortfall", shortfall_id)
