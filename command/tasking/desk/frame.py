"""The frame of the pages of tasks: tabs and the live line over everything in sight."""

from dataclasses import replace
from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from command.core.errors import NotThere
from command.core.follow import start_of
from command.core.models import Person
from command.core.policies import rooms_visible_to, scopes_of
from command.core.rooms import inbox_room
from command.core.tabs import Names, tabs_of

# Key, name, and the name of the URL.
TABS: Names = (
    ("board", pgettext_lazy("tasks", "Board"), "tasks"),
    ("timeline", pgettext_lazy("tasks", "Timeline"), "tasks-timeline"),
    ("list", pgettext_lazy("tasks", "List"), "tasks-list"),
    ("paging", pgettext_lazy("tasks", "Channels"), "paging"),
)


def person_of(request: HttpRequest) -> Person:
    """Return who looks. Raises ``NotThere`` for whoever holds no duty."""
    person = cast(Person, request.user)
    if not scopes_of(person) and not rooms_visible_to(person).exists():
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    return person


def frame(person: Person, tab: str, query: str = "") -> dict[str, Any]:
    """Return what the frame shows; the tabs keep the filters. Read the facts after it."""
    rooms = rooms_visible_to(person).order_by("key").values_list("key", flat=True)
    return {
        "live": True,
        "start": start_of(*rooms, inbox_room(person.pk, None)),
        "tabs": [
            replace(one, url=f"{one.url}?{query}") if query and one.key != "paging" else one
            for one in tabs_of(TABS, tab)
        ],
        "keys_template": "tasks/_keys.html",
    }
