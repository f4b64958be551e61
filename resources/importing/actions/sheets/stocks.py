"""Stocks and their lots as files."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from command.core.models import Person
from resources.actions.stocks import MOST
from resources.importing.actions.sheets.assets import optional_day
from resources.importing.actions.sheets.base import (
    Fault,
    Sheet,
    Values,
    column_illustrative,
    column_region,
    columns_place,
    in_deployments,
)
from resources.importing.columns import Column, day, one_of, say_yes, text, whole, yes
from resources.importing.lists import supply_codes
from resources.importing.models import SheetKind
from resources.models import Deployment, Stock
from resources.register.models import StockLot
from resources.register.selectors.sight import lots_open_to
from resources.selectors import stocks_open_to


def column_supply() -> Column:
    """Return the column of the supply."""
    return Column(
        "supply", "物资代码", "Supply", one_of(supply_codes, lambda: _("supply")),
        required=True, example="2990102", note_zh="GB/T 38565 七位代码或名称",
        note_en="seven-digit code of GB/T 38565 or name",
    )  # fmt: skip


def column_depot() -> Column:
    """Return the column of the depot."""
    return Column(
        "depot", "仓库", "Depot", text(80), required=True, example="达拉特旗防汛物资库"
    )


class Stocks(Sheet):
    """So much of one supply in one depot."""

    kind = SheetKind.STOCK
    model = Stock
    identity = ("region", "depot", "supply")
    attributes = {"region": "region_id", "supply": "supply_id"}
    point = "point"
    columns = (
        column_depot(),
        column_region(),
        column_supply(),
        Column("on_hand", "库存数量", "On hand", whole(0, MOST), required=True, example="40",
               note_zh="含借出数量", note_en="with what is lent"),
        Column("is_agreement", "协议储备", "By agreement", yes, say=say_yes, default=False,
               example="否"),
        *columns_place(),
        column_illustrative(),
    )  # fmt: skip

    def visible(self, person: Person) -> QuerySet[Stock]:
        """Return the real stocks in sight."""
        return stocks_open_to(person).filter(exercise=None)

    @cached_property
    def _held(self) -> dict[UUID, int]:
        """What the lots of each stock are together."""
        lots = StockLot.objects.filter(origin=self.origin, exercise=None, quantity__gt=0)
        summed = lots.order_by().values_list("stock").annotate(held=Sum("quantity"))
        return dict(summed)

    def judge(self, values: Values, thing: Any | None) -> Iterator[Fault]:
        """Refuse less than is lent out, or than its lots are together."""
        yield from super().judge(values, thing)
        held = self._held.get(thing.pk, 0) if thing is not None else 0
        if values["on_hand"] < held:
            yield (
                "on_hand",
                _("The lots are together more than the stock."),
                _("At least %d, or fewer in the lots first.") % held,
            )
        if thing is not None and values["on_hand"] < thing.on_hand - thing.available:
            yield (
                "on_hand",
                _("More than that is lent out."),
                _("At least %d.") % (thing.on_hand - thing.available),
            )

    def alter(self, thing: Any, values: Values) -> list[str]:
        """Set what a line says; what is lent stays lent."""
        lent = (thing.on_hand or 0) - (thing.available or 0)
        fields = super().alter(thing, values)
        thing.available = thing.on_hand - lent
        return [*fields, "available"]

    def _stored(self) -> Iterator[str]:
        yield from super()._stored()
        yield "available"

    def used(self, keys: list[UUID]) -> dict[UUID, str]:
        """Return the stocks of which something was given, or which have lots."""
        lots = StockLot.objects.filter(stock__in=keys, quantity__gt=0)
        found = {key: _("It has lots.") for key in lots.values_list("stock", flat=True)}
        return found | in_deployments(Deployment.objects.filter(stock__in=keys), "stock")

    def strike(self, things: list[Any], at: datetime) -> None:
        """Leave nothing in the stocks."""
        for stock in things:
            stock.on_hand = stock.available = 0
        self.store(things, at)


class Lots(Sheet):
    """Parts of stocks that came together and run out together."""

    kind = SheetKind.LOT
    model = StockLot
    identity = ("region", "depot", "supply", "number")
    columns = (
        column_depot(),
        column_region(),
        column_supply(),
        Column("number", "批号", "Lot number", text(40), required=True, example="2026-A17"),
        Column("quantity", "数量", "Quantity", whole(0, MOST), required=True, example="20"),
        Column("produced", "生产日期", "Produced", day, default=None, example="2026-04-01",
               say=lambda value: value or ""),
        Column("expires", "有效期至", "Expires", day, default=None, example="2031-04-01",
               say=lambda value: value or ""),
        Column("next_check", "下次检查", "Next check", day, default=None, example="2027-04-01",
               say=lambda value: value or ""),
        Column("firm", "代储企业", "Firm", text(80)),
        Column("agreement", "协议编号", "Agreement", text(40)),
        Column("calloff_hours", "调运时限(小时)", "Hours to deliver", whole(0, 720),
               default=None, say=lambda value: "" if value is None else str(value)),
        Column("note", "备注", "Note", text(200)),
        column_illustrative(),
    )  # fmt: skip
    STOCK = ("depot", "region", "supply")

    def mine(self) -> QuerySet[Any]:
        """Return the real lots of the authority with their stocks."""
        return super().mine().select_related("stock")

    def visible(self, person: Person) -> QuerySet[StockLot]:
        """Return the real lots in sight."""
        return lots_open_to(person).filter(exercise=None).select_related("stock")

    @cached_property
    def _stocks(self) -> dict[tuple[Any, ...], Stock]:
        rows = Stock.objects.filter(origin=self.origin, exercise=None)
        return {(row.region_id, row.depot, row.supply_id): row for row in rows}

    def _stock(self, values: Values) -> Stock | None:
        return self._stocks.get((values["region"], values["depot"], values["supply"]))

    def values_of(self, thing: Any) -> Values:
        """Return what the register holds, the stock by its depot, region and supply."""
        own = [column.key for column in self.columns if column.key not in self.STOCK]
        found = {key: getattr(thing, key) for key in own}
        found = {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in found.items()}
        stock = thing.stock
        place = {"depot": stock.depot, "region": stock.region_id, "supply": stock.supply_id}
        return place | found

    def judge(self, values: Values, thing: Any | None) -> Iterator[Fault]:
        """Refuse a lot of no stock, half an agreement, and expiry before making."""
        if self._stock(values) is None:
            yield (
                "depot",
                _("There is no stock of that supply in that depot."),
                _("Import the stock first."),
            )
        agreed = [bool(values["firm"]), bool(values["agreement"]),
                  values["calloff_hours"] is not None]  # fmt: skip
        if any(agreed) and not all(agreed):
            yield (
                "firm",
                _("An agreement has a firm, a number and hours to deliver."),
                _("All three, or none."),
            )
        if values["produced"] and values["expires"] and values["expires"] <= values["produced"]:
            yield "expires", _("It expires before it is made."), _("A later day.")

    def judge_all(
        self, wanted: Sequence[tuple[int, Values, Any]]
    ) -> Iterator[tuple[int, Fault]]:
        """Refuse lots that are together more than the stock."""
        named = {thing.pk for _line, _values, thing in wanted if thing is not None}
        totals: dict[UUID, int] = defaultdict(int)
        for lot in self.mine().exclude(pk__in=named):
            totals[lot.stock_id] += lot.quantity
        for line, values, _thing in wanted:
            stock = self._stock(values)
            if stock is None:
                continue
            totals[stock.pk] += values["quantity"]
            if totals[stock.pk] > stock.on_hand:
                yield (
                    line,
                    (
                        "quantity",
                        _("The lots are together more than the stock."),
                        _("All lots together at most %d.") % stock.on_hand,
                    ),
                )

    def alter(self, thing: Any, values: Values) -> list[str]:
        """Set what a line says."""
        plain = {key: value for key, value in values.items() if key not in self.STOCK}
        for key in ("produced", "expires", "next_check"):
            if key in plain:
                plain[key] = optional_day(plain[key])
        if thing.stock_id is None:
            thing.stock = self._stock(values)
        return super().alter(thing, plain)

    def _stored(self) -> Iterator[str]:
        return (name for name in super()._stored() if name not in self.STOCK)

    def strike(self, things: list[Any], at: datetime) -> None:
        """Leave nothing in the lots."""
        for lot in things:
            lot.quantity = 0
        self.store(things, at)
