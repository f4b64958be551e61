"""A filter or an order, cut into its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from command.core.errors import Invalid

MOST_LETTERS = 4000  # of one option
MOST_WORDS = 400
_WORD = re.compile(
    r"\s*(?:"
    r"(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+\- ]\d\d:?\d\d))"
    r"|(?P<date>\d{4}-\d\d-\d\d)(?![\dT])"
    r"|(?P<number>[+-]?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?)(?![\w.])"
    r"|geography'(?P<place>[^']*)'"
    r"|duration'(?P<span>[^']*)'"
    r"|'(?P<text>(?:[^']|'')*)'"
    r"|(?P<name>[A-Za-z@_][A-Za-z0-9_@]*(?:\.[A-Za-z]+)?)"
    r"|(?P<mark>[(),/])"
    r")",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word: what kind it is of, what it says, where it stands."""

    kind: str
    text: str
    at: int


def words(text: str, option: str) -> list[Word]:
    """Return the words of ``text``. Raises ``Invalid`` where there is none."""
    if len(text) > MOST_LETTERS:
        raise Invalid(_("This is too long to be asked."), field=option, limit=MOST_LETTERS)
    found = list(_each(text, option))
    if len(found) > MOST_WORDS:
        raise Invalid(_("This is too long to be asked."), field=option, limit=MOST_WORDS)
    return found


def _each(text: str, option: str) -> Iterator[Word]:
    end, at = len(text.rstrip()), 0
    while at < end:
        match = _WORD.match(text, at)
        if match is None or match.lastgroup is None or "\x00" in match[0]:
            raise Invalid(_("This cannot be read."), field=option, position=at)
        yield Word(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup))
        at = match.end()
