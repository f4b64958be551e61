"""The tabs of a room's pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

KEYS = 9  # the digits that open a tab
# Key, name, and the name of the URL.
Names = tuple[tuple[str, str | Promise, str], ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """One page. ``number`` is the key that opens it, or empty."""

    key: str
    name: str
    url: str
    number: str
    here: bool


def tabs_of(
    names: Names, here: str, args: Iterable[object] = (), *, numbered: bool = True
) -> list[Tab]:
    """Return the tabs of a room, whose URLs all take ``args``."""
    given = tuple(args)
    return [
        Tab(
            key=key,
            name=str(name),
            url=reverse(url_name, args=given),
            number=str(place) if numbered and place <= KEYS else "",
            here=here == key,
        )
        for place, (key, name, url_name) in enumerate(names, start=1)
    ]
