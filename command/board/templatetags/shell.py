"""What the shell asks of Python: the nine places, the words for scripts, small glyph names."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.board import words

register = template.Library()

# Key, name, and the URL names that may stand for the place, in the order in which to try them.
PLACES = (
    ("S", pgettext_lazy("place", "COP"), ("board:cop",)),
    ("I", pgettext_lazy("place", "Incidents"), ("incidents:list",)),
    ("F", pgettext_lazy("place", "Forces"), ("resources:list",)),
    ("T", pgettext_lazy("place", "Tasks"), ("tasking:list",)),
    ("P", pgettext_lazy("place", "Plans"), ("plans:list",)),
    ("M", pgettext_lazy("place", "Sensors"), ("monitoring:list",)),
    ("V", pgettext_lazy("place", "Imagery"), ("imagery:list",)),
    ("R", pgettext_lazy("place", "Reports"), ("reports:list",)),
    ("L", pgettext_lazy("place", "Log"), ("board:log",)),
)
ROMAN = {1: "Ⅰ", 2: "Ⅱ", 3: "Ⅲ", 4: "Ⅳ"}
LEVELS = {
    0: _("unrated"),
    1: _("level I"),
    2: _("level II"),
    3: _("level III"),
    4: _("level IV"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One of the nine places of the navigation."""

    key: str
    name: str
    url: str
    here: bool


@register.simple_tag(takes_context=True)
def places(context: template.Context) -> list[Place]:
    """Return the places that exist; a place without a page is left out, not shown dead."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match else ""
    app = match.app_name if match else ""
    found = []
    for key, name, candidates in PLACES:
        for candidate in candidates:
            try:
                url = reverse(candidate)
            except NoReverseMatch:
                continue
            own = candidate.split(":")[0]
            inside = here == candidate or (own == app and own != "board")
            found.append(Place(key, str(name), url, inside))
            break
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
def roman(level: int) -> str:
    """Return 1 to 4 as Ⅰ to Ⅳ."""
    return ROMAN.get(level, "–")


@register.filter
def level_name(level: int) -> str:
    """Return what a level glyph says to somebody who does not see it."""
    return str(LEVELS.get(level, LEVELS[0]))


@register.filter
def hue(name: str) -> int:
    """Return one of six quiet hues for a person's round mark, always the same for one name."""
    return sum(map(ord, str(name))) % 6
