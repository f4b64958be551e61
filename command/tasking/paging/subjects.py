"""What pages are about beside orders, when it waits for nobody any more, and where it is."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.urls import reverse

SUBJECTS: Final[dict[str, Callable[[UUID], bool]]] = {}
PAGES: Final[dict[str, str]] = {}
USUAL = "paging"  # the page of the calls themselves


def enter(noun: str, is_answered: Callable[[UUID], bool], *, page: str = "") -> None:
    """Keep pages in whose reference is ``noun.<id>`` once that ``is_answered``.

    They lead to the page that the URL of this name gives for the id.
    """
    SUBJECTS[noun] = is_answered
    if page:
        PAGES[noun] = page


def is_answered(reference: str) -> bool:
    """Return whether what a page refers to waits for nobody; what is unknown here waits."""
    noun, _dot, key = reference.partition(".")
    return noun in SUBJECTS and SUBJECTS[noun](UUID(key))


def url_of(reference: str) -> str:
    """Return where what a page refers to is read."""
    noun, _dot, key = reference.partition(".")
    return reverse(PAGES[noun], args=[key]) if noun in PAGES else reverse(USUAL)
