"""The panels of the screen: which template draws each, and from what."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import NoReverseMatch, reverse

from command.board import selectors
from command.board.cards import Decision, Screen
from command.board.selectors import Sight

Context = dict[str, Any]
Read = Callable[[Sight, str], Context]

# Pages of other rooms, left out as long as they do not exist.
ROOM_PAGE = "incident"
NEW_PAGE = "incident-new"


def links(selected: str) -> Context:
    """Return the addresses of other pages that exist."""
    return {
        "new_incident_url": _address(NEW_PAGE),
        "room_url": _address(ROOM_PAGE, selected) if selected else "",
    }


def screen_context(screen: Screen) -> Context:
    """Return what the whole screen needs besides its cards."""
    return {
        "screen": screen,
        "live": True,
        "keys_template": "board/_keys.html",
        "oldest": _oldest(screen.decisions),
    }


def _oldest(decisions: tuple[Decision, ...]) -> Any:
    return min((decision.asked_at for decision in decisions), default=None)


def _address(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _incidents(sight: Sight, selected: str) -> Context:
    listed = selectors.incident_list(sight)
    return {"incidents": listed, "selected": selected, "city": sight.city, **links(selected)}


def _peek(sight: Sight, selected: str) -> Context:
    return {"peek": selectors.peek(sight, selected), **links(selected)}


def _decisions(sight: Sight, _selected: str) -> Context:
    found = selectors.decisions(sight)
    return {"decisions": found, "oldest": _oldest(found)}


PANELS: Mapping[str, tuple[str, Read]] = {
    "incidents": ("board/_incidents.html", _incidents),
    "peek": ("board/_peek.html", _peek),
    "decisions": ("board/_decisions.html", _decisions),
    "cities": (
        "board/_cities.html",
        lambda sight, _: {"cities": selectors.cities(sight), "city": sight.city},
    ),
    "forces": ("board/_forces.html", lambda sight, _: {"forces": selectors.forces(sight)}),
    "gauges": ("board/_gauges.html", lambda sight, _: {"gauges": selectors.gauges(sight)}),
    "times": ("board/_times.html", lambda sight, _: {"times": selectors.times(sight)}),
    "alarms": (
        "board/_alarms.html",
        lambda sight, _: {"alarms": selectors.alarm_strip(sight)},
    ),
    "alarm": ("board/_alarm_body.html", lambda sight, _: {"alarm": selectors.alarm_bar(sight)}),
}
