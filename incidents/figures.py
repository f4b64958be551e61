"""The figures that are kept of an incident: their units, and which may be added up."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The unit of a finding: 1 when a source says that it is so, 0 when it says that it is not.
FINDING = "finding"


@dataclass(frozen=True)
class Figure:
    """One kind of figure. ``additive``: the total is the sum over regions."""

    label: str | Promise
    unit: str
    additive: bool = True

    @property
    def is_finding(self) -> bool:
        """Whether it says yes or no rather than how many."""
        return self.unit == FINDING


def _finding(label: str | Promise) -> Figure:
    return Figure(label, FINDING, additive=False)


FIGURES: Mapping[str, Figure] = MappingProxyType(
    {
        "dead": Figure(_("dead"), "person"),
        "missing": Figure(_("missing"), "person"),
        "serious": Figure(_("seriously injured"), "person"),
        "slight": Figure(_("slightly injured"), "person"),
        # As the scene tells them; the hospital's serious and slight are figures of their own.
        "injured": Figure(_("injured, how badly not known"), "person"),
        "poisoned": Figure(_("poisoned"), "person"),
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
        "magnitude": Figure(_("magnitude"), "M", additive=False),
        "transport_cut_h": Figure(_("trunk line cut for"), "h", additive=False),
        "breach_important": _finding(
            _("dike breach on an important reach of a great river's main stem")
        ),
        "breach_ordinary": _finding(
            _("dike breach or major danger on an ordinary reach or a main tributary")
        ),
        "dam_key_failed": _finding(_("failure of a key large reservoir dam")),
        "dam_failed": _finding(_("failure or major danger of a large or medium reservoir")),
        "flood_basin_exceptional": _finding(_("exceptional flood of a whole basin")),
        "flood_basin": _finding(_("great flood of a whole basin")),
        "flood_several_cities": _finding(_("severe flooding in several cities")),
        "weather_city": _finding(_("extreme weather over an important city or 50 km²")),
        "intake_prefecture": _finding(_("water intake of a city cut")),
        "intake_county": _finding(_("water intake of a county town cut")),
        "intake_township": _finding(_("water intake of a township cut")),
        "crosses_border": _finding(_("pollution crosses the national border")),
        "crosses_province": _finding(_("pollution crosses a provincial border")),
        "crosses_city": _finding(_("pollution crosses the border of a city")),
        "crosses_county": _finding(_("pollution crosses the border of a county")),
    }
)
