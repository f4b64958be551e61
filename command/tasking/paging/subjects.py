"""What pages are about beside orders, and when it waits for nobody any more."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

SUBJECTS: Final[dict[str, Callable[[UUID], bool]]] = {}


def enter(noun: str, is_answered: Callable[[UUID], bool]) -> None:
    """Keep pages in whose reference is ``noun.<id>`` once that ``is_answered``."""
    SUBJECTS[noun] = is_answered


def is_answered(reference: str) -> bool:
    """Return whether what a page refers to waits for nobody; what is unknown here waits."""
    noun, _dot, key = reference.partition(".")
    return noun in SUBJECTS and SUBJECTS[noun](UUID(key))
