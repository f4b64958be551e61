"""Looking whether every promise holds: opening and closing shortfalls by what is found."""

from collections.abc import Iterable, Iterator, Mapping

from django.db import OperationalError

from command.core.errors import NotThere
from command.core.times import clock
from plans.interlock.actions import close_shortfall, note_look, open_shortfall
from plans.interlock.actions.keep import Broken
from plans.interlock.lifecycle import Matter, Status
from plans.interlock.models import Shortfall
from plans.interlock.selectors.matrix import weighed
from plans.interlock.selectors.shortfalls import standing_shortfalls
from plans.interlock.weigh import Weighed

Key = tuple[str, str, str]  # matter, plan, part of the plan


def broken(found: Weighed) -> Iterator[Broken]:
    """Yield what does not hold."""
    for ask in found.asks:
        if ask.short:
            concerns = {ask.ask.giver, ask.ask.taker} - {""}
            yield Broken(
                matter=Matter.UNPROMISED,
                promise=ask.ask,
                found=ask.alone,
                concerns=tuple(sorted(concerns)),
            )
    for offer in found.offers:
        if offer.short:
            concerns = {offer.offer.giver, offer.offer.taker, *offer.takers} - {""}
            yield Broken(
                matter=Matter.UNSTOCKED,
                promise=offer.offer,
                found=offer.free,
                concerns=tuple(sorted(concerns)),
            )


def check() -> int:
    """Look at all promises; return how many shortfalls were opened or closed."""
    at = clock()
    found, _stand = weighed()
    standing = standing_shortfalls()
    changed, now_broken = 0, list(broken(found))
    for each in now_broken:
        try:
            changed += open_shortfall(actor=None, broken=each) is not None
        except (NotThere, OperationalError):
            continue  # Held by somebody at this moment; the next look finds it again.
    changed += _close(standing, now_broken)
    note_look(
        actor=None,
        asks=len(found.asks),
        offers=len(found.offers),
        short=len({_key(each) for each in now_broken}),
        at=at,
    )
    return changed


def close_whole() -> int:
    """Close what holds again; return how many. What is newly broken waits for the night.

    By day a stock may be short for an hour: that is told once it stays so.
    """
    standing = standing_shortfalls()
    if all(row.status == Status.CLOSED for row in standing.values()):
        return 0
    found, _stand = weighed()
    return _close(standing, list(broken(found)))


def _close(standing: Mapping[Key, Shortfall], broken_now: Iterable[Broken]) -> int:
    """Close what stands and is not broken now; return how many."""
    closed, still = 0, {_key(each) for each in broken_now}
    for key, row in standing.items():
        if key in still or row.status == Status.CLOSED:
            continue
        try:
            closed += close_shortfall(actor=None, shortfall_id=row.pk)
        except (NotThere, OperationalError):
            continue
    return closed


def _key(found: Broken) -> Key:
    return str(found.matter), found.promise.plan, found.promise.key
