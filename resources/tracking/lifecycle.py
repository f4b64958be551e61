"""Words of tracking: the datum a source speaks in, and why something was refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Datum(models.TextChoices):
    """In which coordinates a source speaks; everything is kept in WGS 84."""

    WGS84 = "wgs84", _("WGS 84 / CGCS2000 (GPS, BeiDou)")
    GCJ02 = "gcj02", _("GCJ-02 (Amap, Tencent)")
    BD09 = "bd09", _("BD-09 (Baidu)")


class Why(models.TextChoices):
    """Why an intake refused what it was sent; blank for what it took."""

    TAKEN = "", pgettext_lazy("intake", "taken")
    UNKNOWN = "unknown", pgettext_lazy("intake", "no such device or wrong key")
    DISABLED = "disabled", pgettext_lazy("intake", "device switched off")
    TOO_FAST = "too_fast", pgettext_lazy("intake", "too many in a minute")
    UNREADABLE = "unreadable", pgettext_lazy("intake", "not readable")
    NO_PLACE = "no_place", pgettext_lazy("intake", "no place on earth")
    SWAPPED = "swapped", pgettext_lazy("intake", "latitude and longitude swapped")
    FUTURE = "future", pgettext_lazy("intake", "time in the future")
    OLD = "old", pgettext_lazy("intake", "older than what is kept")
    STALE = "stale", pgettext_lazy("intake", "past its stale time")


class Age(models.TextChoices):
    """How fresh a position is."""

    FRESH = "fresh", pgettext_lazy("position", "fresh")
    LATE = "late", pgettext_lazy("position", "late")
    LOST = "lost", pgettext_lazy("position", "lost")
