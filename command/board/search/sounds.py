"""How a typed word fits a name: by its characters, its pinyin, its initials, or a mixture."""

from functools import lru_cache

MOST_TYPED = 40


@lru_cache(maxsize=30_000)
def readings(sign: str) -> tuple[str, ...]:
    """Return every reading of a character in pinyin without tones; letters read as they are."""
    from pypinyin import Style, pinyin  # its dictionaries are large: only a search needs them

    found = pinyin(sign, style=Style.NORMAL, heteronym=True)
    lower = [one.lower().replace("ü", "v") for one in (found[0] if found else [sign])]
    return tuple(dict.fromkeys(lower))


@lru_cache(maxsize=30_000)
def heads(sign: str) -> frozenset[str]:
    """Return the letters with which a character may be typed; itself among them."""
    return frozenset({sign.lower(), *(one[0] for one in readings(sign) if one)})


@lru_cache(maxsize=30_000)
def initials(name: str) -> str:
    """Return the first letters of a name as it is read most often."""
    return "".join(readings(sign)[0][:1] for sign in name if sign.isalnum())


def fit(name: str, typed: str) -> int | None:
    """Return how well ``typed`` (lower case, no blanks) fits a name, 0 best; none if not.

    0: it is the whole name. 1: the name begins so. 2: a word inside does. 3: it
    stands anywhere.
    """
    for short in (name.lower(), initials(name)):  # what is typed most, found quickest
        if short.startswith(typed):
            return 0 if len(short) == len(typed) else 1
    if any(sign not in name for sign in typed if sign.isdigit()):
        return None
    best: int | None = None
    first = typed[0]
    inside = False  # of a word of letters
    for start, sign in enumerate(name):
        if first in heads(sign):
            end = _reach(name, start, typed, 0)
            if end is not None:
                rank = _rank(name, start, end, inside=inside)
                best = rank if best is None else min(best, rank)
                if best <= 1:
                    return best
        inside = sign.isascii() and sign.isalnum()
    return best


def _rank(name: str, start: int, end: int, *, inside: bool) -> int:
    if start == 0:
        return 0 if end == len(name) else 1
    return 3 if inside else 2


def _reach(name: str, at: int, typed: str, done: int) -> int | None:
    """Return how far in the name ``typed`` reaches when its rest is read from ``at`` on."""
    if done == len(typed):
        return at
    if at == len(name):
        return None
    sign, rest = name[at], typed[done:]
    ends: list[int | None] = []
    if rest[0] == sign.lower():
        ends.append(_reach(name, at + 1, typed, done + 1))
    elif not sign.isalnum():
        return _reach(name, at + 1, typed, done)
    if not sign.isascii():
        ends += [_spoken(name, at, typed, done, one) for one in readings(sign)]
    return max((end for end in ends if end is not None), default=None)


def _spoken(name: str, at: int, typed: str, done: int, reading: str) -> int | None:
    """Return how far ``typed`` reaches when the sign at ``at`` is read so, whole or in part."""
    rest = typed[done:]
    if not reading or rest[0] != reading[0]:
        return None
    ends = [_reach(name, at + 1, typed, done + 1)]  # its initial alone
    if rest.startswith(reading):
        ends.append(_reach(name, at + 1, typed, done + len(reading)))
    elif reading.startswith(rest):
        ends.append(at + 1)
    return max((end for end in ends if end is not None), default=None)
