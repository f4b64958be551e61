"""The page on which a plan begins."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command.core.errors import Conflict, Invalid, NotPermitted, Refusal, TooLarge
from command.core.ids import new_id
from plans.editor.forms import SEE_OTHER, once
from plans.editor.new_forms import WAYS, NewPlanForm
from plans.editor.selectors import drafting_cities
from plans.editor.views import person_of
from plans.frame import frame

NOT_ASKED = frozenset({"csrfmiddlewaretoken", "once"})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Show the form of a new plan; begin it."""
    person = person_of(request)
    if not drafting_cities(person):
        raise NotPermitted(_("You hold no post that drafts plans."))
    way = request.GET.get("from", "blank")
    way = way if way in WAYS else "blank"
    form_of = WAYS[way][1]
    status = 200
    if request.method == "POST":
        form = form_of(person, request.POST, request.FILES)
        status = 400
        if form.is_valid():
            try:
                plan = once(request, f"new plan {way}", _asked(request, form), form.knock)
            except (Invalid, Conflict, TooLarge) as refusal:
                status = refusal.status
                _blame(form, refusal)
            else:
                answer = redirect("plan-edit", plan)
                answer.status_code = SEE_OTHER
                return answer
    else:
        form = form_of(person, initial={"plan": request.GET.get("plan", "")})
    context = frame(person, "library") | {
        "form": form,
        "way": way,
        "ways": [(key, name) for key, (name, _form) in WAYS.items()],
        "once": request.POST.get("once") or new_id(),
        "is_file": way == "file",
    }
    return render(request, "plan_editor/new.html", context, status=status)


def _asked(request: HttpRequest, form: NewPlanForm) -> dict[str, Any]:
    asked = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_ASKED}
    return asked | {"text": form.cleaned_data.get("text", "")}


def _blame(form: NewPlanForm, refusal: Refusal) -> None:
    """Say the refusal beside the field it is about, or on top of the form."""
    field = str(refusal.detail.get("field", ""))
    if "line" in refusal.detail or "at" in refusal.detail or isinstance(refusal, TooLarge):
        field = "text"
    if isinstance(refusal, Conflict) or str(refusal.detail.get("city", "")):
        field = "title" if isinstance(refusal, Conflict) else "city"
    form.add_error(field if field in form.fields else None, str(refusal.message))
