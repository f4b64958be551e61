"""Weighing asks against offers, and offers against what is there. Pure: no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plans.interlock.promises import Promise, met_by

Free = Mapping[tuple[str, str], int]  # (what, city) → what the city could give away tonight


@dataclass(frozen=True, slots=True)
class AskLine:
    """An ask: how much of it is promised if it is called alone, and if all are."""

    ask: Promise
    alone: int
    together: int
    offers: tuple[Promise, ...]

    @property
    def short(self) -> bool:
        """Whether it is not promised, even when nobody else calls."""
        return self.alone < self.ask.quantity

    @property
    def contested(self) -> bool:
        """Whether it is promised, but not if the others call as well."""
        return not self.short and self.together < self.ask.quantity


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer: what could be given tonight, and how much others count on it.

    ``promised`` is all that its city promises of the thing.
    """

    offer: Promise
    free: int
    promised: int
    counted_on: int
    takers: tuple[str, ...]

    @property
    def short(self) -> bool:
        """Whether it could not be kept tonight, even alone."""
        return self.free < self.offer.quantity

    @property
    def overbooked(self) -> bool:
        """Whether it could be kept alone, but not with all else its city promises."""
        return not self.short and self.free < self.promised

    @property
    def contested(self) -> bool:
        """Whether several count on it, and on more than it is."""
        return len(self.takers) > 1 and self.counted_on > self.offer.quantity


@dataclass(frozen=True, slots=True)
class Weighed:
    """All asks and offers, each with what it comes to."""

    asks: tuple[AskLine, ...]
    offers: tuple[OfferLine, ...]


def weigh(asks: Sequence[Promise], offers: Sequence[Promise], free: Free) -> Weighed:
    """Weigh all against each other.

    Together they are served the most exacting first, each from what was promised to it by
    name before what was promised to any.
    """
    left = [offer.quantity for offer in offers]
    useful = {
        i: [n for n, offer in enumerate(offers) if offer.covers(ask)]
        for i, ask in enumerate(asks)
    }
    got = [0] * len(asks)
    for i in sorted(useful, key=lambda i: _exacting(asks[i])):
        for n in sorted(useful[i], key=lambda n: _handy(offers[n])):
            taken = min(left[n], asks[i].quantity - got[i])
            left[n] -= taken
            got[i] += taken
    lines = tuple(
        AskLine(ask, met_by(ask, offers), got[i], tuple(offers[n] for n in useful[i]))
        for i, ask in enumerate(asks)
    )
    return Weighed(
        lines, tuple(_offer(n, offers, asks, useful, free) for n in range(len(left)))
    )


def _offer(
    n: int,
    offers: Sequence[Promise],
    asks: Sequence[Promise],
    useful: Mapping[int, list[int]],
    free: Free,
) -> OfferLine:
    offer = offers[n]
    mine = [asks[i] for i, found in useful.items() if n in found]
    # What an ask takes from other offers it does not take from this one.
    counted = sum(
        max(
            0,
            ask.quantity - sum(o.quantity for o in offers if o is not offer and o.covers(ask)),
        )
        for ask in mine
    )
    promised = sum(o.quantity for o in offers if (o.giver, o.what) == (offer.giver, offer.what))
    takers = tuple(sorted({ask.taker for ask in mine}))
    return OfferLine(offer, free.get((offer.what, offer.giver), 0), promised, counted, takers)


def _exacting(ask: Promise) -> tuple[int, int, int, str, str, str]:
    return (
        -len(ask.capabilities),
        ask.within_minutes or 1_000_000,
        0 if ask.giver else 1,
        ask.taker,
        ask.plan,
        ask.key,
    )


def _handy(offer: Promise) -> tuple[int, int, int, str, str]:
    return (
        0 if offer.taker else 1,
        len(offer.capabilities),
        -offer.within_minutes,
        offer.plan,
        offer.key,
    )
