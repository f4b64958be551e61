"""Lots of a stock: entering, changing, and keeping their sum within what is on hand."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from resources.actions.stocks import MOST
from resources.models import Stock
from resources.register.actions import guard
from resources.register.actions.telling import tell
from resources.register.lot_events import LotChanged, LotEntered
from resources.register.models import StockLot
from resources.register.selectors.cards import LotCard

TEXTS: Mapping[str, int] = {"number": 40, "firm": 80, "agreement": 40, "note": 200}
DAYS = frozenset({"produced", "expires", "next_check"})
SETTLED = "settled"  # why a lot shrank when the stock did: it was the next to run out
YEAR = 24 * 366  # hours


@door
def enter_lot(
    *,
    actor: Person | None,
    stock_id: UUID,
    number: str,
    quantity: int,
    produced: date | None = None,
    expires: date | None = None,
    next_check: date | None = None,
    firm: str = "",
    agreement: str = "",
    calloff_hours: int | None = None,
    note: str = "",
    is_illustrative: bool = False,
) -> StockLot:
    """Enter a lot of what lies in a stock.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid`` with the field, or ``Conflict`` when
    the number is taken or the lots together would be more than the stock.
    """
    stock = _stock(stock_id, actor, to=_("enter a lot"))
    lot = StockLot(stock=stock, quantity=0, is_illustrative=is_illustrative)
    dates = {"produced": produced, "expires": expires, "next_check": next_check}
    held = {"firm": firm, "agreement": agreement, "calloff_hours": calloff_hours}
    _write(lot, {"number": number, "quantity": quantity, "note": note, **dates, **held})
    _within(stock, lot)
    lot.updated_at = now()
    try:
        with transaction.atomic():
            lot.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("The stock has a lot of this number."), field="number") from None
    supply = stock.supply
    fact = LotEntered(
        lot_id=str(lot.pk),
        stock_id=str(stock.pk),
        depot=stock.depot,
        number=lot.number,
        quantity=lot.quantity,
        supply_name=[supply.name_zh, supply.name_en],
    )
    _tell(fact, lot, actor)
    return lot


@door
def change_lot(
    *,
    actor: Person | None,
    lot_id: UUID,
    changes: Mapping[str, Any],
    reason: str,
    seen_at: str = "",
) -> StockLot:
    """Change a lot, or count it anew. Raises as ``enter_lot`` does."""
    found = StockLot.objects.filter(pk=lot_id).values_list("stock_id", flat=True).first()
    stock = _stock(found or lot_id, actor, to=_("change a lot"))
    lot = guard.locked(StockLot.objects.select_related("stock__supply"), lot_id)
    guard.unchanged(seen_at, lot.updated_at)
    why = guard.text("reason", reason, 200, required=True)
    changed = _write(lot, changes)
    if not changed:
        raise Invalid(_("Nothing was changed."))
    _within(stock, lot)
    lot.updated_at = now()
    try:
        with transaction.atomic():
            lot.save(update_fields=[*changed, "updated_at"])
    except IntegrityError:
        raise Conflict(_("The stock has a lot of this number."), field="number") from None
    _tell(_changed(lot, reason=why), lot, actor)
    return lot


@door
def settle_lots(*, actor: Person | None, stock_id: UUID) -> int:
    """Take from the lots, nearly expired first, what the stock no longer has; return how many.

    Called when something was used up or counted away; does nothing while they fit.
    """
    stock = guard.locked(Stock.objects.all(), stock_id)
    lots = list(stock.lots.select_for_update(of=("self",)).filter(quantity__gt=0))
    over, touched = sum(lot.quantity for lot in lots) - stock.on_hand, 0
    for lot in lots:
        if over <= 0:
            break
        taken = min(over, lot.quantity)
        over -= taken
        touched += 1
        lot.quantity -= taken
        lot.updated_at = now()
        lot.save(update_fields=["quantity", "updated_at"])
        _tell(_changed(lot, cause=SETTLED), lot, actor)
    return touched


def _stock(stock_id: UUID, actor: Person | None, *, to: str) -> Stock:
    """Return the stock, locked: who changes a lot waits for who changes another."""
    stock = guard.locked(Stock.objects.select_related("supply"), stock_id)
    guard.require_keeper(actor, stock, stock.region_id, to=to)
    return stock


def _within(stock: Stock, lot: StockLot) -> None:
    others = stock.lots.exclude(pk=lot.pk).aggregate(sum=Sum("quantity"))["sum"] or 0
    if others + lot.quantity > stock.on_hand:
        raise Conflict(
            _("Only %(left)d of the stock are in no lot yet.")
            % {"left": max(0, stock.on_hand - others)},
            field="quantity",
            left=max(0, stock.on_hand - others),
        )


def _write(lot: StockLot, given: Mapping[str, Any]) -> list[str]:
    """Set what is given on the row; return the names of the columns that differ now."""
    changed = []
    for name, value in given.items():
        made = _read(name, value)
        if getattr(lot, name) != made:
            setattr(lot, name, made)
            changed.append(name)
    if lot.produced and lot.expires and lot.expires <= lot.produced:
        raise Invalid(_("It expires after it was made."), field="expires")
    if lot.firm and not (lot.agreement and lot.calloff_hours is not None):
        raise Invalid(
            _("A firm has an agreement, and hours until it delivers."), field="agreement"
        )
    if not lot.firm and (lot.agreement or lot.calloff_hours is not None):
        raise Invalid(_("Name the firm of the agreement."), field="firm")
    return changed


def _read(name: str, value: Any) -> Any:
    if name in TEXTS:
        return guard.text(name, value, TEXTS[name], required=name == "number")
    if name in DAYS:
        return guard.day(name, value)
    if name == "quantity" and 0 <= value <= MOST:
        return value
    if name == "calloff_hours" and (value is None or 0 <= value <= YEAR):
        return value
    raise Invalid(_("This cannot be kept of a lot."), field=name[:40])


def _changed(lot: StockLot, *, reason: str = "", cause: str = "") -> LotChanged:
    return LotChanged(
        lot_id=str(lot.pk),
        stock_id=str(lot.stock_id),
        depot=lot.stock.depot,
        number=lot.number,
        quantity=lot.quantity,
        reason=reason,
        cause=cause,
    )


def _tell(fact: LotEntered | LotChanged, lot: StockLot, actor: Person | None) -> None:
    tell(
        fact,
        actor=actor,
        thing=lot,
        region=lot.stock.region_id,
        ref="lot",
        card=LotCard.of(lot),
    )
