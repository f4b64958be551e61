"""The matrix of forces: what is free, of what there is, per kind and city."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import Count, Q, Sum
from django.db.models.functions import Substr
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.board.cards import Age, ForceCell, ForceRow, Forces
from command.board.selectors.cities import EVERY_S
from command.board.selectors.sight import Sight
from command.core import regions
from resources.lifecycle import TeamKind as K
from resources.lifecycle import TeamStatus
from resources.models import Stock, Supply, TeamState

# Nineteen kinds of team do not fit a wall; families of them do.
FAMILIES: Mapping[str, tuple[str | Promise, tuple[K, ...]]] = MappingProxyType(
    {
        "fire": (_("Fire"), (K.FIRE, K.FOREST)),
        "medical": (_("Medical"), (K.MED, K.CDC)),
        "flood": (_("Flood, water"), (K.FLOOD, K.WATER)),
        "repair": (_("Engineering"), (K.ROAD, K.POWER, K.UTIL, K.COMMS, K.USAR, K.MINE)),
        "hazard": (_("Chemicals"), (K.HAZCHEM, K.ENV)),
        "air": (_("Aviation, UAV"), (K.AIR,)),
    }
)
ROWS = 7  # what stands on the screen without scrolling
Cells = dict[str, tuple[int, int]]


def forces(sight: Sight) -> Forces:
    """Return the families that somebody has, then the scarcest equipment. Three queries."""
    rows = [*_teams(), *_equipment()][:ROWS] if sight.scopes else []
    return Forces(
        cities=tuple(regions.name(code).removesuffix("市") for code in regions.CITIES),
        rows=tuple(rows),
        age=Age(at=now(), every=EVERY_S),
    )


def _row(kind: str, name: str, cells: Cells) -> ForceRow:
    pairs = [cells.get(code[:4], (0, 0)) for code in regions.CITIES]
    return ForceRow(kind, name, tuple(ForceCell(*pair) for pair in pairs))


def _teams() -> list[ForceRow]:
    counted = (
        TeamState.objects.values_list("team__kind", Substr("team__region_id", 1, 4))
        .annotate(available=Count("pk", filter=Q(status=TeamStatus.STANDBY)), total=Count("pk"))
        .order_by()
    )
    by_kind: dict[str, Cells] = {}
    for kind, city, available, total in counted:
        by_kind.setdefault(kind, {})[city] = (available, total)
    rows = []
    for key, (name, kinds) in FAMILIES.items():
        cells = _added([by_kind.get(kind, {}) for kind in kinds])
        if cells:
            rows.append(_row(key, str(name), cells))
    return rows


def _added(parts: list[Cells]) -> Cells:
    found: Cells = {}
    for part in parts:
        for city, (available, total) in part.items():
            before = found.get(city, (0, 0))
            found[city] = (before[0] + available, before[1] + total)
    return found


def _equipment() -> list[ForceRow]:
    counted = (
        Stock.objects.filter(supply__is_consumable=False)
        .values_list("supply_id", Substr("region_id", 1, 4))
        .annotate(Sum("available"), Sum("on_hand"))
        .order_by()
    )
    by_supply: dict[str, Cells] = {}
    for supply, city, available, on_hand in counted:
        by_supply.setdefault(supply, {})[city] = (available, on_hand)

    def left(code: str) -> float:
        total = sum(pair[1] for pair in by_supply[code].values())
        return sum(pair[0] for pair in by_supply[code].values()) / total if total else 1.0

    scarcest = sorted(by_supply, key=lambda code: (left(code), code))[:ROWS]
    names = Supply.objects.in_bulk(scarcest)
    return [_row(code, names[code].name, by_supply[code]) for code in scarcest]
