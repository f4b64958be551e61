"""The words of drawn features."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Visibility(TextChoices):
    """Who sees a feature, of those who may see anything of the command."""

    ROOM = "room", _("Everybody in this incident")
    CITY = "city", _("Only my own city")
    ALL = "all", _("All four cities")


class Style(TextChoices):
    """How a line is drawn."""

    SOLID = "solid", pgettext_lazy("line", "Solid")
    DASHED = "dashed", pgettext_lazy("line", "Dashed")
    DOTTED = "dotted", pgettext_lazy("line", "Dotted")


class VersionKind(TextChoices):
    """What made a version."""

    DRAWN = "drawn", pgettext_lazy("drawing", "Drawn")
    CHANGED = "changed", pgettext_lazy("drawing", "Changed")
    REMOVED = "removed", pgettext_lazy("drawing", "Removed")
    RESTORED = "restored", pgettext_lazy("drawing", "Restored")


# What can be changed, one by one, each without taking another's work away.
FIELDS = (
    "geometry", "category", "label", "note", "visibility", "expires_at", "buffer_m", "style",
)  # fmt: skip
WIDEST_BUFFER_M = 100_000
