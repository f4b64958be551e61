"""The names and units of what is needed, asked for, offered or given."""

from resources.models import Need, ResourceOffer, ResourceRequest, Supply
from resources.selectors.cards import kind_name


def names_of(row: ResourceRequest | ResourceOffer | Need) -> tuple[str, str]:
    """Return its name in Chinese and English; needs ``supply`` selected."""
    if row.supply is not None:
        return row.supply.name_zh, row.supply.name_en
    return kind_name(row.team_kind, "zh-hans"), kind_name(row.team_kind, "en")


def units_of(supply: Supply | None) -> tuple[str, str]:
    """Return the unit in Chinese and English; a team's is a team."""
    return (supply.unit_zh, supply.unit_en) if supply else ("支", "teams")
