"""What the shell asks of Python: the places, the words for scripts, small glyph names."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.board import words
from command.core import regions
from incidents import words as words_of_incidents

register = template.Library()

# Letter after G, name, and the name of the URL.
PLACES = (
    ("S", pgettext_lazy("place", "COP"), "cop"),
    ("I", pgettext_lazy("place", "Incidents"), "incidents"),
    ("F", pgettext_lazy("place", "Forces"), "forces"),
    ("T", pgettext_lazy("place", "Tasks"), "tasks"),
    ("P", pgettext_lazy("place", "Plans"), "plans"),
    ("W", pgettext_lazy("place", "Warnings"), "warnings"),
    ("M", pgettext_lazy("place", "Sensors"), "sensors"),
    ("V", pgettext_lazy("place", "Imagery"), "imagery"),
    ("R", pgettext_lazy("place", "Reports"), "reports"),
    ("L", pgettext_lazy("place", "Log"), "log"),
)
LEVELS = {
    0: _("unrated"),
    1: _("level I"),
    2: _("level II"),
    3: _("level III"),
    4: _("level IV"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places of the navigation."""

    key: str
    name: str
    url: str
    here: bool


@register.simple_tag(takes_context=True)
def places(context: template.Context) -> list[Place]:
    """Return the places that exist; a place without a page is left out, not shown dead."""
    path = getattr(context.get("request"), "path", "")
    found = []
    for key, name, url_name in PLACES:
        try:
            url = reverse(url_name)
        except NoReverseMatch:
            continue
        here = path == url or (url != "/" and path.startswith(url))
        found.append(Place(key, str(name), url, here))
    return found


@register.simple_tag
def script_words() -> dict[str, str]:
    """Return the words for scripts."""
    return words.for_scripts()


@register.simple_tag
def map_approval_no() -> str:
    """Return the approval number of the base map, if one was given."""
    return str(settings.MAP_APPROVAL_NO)


@register.filter
def roman(level: int | None) -> str:
    """Return a level as it is written in orders, in Roman numerals."""
    return words_of_incidents.level(level)


@register.filter
def level_name(level: int) -> str:
    """Return what a level glyph says to somebody who does not see it."""
    return str(LEVELS.get(level, LEVELS[0]))


@register.filter
def hue(name: str) -> int:
    """Return one of six quiet hues for a person's round mark, always the same for one name."""
    return sum(map(ord, str(name))) % 6


@register.filter
def region(code: str) -> str:
    """Return the name of a region in the language of the reader."""
    return regions.name(code)
