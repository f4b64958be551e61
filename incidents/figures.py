"""The figures that are kept of an incident: their units, and which may be added up."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Figure:
    """One kind of figure. ``additive``: the total is the sum over regions."""

    label: str | Promise
    unit: str
    additive: bool = True


FIGURES: Mapping[str, Figure] = MappingProxyType(
    {
        "dead": Figure(_("dead"), "person"),
        "missing": Figure(_("missing"), "person"),
        "serious": Figure(_("seriously injured"), "person"),
        "slight": Figure(_("slightly injured"), "person"),
        "trapped": Figure(_("trapped"), "person"),
        "threatened": Figure(_("threatened"), "person"),
        "moved": Figure(_("evacuated"), "person"),
        "sheltered": Figure(_("in shelters"), "person"),
        "households": Figure(_("households concerned"), "household"),
        "livestock": Figure(_("livestock concerned"), "head"),
        "inundated_km2": Figure(_("inundated"), "km2"),
        "burned_ha": Figure(_("burned"), "ha"),
        "direct_loss_cny": Figure(_("direct economic loss"), "CNY"),
        "rescuers": Figure(_("rescuers"), "person"),
        "vehicles": Figure(_("vehicles"), "vehicle"),
        "breach_m": Figure(_("width of the breach"), "m", additive=False),
        "water_level_m": Figure(_("water level"), "m", additive=False),
        "flow_m3s": Figure(_("flow"), "m3/s", additive=False),
    }
)
