"""The register of stocks: entering one, counting it anew."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from command.core.policies import require
from command.core.rooms import register_room
from resources.actions.teams import LatLon, point_of, require_home
from resources.events import StockCounted, StockRegistered
from resources.models import Stock, Supply
from resources.rights import MAY_REGISTER, require_own
from resources.selectors.reading import locked_stock, stock_view

MOST = 100_000_000  # of anything, in any unit


@door
def register_stock(
    *,
    actor: Person | None,
    depot: str,
    region: str,
    supply: str,
    on_hand: int,
    point: LatLon | None = None,
    is_agreement: bool = False,
    is_illustrative: bool = False,
    occurred_at: datetime | None = None,
) -> Stock:
    """Enter a stock in the register of the acting authority; all of it is available.

    Raises ``NotPermitted``, ``Invalid``, or ``Conflict`` when the depot has a
    stock of that supply.
    """
    require_home(actor, region, to=_("register a stock"))
    kind = Supply.objects.filter(code=supply).first()
    if kind is None:
        raise Invalid(_("There is no such supply."), supply=supply)
    if not 0 <= on_hand <= MOST or not depot.strip():
        raise Invalid(_("A stock has a depot and a quantity."))
    stock = Stock(
        depot=depot.strip(),
        region_id=region,
        point=point_of(point),
        supply=kind,
        on_hand=on_hand,
        available=on_hand,
        is_agreement=is_agreement,
        is_illustrative=is_illustrative,
        updated_at=occurred_at or now(),
    )
    try:
        with transaction.atomic():
            stock.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("The depot has a stock of that already."), depot=depot) from None
    journal.append(
        StockRegistered(
            stock_id=str(stock.pk),
            depot=stock.depot,
            quantity=on_hand,
            supply_name=[kind.name_zh, kind.name_en],
            supply_unit=[kind.unit_zh, kind.unit_en],
        ),
        room=register_room(region, stock.exercise_id),
        actor=actor,
        changed=stock_view(stock.pk),
        occurred_at=occurred_at,
    )
    return stock


@door
def count_stock(
    *,
    actor: Person | None,
    stock_id: UUID,
    on_hand: int,
    reason: str,
    occurred_at: datetime | None = None,
) -> Stock:
    """Set what belongs to a stock after counting it; what is lent stays lent.

    Raises ``Conflict`` when less was counted than is lent out.
    """
    stock = locked_stock(stock_id)
    require(actor, MAY_REGISTER, to=_("count a stock"), region=stock.region_id)
    require_own(stock.origin, to=_("count a stock"))
    lent = stock.on_hand - stock.available
    if not 0 <= on_hand <= MOST:
        raise Invalid(_("This quantity cannot be."), on_hand=on_hand)
    if on_hand < lent:
        raise Conflict(_("More than that is lent out."), lent=lent)
    stock.on_hand = on_hand
    stock.available = on_hand - lent
    stock.updated_at = occurred_at or now()
    stock.save(update_fields=["on_hand", "available", "updated_at"])
    journal.append(
        StockCounted(
            stock_id=str(stock.pk),
            depot=stock.depot,
            quantity=on_hand,
            supply_name=[stock.supply.name_zh, stock.supply.name_en],
            supply_unit=[stock.supply.unit_zh, stock.supply.unit_en],
            reason=reason,
        ),
        room=register_room(stock.region_id, stock.exercise_id),
        actor=actor,
        changed=stock_view(stock.pk),
        occurred_at=occurred_at,
    )
    return stock
