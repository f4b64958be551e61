"""The two languages of the screens, for what is kept for a reader who is not here now."""

from collections.abc import Callable, Iterable

from django.utils.functional import Promise
from django.utils.translation import get_language, override

CHINESE, ENGLISH = "zh-hans", "en"


def is_english() -> bool:
    """Return whether the reader of now uses English."""
    return not (get_language() or CHINESE).startswith("zh")


def reader() -> str:
    """Return the language that the reader of now uses."""
    return ENGLISH if is_english() else CHINESE


def other() -> str:
    """Return the language that the reader of now does not use."""
    return CHINESE if is_english() else ENGLISH


def pair(mine: str, others: str) -> tuple[str, str]:
    """Return words of the reader's language and of the other one: the Chinese ones first."""
    return (others, mine) if is_english() else (mine, others)


def both(say: Callable[[], str]) -> tuple[str, str]:
    """Return what ``say`` says in Chinese and in English."""
    with override(CHINESE):
        chinese = say()
    with override(ENGLISH):
        return chinese, say()


def reasons(message: str | Promise) -> dict[str, str]:
    """Return a refusal as a phone keeps it, which may be read in the other language later.

    ``message`` must be lazy: what was put into words already has one language.
    """
    reason, reason_en = both(lambda: str(message))
    return {"reason": reason, "reason_en": reason_en}


def listed(names: Iterable[str]) -> str:
    """Return names one after the other, as the reader of now lists them."""
    return (", " if is_english() else "、").join(names)


def of_reader(chinese: str, english: str) -> str:
    """Return the words for the reader of now; the Chinese ones where there are no others."""
    return english if english and is_english() else chinese
