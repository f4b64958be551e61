"""What each city counts on from each other, what is promised, and what is there tonight."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from command.core import regions
from command.core.models import Person
from plans.interlock.promises import interlocked
from plans.interlock.stock import Standing, Thing, standings, things
from plans.interlock.weigh import AskLine, OfferLine, Weighed, weigh
from resources.selectors.forces import cities_open_to

# From the gravest on; "spare" is promised without being asked for, "kept" is in order.
STATES = ("unpromised", "unstocked", "contested", "overbooked", "spare", "kept")
OF_STOCK = frozenset({"unstocked", "overbooked"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One giver, one taker (empty: any) and one thing; ``state`` is the gravest that holds."""

    giver: str
    taker: str
    what: str
    asked: int
    promised: int
    state: str
    states: list[str]
    asks: list[AskLine]
    offers: list[OfferLine]

    @property
    def key(self) -> str:
        """The name of the cell."""
        return f"{self.what}-{self.giver or 'any'}-{self.taker or 'any'}"


@dataclass(frozen=True, slots=True)
class Line:
    """One giver (empty: any of the others) and one thing.

    ``standing`` is what is there tonight, or none where the reader may not know.
    """

    thing: Thing
    giver: str
    standing: Standing | None
    promised: int
    cells: list[Cell | None]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The lines by thing and giver; ``takers`` are the columns, the last is any."""

    takers: list[str]
    things: list[Thing]
    lines: list[Line]


Standings = dict[tuple[str, str], Standing]


def weighed() -> tuple[Weighed, Standings]:
    """Weigh all promises against what is there now; return both. Four queries."""
    asks, offers = interlocked()
    stand = standings({each.what for each in (*asks, *offers)})
    return weigh(asks, offers, {key: one.free for key, one in stand.items()}), stand


def matrix(person: Person, what: str = "") -> Matrix:
    """Return the interlock of the four cities, of one thing or of all. Seven queries."""
    found, stand = weighed()
    named = things(
        {line.ask.what for line in found.asks} | {o.offer.what for o in found.offers}
    )
    takers = [*regions.CITIES, ""]
    open_to = cities_open_to(person)
    lines = []
    for thing in sorted(named.values(), key=lambda each: each.what):
        if what and thing.what != what:
            continue
        asks = [line for line in found.asks if line.ask.what == thing.what]
        offers = [line for line in found.offers if line.offer.what == thing.what]
        for giver in (*regions.CITIES, ""):
            line = _line(thing, giver, takers, asks, offers)
            if line is not None:
                promised, cells = line
                standing = stand.get((thing.what, giver)) if giver in open_to else None
                if giver and standing is None:
                    cells = [_unknown(cell) for cell in cells]
                lines.append(Line(thing, giver, standing, promised, cells))
    return Matrix(takers, sorted(named.values(), key=lambda each: each.what), lines)


def _line(
    thing: Thing,
    giver: str,
    takers: Iterable[str],
    asks: list[AskLine],
    offers: list[OfferLine],
) -> tuple[int, list[Cell | None]] | None:
    mine = [line for line in asks if line.ask.giver == giver]
    own = [line for line in offers if line.offer.giver == giver] if giver else []
    if not mine and not own:
        return None
    cells = [_cell(thing.what, giver, taker, mine, own) for taker in takers]
    return sum(line.offer.quantity for line in own), cells


def _cell(
    what: str, giver: str, taker: str, asks: list[AskLine], offers: list[OfferLine]
) -> Cell | None:
    mine = [line for line in asks if taker and line.ask.taker == taker]
    called = {id(offer) for line in mine for offer in line.offers}
    # What is offered to any stands with whoever counts on it, and in its own column.
    held = [line for line in offers if line.offer.taker == taker or id(line.offer) in called]
    if not mine and not held:
        return None
    states = _states(mine, held)
    promised = (
        sum(line.offer.quantity for line in held) if giver else sum(line.alone for line in mine)
    )
    return Cell(
        giver=giver,
        taker=taker,
        what=what,
        asked=sum(line.ask.quantity for line in mine),
        promised=promised,
        state=states[0],
        states=states,
        asks=mine,
        offers=held,
    )


def _unknown(cell: Cell | None) -> Cell | None:
    """Return the cell without what only the stock of the giver could tell."""
    if cell is None:
        return None
    known = [state for state in cell.states if state not in OF_STOCK]
    states = known or ["kept" if cell.asks else "spare"]
    return replace(cell, state=states[0], states=states)


def _states(asks: list[AskLine], offers: list[OfferLine]) -> list[str]:
    found = set()
    if any(line.short for line in asks):
        found.add("unpromised")
    if any(line.contested for line in asks) or any(line.contested for line in offers):
        found.add("contested")
    if any(line.short for line in offers):
        found.add("unstocked")
    if any(line.overbooked for line in offers):
        found.add("overbooked")
    if not found:
        found.add("kept" if asks else "spare")
    return [state for state in STATES if state in found]
