"""The frame of the pages of forces: tabs and the live line. The rooms inside fill it.

A page is ``render(request, "…", frame(person, "loans") | {…})`` with a template that extends
``dispatch/frame.html`` and fills its block ``forces``.
"""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from command.core.follow import desks_of, start_of
from command.core.models import Person

# Key, name, and the name of the URL.
TABS: tuple[tuple[str, str | Promise, str], ...] = (
    ("board", pgettext_lazy("forces", "Dispatch"), "forces"),
    ("inbox", pgettext_lazy("forces", "Requests"), "forces-inbox"),
    ("register", pgettext_lazy("forces", "Register"), "register"),
    ("imports", pgettext_lazy("forces", "Import and export"), "imports"),
    ("loans", pgettext_lazy("forces", "Loans"), "loans"),
    ("coverage", pgettext_lazy("forces", "Coverage"), "coverage"),
    ("roads", pgettext_lazy("forces", "Roads"), "roads"),
    ("tracks", pgettext_lazy("forces", "Tracks and devices"), "tracks"),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of forces. ``number`` is the key that opens it."""

    key: str
    name: str
    url: str
    number: str
    here: bool


def frame(person: Person, tab: str, *, keys: str = "") -> dict[str, Any]:
    """Return what the frame shows; ``keys``: the template of its keys. Read facts after it."""
    shown = {"live": True, "start": start_of(*desks_of(person)), "tabs": tabs(tab)}
    return shown | ({"keys_template": keys} if keys else {})


def tabs(here: str) -> list[Tab]:
    """Return the tabs that have a page."""
    found: list[Tab] = []
    for key, name, url_name in TABS:
        try:
            url = reverse(url_name)
        except NoReverseMatch:
            continue
        found.append(Tab(key, str(name), url, str(len(found) + 1), here == key))
    return found
