"""Looking whether every promise holds: opening and closing shortfalls by what is found."""

from collections.abc import Iterator

from django.db import OperationalError

from command.core.errors import NotThere
from command.core.times import clock
from plans.interlock.actions import close_shortfall, note_look, open_shortfall
from plans.interlock.actions.keep import Broken
from plans.interlock.lifecycle import Matter, Status
from plans.interlock.selectors.matrix import weighed
from plans.interlock.selectors.shortfalls import standing_shortfalls
from plans.interlock.weigh import Weighed


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
    changed, still = 0, set()
    for each in broken(found):
        still.add((str(each.matter), each.promise.plan, each.promise.key))
        try:
            changed += open_shortfall(actor=None, broken=each) is not None
        except (NotThere, OperationalError):
            continue  # Held by somebody at this moment; the next look finds it again.
    for key, row in standing.items():
        if key in still or row.status == Status.CLOSED:
            continue
        try:
            changed += close_shortfall(actor=None, shortfall_id=row.pk)
        except (NotThere, OperationalError):
            continue
    note_look(
        actor=None,
        asks=len(found.asks),
        offers=len(found.offers),
        short=len(still),
        at=at,
    )
    return changed
