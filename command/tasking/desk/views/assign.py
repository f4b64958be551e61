"""Giving tasks: a new one, or one that exists."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from command.core.errors import Invalid, NotPermitted, NotThere
from command.core.models import Person
from command.core.policies import DESK, Post, duties_of
from command.tasking.actions import assign_task, issue_task, reassign_task
from command.tasking.desk.answers import WAYS, answer, once, problems
from command.tasking.desk.forms import GiveForm, NewForm
from command.tasking.desk.frame import frame, person_of
from command.tasking.desk.selectors.lines import title_of
from command.tasking.desk.selectors.templates import templates
from command.tasking.desk.selectors.who import who as read_who
from command.tasking.lifecycle import Status, TaskKind
from command.tasking.selectors import assignee_of, card_of
from incidents.lifecycle import ENDED as ENDED_INCIDENTS
from incidents.models import Incident
from incidents.selectors import seen, visible_to

Context = dict[str, Any]


@require_safe
@never_cache
def who(request: HttpRequest) -> JsonResponse:
    """Tell whom a task of an incident may be given to, the nearest first."""
    person = _at_a_desk(request)
    given = request.GET.get("incident", "")
    incident = seen(_key(given), person) if given else None
    return JsonResponse({"rows": read_who(person, incident)})


@require_http_methods(WAYS)
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Give somebody a new task: from the map, a row, the room or the board."""
    person = _at_a_desk(request)
    if request.method != "POST":
        return _show(request, person, NewForm(initial=request.GET.dict()))
    form = NewForm(request.POST)
    if not form.is_valid():
        return _show(request, person, form)
    given = form.cleaned_data
    kind, key = given["who"]
    if key is None:
        raise Invalid(_("Choose somebody from the list."), field="who")

    def run() -> str:
        one = next((t for t in templates(person) if t.code == given["template"]), None)
        whole = one is not None and given["title"] in {one.title, one.title_en}
        task = assign_task(
            actor=person,
            incident_id=given["incident"],
            title=one.title if one and whole else given["title"],
            title_en=one.title_en if one and whole else "",
            kind=given["kind"],
            assignee_kind=kind,
            assignee_id=key,
            detail=given["detail"],
            place=given["place"],
            due_at=_until(given["minutes"]),
            checklist=one.checklist if one else (),
            repeat_minutes=one.repeat_minutes if one else 0,
            check_in_minutes=one.check_in_minutes if one else 0,
        )
        return str(task.pk)

    made = once(request, person, "give a new task", given, run)
    return answer(request, reverse("task", args=[made]))


@require_http_methods(WAYS)
@never_cache
def give(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Give an existing task to somebody: for the first time, or anew."""
    person = person_of(request)
    card = card_of(task_id, person)
    again = card.state not in {Status.DRAFT, Status.REJECTED}
    form = GiveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kind, key = given["who"]

        def run() -> str:
            to = {"task_id": task_id, "assignee_kind": kind, "assignee_id": key}
            if again:
                reassign_task(actor=person, reason=given["reason"], **to)
            else:
                issue_task(actor=person, due_at=_until(given["minutes"]), **to)
            return str(task_id)

        once(request, person, f"give {task_id}", given, run)
        return answer(request, reverse("task", args=[task_id]))
    context = {
        "form": form,
        "task": card,
        "url": reverse("task-give", args=[task_id]),
        "back": reverse("task", args=[task_id]),
        "again": again,
        "heading": _("Assign %(number)s") % {"number": card.number},
        "word": _("Give the order"),
        "done": _("The order is given."),
        "incident": card.incident,
    }
    return _render(request, person, form, context)


def _show(request: HttpRequest, person: Person, form: NewForm) -> HttpResponse:
    given = form.data if form.is_bound else form.initial
    context = {
        "form": form,
        "url": reverse("task-new"),
        "back": reverse("tasks"),
        "heading": _("Give a task"),
        "word": _("Give the order"),
        "done": _("The order is given."),
        "incidents": _incidents(person),
        "incident": given.get("incident", ""),
        "templates": templates(person),
        "kinds": TaskKind.choices,
        "given": given,
        "to": _to(given.get("who") or given.get("to", "")),
    }
    return _render(request, person, form, context)


def _render(
    request: HttpRequest, person: Person, form: GiveForm, context: Context
) -> HttpResponse:
    """Answer a script with the form alone or with what is wrong, and people with a page."""
    status = 400 if form.is_bound else 200
    if not request.headers.get("HX-Request"):
        context |= frame(person, "board")
        return render(request, "tasks/give.html", context, status=status)
    if form.is_bound:
        return HttpResponse(problems(form), status=status, content_type="text/plain")
    return render(request, "tasks/_give.html", context)


def _at_a_desk(request: HttpRequest) -> Person:
    """Return who gives orders. Raises ``NotPermitted`` for whoever has no desk."""
    person = person_of(request)
    if not duties_of(person).filter(post__in=DESK).exists():
        names = ", ".join(sorted(str(Post(post).label) for post in DESK))
        raise NotPermitted(
            _("Only these posts give tasks: %(posts)s.") % {"posts": names},
            posts=sorted(map(str, DESK)),
        )
    return person


def _incidents(person: Person) -> list[tuple[str, str, str]]:
    """Return the running incidents in sight, the gravest first: key, title, place."""
    rows = visible_to(person).exclude(state__status__in=ENDED_INCIDENTS)
    found: list[Incident] = list(rows.select_related("state").order_by("-reported_at"))
    found.sort(key=lambda one: one.state.grade or 9)
    return [(str(one.pk), _told(one), one.place) for one in found]


def _told(incident: Incident) -> str:
    drill = f" ({_('drill')})" if incident.exercise_id else ""
    return f"{incident.state.grade or '?'} · {title_of(incident)}{drill}"


def _to(given: str) -> tuple[str, str]:
    """Return whom the form names already: the value, and a name for it."""
    kind, _colon, key = given.partition(":")
    try:
        return given, assignee_of(kind, UUID(key)).label
    except (ValueError, NotThere):
        return "", ""


def _key(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise NotThere(_("No such incident, or not visible to you.")) from None


def _until(minutes: int | None) -> datetime | None:
    return now() + timedelta(minutes=minutes) if minutes else None
