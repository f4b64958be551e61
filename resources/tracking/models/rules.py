"""The rules of tracking: limits, and what drawn areas are watched."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command.core.models import Rule, rule_constraints


class TrackingLimit(Rule):
    """One number of tracking: see ``resources.tracking.limits`` for the codes."""

    value = models.PositiveIntegerField(_("value"))
    unit = models.CharField(_("unit"), max_length=12, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = rule_constraints("tracking_trackinglimit")


class ZoneCategory(Rule):
    """Drawn areas of this category (``code``) are zones: who enters and leaves is recorded.

    Who is out by less than ``margin_m`` has not left yet.
    """

    margin_m = models.PositiveIntegerField(_("metres outside before it counts as left"))

    class Meta:
        ordering = ["code"]
        constraints = rule_constraints("tracking_zonecategory")
