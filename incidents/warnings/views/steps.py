"""Three steps of an act that goes on record: fill in, look at what it brings, confirm."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from command.core.errors import Invalid
from command.core.ids import new_id
from incidents.warnings.views import choices

REVIEW, DO = "review", "do"
FORM_METHODS = ["GET", "HEAD", "POST"]
OF_THE_STEPS = frozenset({"csrfmiddlewaretoken", "step", "key"})


def in_steps(
    request: HttpRequest,
    form: Any,
    context: dict[str, Any],
    done: Callable[[], HttpResponse],
    brings: Callable[[], dict[str, Any]],
) -> HttpResponse:
    """Show the form, then what it brings, then do it; refusals come back to the form."""
    step = request.POST.get("step", "")
    template = context.get("template", "warnings/write.html")
    if request.method == "POST" and form.is_valid():
        try:
            if step == DO:
                return done()
            if step == REVIEW:
                kept = [(n, v) for n in request.POST for v in request.POST.getlist(n)]
                kept = [(n, v) for n, v in kept if n not in OF_THE_STEPS]
                shown = {"kept": kept, "key": new_id(), **brings(), **context}
                return render(request, "warnings/confirm.html", shown)
        except Invalid as refusal:
            field = str(refusal.detail.get("field", ""))
            form.add_error(field if field in form.fields else None, str(refusal.message))
    status = 400 if request.method == "POST" and form.errors else 200
    chosen = form["regions"].value() if "regions" in form.fields else None
    return render(
        request,
        template,
        {"form": form, "tree": choices.tree(chosen or []), **context},
        status=status,
    )


def asked(request: HttpRequest) -> dict[str, list[str]]:
    """Return what was filled in, to know the same request again."""
    return {n: request.POST.getlist(n) for n in request.POST if n not in OF_THE_STEPS}
