"""The shell of the phone: one page for every screen, without personal data in it."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST

from command.core.follow import start_of
from command.core.models import Person, Room
from command.core.policies import rooms_visible_to
from command.field import area as surroundings
from command.tasking.actions import read_task
from command.tasking.paging.selectors.channels import push_key

NO_CONTENT = 204
OF_A_TASK = {"my-tasks", "my-task"}


# Packed, for thin lines: there is nothing in it whose length could tell anything.
@require_GET
@never_cache
@gzip_page
@ensure_csrf_cookie
def shell(request: HttpRequest, task_id: UUID | None = None) -> HttpResponse:
    """Show the application; which screen is open its router reads from the address.

    At the address of a task the page is lean: the other screens come after the first look.
    """
    where = request.resolver_match
    lean = where is not None and where.url_name in OF_A_TASK
    return render(request, "field/app.html", {"push_key": push_key(), "lean": lean})


@require_GET
@never_cache
def feed(request: HttpRequest) -> JsonResponse:
    """Say which rooms ring this phone, and from where on."""
    person = cast(Person, request.user)
    drills = rooms_visible_to(person).filter(kind=Room.Kind.EXERCISE)
    keys = drills.order_by("key").values_list("key", flat=True)
    return JsonResponse(start_of(person.room, *keys))


@require_POST
def read(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Note that an order was looked at; accepting it later says the same."""
    read_task(actor=cast(Person, request.user), task_id=task_id)
    return HttpResponse(status=NO_CONTENT)


@require_GET
@never_cache
def area(request: HttpRequest, task_id: UUID) -> JsonResponse:
    """Say what lies around an order of one's own: the phone keeps it for flight mode."""
    return JsonResponse(surroundings.of_task(task_id, cast(Person, request.user)))
