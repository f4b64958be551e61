"""How forces are named and drawn: one character a kind, one word a status."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from command.core.tongues import is_english
from resources.lifecycle import DeploymentStatus, TeamStatus
from resources.lifecycle import TeamKind as K
from resources.models import Supply

BLOCKED, RESERVED = "blocked", "reserved"

# In the order in which somebody who looks for help reads them.
STATUSES: Mapping[str, str | Promise] = MappingProxyType(
    {
        TeamStatus.STANDBY: pgettext_lazy("force", "Standby"),
        RESERVED: pgettext_lazy("force", "Reserved"),
        TeamStatus.ORDERED: pgettext_lazy("force", "Ordered"),
        TeamStatus.EN_ROUTE: pgettext_lazy("force", "En route"),
        TeamStatus.ON_SCENE: pgettext_lazy("force", "On scene"),
        BLOCKED: pgettext_lazy("force", "Blocked"),
        TeamStatus.RETURNING: pgettext_lazy("force", "Returning"),
        TeamStatus.RESTING: pgettext_lazy("force", "Resting"),
        TeamStatus.UNAVAILABLE: pgettext_lazy("force", "Out of service"),
    }
)
ON_THE_WAY: Mapping[str, str] = MappingProxyType(
    {
        DeploymentStatus.RESERVED: RESERVED,
        DeploymentStatus.COMMITTED: TeamStatus.ORDERED,
        DeploymentStatus.DEPARTED: TeamStatus.EN_ROUTE,
        DeploymentStatus.EN_ROUTE: TeamStatus.EN_ROUTE,
        DeploymentStatus.ON_SCENE: TeamStatus.ON_SCENE,
        DeploymentStatus.RELEASED: TeamStatus.RETURNING,
        DeploymentStatus.RETURNED: TeamStatus.STANDBY,
        DeploymentStatus.CANCELLED: TeamStatus.STANDBY,
    }
)
# Those in which something can stand in the way.
GOING = frozenset({TeamStatus.ORDERED, TeamStatus.EN_ROUTE, TeamStatus.ON_SCENE})
LETTERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        K.FIRE: ("消", "F"),
        K.FOREST: ("草", "G"),
        K.WATER: ("舟", "B"),
        K.FLOOD: ("汛", "W"),
        K.USAR: ("震", "Q"),
        K.MINE: ("矿", "N"),
        K.HAZCHEM: ("化", "H"),
        K.MED: ("医", "M"),
        K.CDC: ("疾", "D"),
        K.POWER: ("电", "L"),
        K.COMMS: ("通", "C"),
        K.ROAD: ("路", "R"),
        K.UTIL: ("修", "E"),
        K.ENV: ("环", "V"),
        K.AIR: ("机", "U"),
        K.PSB: ("警", "P"),
        K.MIL: ("军", "A"),
        K.SOC: ("社", "O"),
        K.EXP: ("专", "X"),
    }
)
STOCK_LETTER, ASSET_LETTER = ("物", "S"), ("装", "E")


def _speaks_chinese() -> bool:
    return not is_english()


def letter(kind: str, other: tuple[str, str] = STOCK_LETTER) -> str:
    """Return the character of a kind on its chip, in the reader's language."""
    return LETTERS.get(kind, other)[0 if _speaks_chinese() else 1]


def force_of(deployment: str, obstacle: str) -> str:
    """Return how a force stands by its deployment; blocked where something keeps it back."""
    here = ON_THE_WAY.get(deployment, deployment)
    return BLOCKED if obstacle and here in GOING else str(here)


def said(status: str) -> str:
    """Return the word for a status."""
    return str(STATUSES.get(status, status))


def what_name(team_kind: str, supply: Supply | None) -> str:
    """Return the name of what is asked for."""
    return supply.name if supply else str(K(team_kind).label)


def unit_name(supply: Supply | None) -> str:
    """Return the unit that something is counted in."""
    return supply.unit if supply else str(_("teams"))


def for_scripts() -> dict[str, str]:
    """Return the words of the scripts of these pages."""
    return {
        "chosen": _("{n} chosen"),
        "none": _("Nothing chosen yet: mark forces with X or a click."),
        "told": _("{n} people told"),
        "arrive": _("first there {first}, all {last}"),
        "short": _("still short: {needs}"),
        "met": _("every open need is met"),
        "changes": _("{n} changes"),
        "line": _("straight line"),
        "minutes": _("{n} min"),
    }
