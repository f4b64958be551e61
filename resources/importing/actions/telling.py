"""Recording what imports did."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from command.core import journal
from command.core.rooms import register_room
from resources.importing.events import ImportFileDestroyed, ImportTakenBack, RegisterImported
from resources.importing.models import ImportRun
from resources.importing.selectors.runs import RunCard
from resources.models import Asset, Stock, Team
from resources.register.models import Expert, Facility
from resources.register.selectors.cards import ExpertCard, FacilityCard
from resources.selectors import AssetCard, StockCard, TeamCard
from resources.selectors.reading import ASSET, STOCK, TEAM

# The views of so many things go with the entry: enough to ring for them, not a flood.
TOLD = 100


def tell_imported(run: ImportRun, things: Sequence[Any]) -> None:
    """Record that an import was written."""
    fact = RegisterImported(
        run_id=str(run.pk),
        sheet=run.sheet,
        file_name=run.file_name,
        new=run.counts.get("new", 0),
        changed=run.counts.get("changed", 0),
    )
    _append(fact, run, run.confirmed_by, things)


def tell_undone(run: ImportRun, things: Sequence[Any]) -> None:
    """Record that an import was undone."""
    fact = ImportTakenBack(
        run_id=str(run.pk), sheet=run.sheet, file_name=run.file_name, reason=run.undone_for
    )
    _append(fact, run, run.undone_by, things)


def tell_file_destroyed(run: ImportRun) -> None:
    """Record that the file of an import is no more."""
    fact = ImportFileDestroyed(run_id=str(run.pk), sheet=run.sheet, file_name=run.file_name)
    _append(fact, run, None, [])


def _append(fact: Any, run: ImportRun, actor: Any, things: Sequence[Any]) -> None:
    journal.append(
        fact,
        room=register_room(run.origin, run.exercise_id),
        actor=actor,
        changed={f"import.{run.pk}": asdict(RunCard.of(run)), **_views(things[:TOLD])},
    )


def _views(things: Sequence[Any]) -> dict[str, Any]:
    keys = [thing.pk for thing in things]
    model = type(things[0]) if things else None
    cards: list[Any] = []
    if model is Team:
        cards = [TeamCard.of(t) for t in Team.objects.filter(pk__in=keys).select_related(*TEAM)]
        return {f"team.{card.id}": asdict(card) for card in cards}
    if model is Asset:
        rows = Asset.objects.filter(pk__in=keys).select_related(*ASSET)
        cards = [AssetCard.of(row) for row in rows]
        return {f"asset.{card.id}": asdict(card) for card in cards}
    if model is Stock:
        stocks = Stock.objects.filter(pk__in=keys).select_related(*STOCK)
        cards = [StockCard.of(row) for row in stocks]
        return {f"stock.{card.id}": asdict(card) for card in cards}
    if model is Facility:
        cards = [FacilityCard.of(thing) for thing in things]
        return {f"facility.{card.id}": asdict(card) for card in cards}
    if model is Expert:
        cards = [ExpertCard.of(thing) for thing in things]
        return {f"expert.{card.id}": asdict(card) for card in cards}
    return {}
