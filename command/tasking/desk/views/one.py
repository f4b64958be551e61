"""One task, and what is said of it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from command.core.models import Person
from command.tasking.actions import advance_task, tick_item
from command.tasking.desk.answers import WAYS, answer, once, problems
from command.tasking.desk.forms import ActForm
from command.tasking.desk.frame import frame, person_of
from command.tasking.desk.selectors.one import incident_of, line_of, said, told
from command.tasking.desk.words import for_scripts
from command.tasking.models import Task

Context = dict[str, Any]
# Whoever may say one of these is on the side that carries the task out, and it is under way.
TICKING = {"acknowledge", "start", "report", "complete"}


@require_safe
@never_cache
def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Show one task, or its facts alone when a panel asks."""
    person = person_of(request)
    if request.headers.get("HX-Request"):
        return render(request, "tasks/_one.html", _shown(person, task_id))
    context = frame(person, "") | {"words": for_scripts()}
    context |= _shown(person, task_id)
    context["drill"] = context["line"].card.exercise
    return render(request, "tasks/one.html", context)


@require_http_methods(WAYS)
@never_cache
def act(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Say something of a task: take it, begin, report, stop, complete, verify, withdraw."""
    person = person_of(request)
    line = line_of(task_id, person)
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        if given["verb"] == "report" and given["progress"] is None:
            given["progress"] = line.card.progress

        def run() -> str:
            advance_task(actor=person, task_id=task_id, **given)
            return str(task_id)

        once(request, person, f"act {task_id}", given, run)
        return answer(request, reverse("task", args=[task_id]))
    if form.is_bound:
        return HttpResponse(problems(form), status=400, content_type="text/plain")
    context = {
        "line": line,
        "chosen": request.GET.get("verb", line.onward.verb if line.onward else ""),
        "url": reverse("task-act", args=[task_id]),
        "back": reverse("task", args=[task_id]),
        "done": _("Done."),
    }
    if request.headers.get("HX-Request"):
        return render(request, "tasks/_act.html", context)
    return render(request, "tasks/act.html", context | frame(person, ""))


@require_POST
@never_cache
def tick(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Tick an item of the checklist, or take the tick away."""
    person = person_of(request)
    line_of(task_id, person)
    item, done = request.POST.get("item", ""), request.POST.get("done", "yes") == "yes"
    tick_item(actor=person, task_id=task_id, item=item, done=done)
    return answer(request, reverse("task", args=[task_id]))


def _shown(person: Person, task_id: UUID) -> Context:
    line = line_of(task_id, person)
    room = Task.objects.values_list("incident__room", flat=True).get(pk=task_id)
    return {
        "line": line,
        "incident": incident_of(line, person),
        "told": told(task_id),
        "said": said(task_id, room),
        "ticks": any(act.verb in TICKING for act in line.acts),
    }
