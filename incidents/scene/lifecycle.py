"""What a report from the scene may say: counts, roads and hazards; no database, no clock."""

from types import MappingProxyType
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Road(TextChoices):
    """How the way to the scene is."""

    OPEN = "open", pgettext_lazy("road", "Open")
    DIFFICULT = "difficult", pgettext_lazy("road", "Difficult")
    BLOCKED = "blocked", pgettext_lazy("road", "Blocked")


class Hazard(TextChoices):
    """What endangers those who are there."""

    COLLAPSE = "collapse", _("Collapse")
    LANDSLIDE = "landslide", _("Landslide")
    FLOOD = "flood", _("Rising water")
    ICE = "ice", _("Ice")
    FIRE = "fire", _("Fire")
    CHEMICAL = "chemical", _("Gas or chemicals")
    POWER = "power", _("Live wires")
    OTHER = "other", _("Other danger")


class Count(TextChoices):
    """Who is counted. How badly somebody is injured is not known on the spot."""

    EVACUATED = "evacuated", pgettext_lazy("scene report", "evacuated")
    REMAINING = "remaining", pgettext_lazy("scene report", "still there")
    INJURED = "injured", pgettext_lazy("scene report", "injured")
    DEAD = "dead", pgettext_lazy("scene report", "dead")
    MISSING = "missing", pgettext_lazy("scene report", "missing")


# The figure of the incident that a count is a source of. The law tells seriously from slightly
# injured, which a hospital says and not a team: theirs is a figure beside those, not added.
FIGURES: Final = MappingProxyType(
    {
        Count.EVACUATED: "moved",
        Count.REMAINING: "trapped",
        Count.INJURED: "injured",
        Count.DEAD: "dead",
        Count.MISSING: "missing",
    }
)
# The category under which a hazard is drawn on the incident's map.
CATEGORIES: Final = MappingProxyType(
    {
        Hazard.COLLAPSE: "A10400",
        Hazard.LANDSLIDE: "A10400",
        Hazard.FLOOD: "A10100",
        Hazard.ICE: "JC0101",
        Hazard.FIRE: "A20600",
        Hazard.CHEMICAL: "A20400",
        Hazard.POWER: "C20600",
        Hazard.OTHER: "JC0001",
    }
)
MOST_PEOPLE: Final = 100_000
MOST_HAZARDS: Final = 12
