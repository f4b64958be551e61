"""Words and signs of the interlock."""

from django.utils.translation import pgettext, pgettext_lazy

from command.core import regions
from command.core.tongues import is_english
from plans.interlock.stock import Thing

# A sign of its own for each: no state is told by colour alone. The gravest first.
SIGNS = {
    "unpromised": "✕",
    "unstocked": "▽",
    "contested": "⇄",
    "overbooked": "≠",
    "spare": "+",
    "kept": "✓",
}
STATES = {
    "unpromised": pgettext_lazy("promise", "asked, not promised"),
    "unstocked": pgettext_lazy("promise", "promised, not there tonight"),
    "contested": pgettext_lazy("promise", "promised to several, not to all at once"),
    "overbooked": pgettext_lazy("promise", "more is promised than there is"),
    "spare": pgettext_lazy("promise", "promised, not asked for"),
    "kept": pgettext_lazy("promise", "asked, promised and there"),
}


def state_name(state: str) -> str:
    """Return what a state is called."""
    return str(STATES[state])


def in_chinese() -> bool:
    """Return whether the reader reads Chinese."""
    return not is_english()


def thing_name(thing: Thing) -> str:
    """Return what a thing is called."""
    return thing.zh if in_chinese() else thing.en


def unit_of(thing: Thing) -> str:
    """Return what a thing is counted in."""
    return thing.unit_zh if in_chinese() else thing.unit_en


def title_of(zh: str, en: str) -> str:
    """Return a title in the language of the reader, as far as there is one."""
    return zh if in_chinese() or not en else en


def city(code: str) -> str:
    """Return the name of a city; empty is any of the others."""
    return regions.name(code) if code else pgettext("city", "any of the others")
