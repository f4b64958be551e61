"""Where in a text a word was found, with the word marked."""

import re
from dataclasses import dataclass

from plans import words

BEFORE, AFTER = 30, 110  # characters shown around the first hit


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text; ``hit`` when it is what was looked for."""

    text: str
    hit: bool


def hit_of(asked: list[str]) -> re.Pattern[str] | None:
    """Return what finds the words of a query in a text: Latin ones by their beginning."""
    ways: list[str] = []
    for word in asked:
        if words.is_latin(word):
            ways.append(rf"\b{word[: max(4, len(word) - 3)]}\w*")
        else:
            ways.append(word)
            ways += [word[at : at + 2] for at in range(len(word) - 1)]
    if not ways:
        return None
    return re.compile("|".join(sorted(set(ways), key=len, reverse=True)), re.IGNORECASE)


def excerpt(body: str, hit: re.Pattern[str] | None) -> tuple[Piece, ...]:
    """Return the line of ``body`` with the most of the words, cut around the first."""
    if hit is None:
        return ()
    best, most = "", 0
    for line in body.splitlines():
        count = len({found.lower() for found in hit.findall(line)})
        if count > most:
            best, most = line, count
    first = hit.search(best)
    if first is None:
        return ()
    start = max(first.start() - BEFORE, 0)
    cut = best[start : first.start() + AFTER]
    shown = f"{'…' if start else ''}{cut}{'…' if start + len(cut) < len(best) else ''}"
    return pieces(shown, hit)


def pieces(text: str, hit: re.Pattern[str] | None) -> tuple[Piece, ...]:
    """Return a text cut where the hits begin and end."""
    if hit is None:
        return (Piece(text, hit=False),) if text else ()
    cut: list[Piece] = []
    at = 0
    for found in hit.finditer(text):
        if found.start() > at:
            cut.append(Piece(text[at : found.start()], hit=False))
        cut.append(Piece(found.group(), hit=True))
        at = found.end()
    if at < len(text):
        cut.append(Piece(text[at:], hit=False))
    return tuple(cut)
