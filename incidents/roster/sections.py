"""What a handover page is made of: each floor enters the sections it knows about.

A section gathers its lines as of now, in the language of the moment; upper floors enter
theirs in their ``apps.py``, as they do reactions.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import translation
from django.utils.functional import Promise

from command.core.events import LANGUAGES


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the next shift must know. ``is_late`` marks what is overdue."""

    text: str
    detail: str = ""
    since: str = ""  # ISO time: how long it has been so
    is_late: bool = False


@dataclass(frozen=True)
class Section:
    """A part of the page: ``gather`` returns its lines for one authority.

    ``none`` is what it says when there are no lines.
    """

    key: str
    title: str | Promise
    none: str | Promise
    gather: Callable[[str], list[Line]]
    order: int = 50


SECTIONS: dict[str, Section] = {}


def enter(section: Section) -> None:
    """Put a section into the page; entering it twice is once."""
    SECTIONS[section.key] = section


def page_of(region: str) -> dict[str, list[dict[str, Any]]]:
    """Return the whole page for an authority as of now, in every language of the system."""
    content = {}
    for language in LANGUAGES:
        with translation.override(language):
            content[language] = [_gathered(section, region) for section in ordered()]
    return content


def ordered() -> list[Section]:
    """Return the sections in the order of the page."""
    return sorted(SECTIONS.values(), key=lambda one: (one.order, one.key))


def _gathered(section: Section, region: str) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": str(section.title),
        "none": str(section.none),
        "lines": [asdict(line) for line in section.gather(region)],
    }
