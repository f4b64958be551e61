"""Finding: what fits best comes first."""

from collections.abc import Iterable

from command.board.search.rows import ORDER, Row
from command.board.search.sounds import MOST_TYPED, fit

MOST = 12
EXACT, NUMBER_ENDS, BEGINS, ELSEWHERE = 0.0, 0.5, 1.0, 3.5
LEAST_OF_A_NUMBER = 2  # signs, to be looked for in numbers


def find(rows: Iterable[Row], typed: str) -> list[Row]:
    """Return the rows that ``typed`` may mean: the exact number, then by fit, then the newest.

    Nothing typed gives the newest incidents and the pages.
    """
    wanted = "".join(typed.lower().split())[:MOST_TYPED]
    if not wanted:
        offered = (row for row in rows if row.kind in {"incident", "page"} and not row.past)
        return sorted(offered, key=lambda row: (ORDER[row.kind], -row.at))[:MOST]
    ranked = [(rank, row) for row in rows if (rank := _rank(row, wanted)) is not None]
    ranked.sort(
        key=lambda one: (one[0], one[1].past, ORDER[one[1].kind], -one[1].at, len(one[1].name))
    )
    return [row for _, row in ranked[:MOST]]


def _rank(row: Row, wanted: str) -> float | None:
    best: float | None = _rank_of_number(row.number, wanted) if row.number else None
    for place, name in enumerate(row.names):
        if not name or (best is not None and best <= BEGINS):
            continue
        rank = fit(name, wanted)
        if rank is not None:
            # Another name than the one that is shown counts a little less.
            best = min(rank + place * 0.2, ELSEWHERE if best is None else best)
    return best


def _rank_of_number(number: str, wanted: str) -> float | None:
    if len(wanted) < LEAST_OF_A_NUMBER or not any(sign.isdigit() for sign in wanted):
        return None
    bare, sought = number.lower().replace("-", ""), wanted.replace("-", "")
    if bare == sought:
        return EXACT
    if bare.endswith(sought) or bare.startswith(sought):
        return NUMBER_ENDS
    return ELSEWHERE if sought in bare else None
