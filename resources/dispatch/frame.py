"""The frame of the pages of forces: tabs and the live line. The rooms inside fill it.

A page is ``render(request, "…", frame(person, "loans") | {…})`` with a template that extends
``dispatch/frame.html`` and fills its block ``forces``.
"""

from typing import Any

from django.utils.translation import pgettext_lazy

from command.core.feed.sight import cursors_of
from command.core.follow import FEED
from command.core.models import Person
from command.core.tabs import Names, tabs_of

# Key, name, and the name of the URL.
TABS: Names = (
    ("board", pgettext_lazy("forces", "Dispatch"), "forces"),
    ("inbox", pgettext_lazy("forces", "Requests"), "forces-inbox"),
    ("register", pgettext_lazy("forces", "Register"), "register"),
    ("imports", pgettext_lazy("forces", "Import and export"), "imports"),
    ("loans", pgettext_lazy("forces", "Loans"), "loans"),
    ("coverage", pgettext_lazy("forces", "Coverage"), "coverage"),
    ("roads", pgettext_lazy("forces", "Roads"), "roads"),
    ("tracks", pgettext_lazy("forces", "Tracks and devices"), "tracks"),
)


def frame(person: Person, tab: str, *, keys: str = "") -> dict[str, Any]:
    """Return what the frame shows; ``keys``: the template of its keys. Read facts after it.

    The pages follow every room one may see: what a force does is told in the incident's.
    """
    rooms = cursors_of(person)
    start = {
        "url": FEED,
        "all": True,
        "rooms": [{"room": key, "since": seq} for key, seq in rooms.items()],
    }
    shown = {"live": True, "start": start, "tabs": tabs_of(TABS, tab)}
    return shown | ({"keys_template": keys} if keys else {})
