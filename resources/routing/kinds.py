"""What may be said of a road, and the kinds of rules for how long a way takes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConditionKind(TextChoices):
    """What a road or an area suffers from."""

    CLOSURE = "closure", pgettext_lazy("road", "Closed")
    SNOW = "snow", pgettext_lazy("road", "Snow")
    ICE = "ice", pgettext_lazy("road", "Ice")
    WIND = "wind", pgettext_lazy("road", "Strong wind")
    DUST = "dust", pgettext_lazy("road", "Dust, poor sight")


class RuleKind(TextChoices):
    """What a rule of driving times is about."""

    CLEAR = "clear", pgettext_lazy("road", "Clear road")
    LOCAL = "local", pgettext_lazy("road", "Local roads to the main road")
    SNOW = "snow", pgettext_lazy("road", "Snow")
    ICE = "ice", pgettext_lazy("road", "Ice")
    WIND = "wind", pgettext_lazy("road", "Strong wind")
    DUST = "dust", pgettext_lazy("road", "Dust, poor sight")
    WINTER = "winter", pgettext_lazy("road", "Winter")
    CONVOY = "convoy", _("Convoy")
    HEAVY = "heavy", _("Heavy vehicles")


class ConditionStatus(TextChoices):
    """Whether a condition counts now."""

    COMING = "coming", pgettext_lazy("road", "Announced")
    IN_FORCE = "in_force", pgettext_lazy("road", "In force")
    LIFTED = "lifted", pgettext_lazy("road", "Lifted")
    EXPIRED = "expired", pgettext_lazy("road", "Expired")


# The form of the mark on the map and in the list; colour is never the only sign.
GLYPHS = {"closure": "✕", "snow": "❄", "ice": "◇", "wind": "≋", "dust": "▒"}
