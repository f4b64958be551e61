"""The people's entrance of the field: my orders, and the one next step."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command.core import operations
from command.core.errors import Conflict, Invalid
from command.core.follow import start_of
from command.core.ids import new_id
from command.core.models import Person
from command.field import selectors
from command.tasking.actions import advance_task, check_in_team, read_task, tick_item
from command.tasking.paging.selectors.channels import push_key
from incidents.messaging.actions import deliver_messages

SEE_OTHER = 303


@require_GET
@never_cache
def my_tasks(request: HttpRequest, task_id: UUID | None = None) -> HttpResponse:
    """Show the most urgent order, or the one asked for, and what comes after it."""
    person = _person(request)
    deliver_messages(actor=person)
    start = start_of(*selectors.rooms_of(person))
    shown = selectors.screen(person, task_id)
    if shown.current is not None and shown.current.is_unread:
        read_task(actor=person, task_id=UUID(shown.current.card.id))
    # A new key each time the page is drawn: sent twice, the same key is carried out once.
    context = {"screen": shown, "key": new_id(), "start": start, "push_key": push_key()}
    return render(request, "field/my_tasks.html", context)


@require_GET
@never_cache
def news(request: HttpRequest) -> HttpResponse:
    """Say whether the orders have changed since the page was drawn."""
    person = _person(request)
    changed = request.GET.get("stamp", "") != selectors.stamp(person)
    fresh = selectors.unread(person) if changed else None
    return render(request, "field/_news.html", {"changed": changed, "fresh": fresh})


@require_POST
def step(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Take one step of a task, once per key; then show it or, when it is done, the next."""
    person = _person(request)
    verb, reason = request.POST.get("verb", ""), request.POST.get("reason", "")

    def run() -> None:
        advance_task(actor=person, task_id=task_id, verb=verb, reason=reason)

    return _once(
        request, f"field step {task_id}", {"verb": verb, "reason": reason}, run, task_id
    )


@require_POST
def tick(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Tick an item of the checklist, or take the tick away; once per key."""
    person = _person(request)
    item, done = request.POST.get("item", ""), request.POST.get("done") == "1"

    def run() -> None:
        tick_item(actor=person, task_id=task_id, item=item, done=done)

    return _once(request, f"field tick {task_id}", {"item": item, "done": done}, run, task_id)


@require_POST
def check_in(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Say that one's people are well, once per key."""
    person = _person(request)

    def run() -> None:
        check_in_team(actor=person, task_id=task_id)

    return _once(request, f"field check-in {task_id}", {}, run, task_id)


def _once(
    request: HttpRequest,
    what: str,
    asked: dict[str, Any],
    run: Callable[[], None],
    task_id: UUID,
) -> HttpResponse:
    """Do it once per key; a refusal is said on the page."""
    try:
        key = _key(request.POST.get("key", ""))
        operations.once(key, actor=_person(request), what=what, asked=asked, run=run)
    except (Conflict, Invalid) as refusal:
        messages.error(request, str(refusal.message))
    return _back(task_id)


def _back(task_id: UUID) -> HttpResponse:
    response: Any = redirect("my-task", task_id=task_id)
    response.status_code = SEE_OTHER
    return cast(HttpResponse, response)


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def _key(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("This form is too old. Try again.")) from None
