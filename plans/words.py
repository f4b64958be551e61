"""The words of a plan, for the search: how Chinese and English are cut.

Chinese is cut as people say it (``cut_for_search``) and besides into every pair of
characters that follow each other, so that each word of two characters is found whatever
the cut. English is left to PostgreSQL, which knows its endings. Titles are known by the
initials of their pinyin too, written with a ``~`` before.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from incidents.pinyin import spelled

CHINESE = re.compile(r"[㐀-鿿豈-﫿]+")
LATIN = re.compile(r"[A-Za-z0-9]+")
EITHER = re.compile(rf"{CHINESE.pattern}|{LATIN.pattern}")
SMALL = frozenset(["a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"])
MOST_WORDS = 12  # of a query
LONGEST = 40  # letters of a word; nothing longer is a word


def pieces(text: str) -> Iterator[str]:
    """Return every Chinese word of ``text`` and every pair of characters, one after another."""
    import rjieba  # its dictionary is large: only who indexes or searches needs it

    for run in CHINESE.findall(text):
        yield from (run[at : at + 2] for at in range(len(run)))  # the last stands alone
        yield from (word for word in rjieba.cut_for_search(run) if 2 < len(word) <= LONGEST)


def initials(title: str) -> Iterator[str]:
    """Return the initials of a title from each of its characters on: 凌汛 is ~lx and ~x."""
    _whole, first = spelled(title)
    yield from (f"~{first[at:][:LONGEST]}" for at in range(len(first)))


def latin(text: str) -> str:
    """Return the Latin words of ``text``, for PostgreSQL to cut to their stems."""
    return " ".join(LATIN.findall(text))


def asked(query: str) -> list[str]:
    """Return the words of a query: Chinese words, and Latin ones in small letters."""
    found: dict[str, None] = {}
    for run in EITHER.findall(query):
        if CHINESE.match(run):
            cut = [word for word in _cut(run) if len(word) > 1]
            found |= dict.fromkeys(word[:LONGEST] for word in cut or [run])
        else:
            found[run.lower()[:LONGEST]] = None
    # “of” is in no index; alone it is all there is to look for.
    telling = [word for word in found if word not in SMALL]
    return (telling or list(found))[:MOST_WORDS]


def exactly(word: str) -> str:
    """Return a word of a query as the text of a ``tsquery``, nothing of it changed."""
    if not CHINESE.match(word):
        return f"'~{word}':*"
    if len(word) == 1:
        return f"'{word}':*"
    return " & ".join(f"'{word[at : at + 2]}'" for at in range(len(word) - 1))


def is_latin(word: str) -> bool:
    """Return whether a word of a query is looked for by its stem too."""
    return not CHINESE.match(word)


def lexemes(words: Iterable[str], weight: str) -> str:
    """Return words as the text of a ``tsvector``; they have a weight and a place."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words, 1):
        listed = places.setdefault(word, [])
        if len(listed) < MOST_PLACES:
            listed.append(min(at, LAST_PLACE))
    return " ".join(
        f"'{word}':" + ",".join(f"{at}{weight}" for at in at_each)
        for word, at_each in places.items()
    )


# What PostgreSQL keeps of a word is limited; the first mentions matter most.
MOST_PLACES, LAST_PLACE = 12, 16_000


@lru_cache(maxsize=4096)
def _cut(run: str) -> tuple[str, ...]:
    import rjieba

    return tuple(rjieba.cut(run))
