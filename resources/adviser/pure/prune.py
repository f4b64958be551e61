"""Who need not be looked at: farther than enough others of the same city."""

from collections.abc import Iterable, Mapping

Pair = tuple[str, str]


def useful(
    pairs: Iterable[Pair],
    eta: Mapping[Pair, int],
    source: Mapping[str, Pair],
    available: Mapping[str, int],
    demand: Mapping[str, int],
) -> tuple[Pair, ...]:
    """Return the pairs among which a best plan is.

    A city's candidates for a need differ only by when they come. Once the nearer ones have as
    much as all needs of that thing together, one of them is free whenever a farther one is
    sent, and is no worse: for a plan that counts senders it may cost some more of them.
    """
    groups: dict[tuple[str, Pair], list[Pair]] = {}
    for pair in pairs:
        groups.setdefault((pair[0], source[pair[1]]), []).append(pair)
    kept: set[Pair] = set()
    for (_, (_, what)), group in groups.items():
        enough = demand[what]
        for pair in sorted(group, key=lambda each: (eta[each], each[1])):
            if enough <= 0:
                break
            kept.add(pair)
            enough -= available[pair[1]]
    return tuple(pair for pair in eta if pair in kept)
