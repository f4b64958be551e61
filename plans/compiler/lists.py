"""Lists of contacts: who keeps them says how many of each can be reached.

The contacts live on a floor of their own above the compiler; that app enters its count here.
"""

from collections.abc import Callable, Mapping
from typing import Final

# From a city to its lists, each with the number of contacts that can be reached.
Count = Callable[[str], Mapping[str, int]]
KEEPERS: Final[list[Count]] = []


def enter(count: Count) -> None:
    """Let ``count`` be asked; entering it twice is once."""
    if count not in KEEPERS:
        KEEPERS.append(count)


def contacts_of(city: str) -> dict[str, int] | None:
    """Return the lists of a city; ``None`` when nobody keeps any."""
    if not KEEPERS:
        return None
    found: dict[str, int] = {}
    for count in KEEPERS:
        for name, reached in count(city).items():
            found[name] = found.get(name, 0) + reached
    return found
