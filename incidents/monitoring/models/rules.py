"""The numbers of telemetry: how long readings are kept, and how far off a clock may be."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command.core.models import Rule, rule_constraints


class TelemetryLimit(Rule):
    """One number of telemetry: see ``incidents.monitoring.limits`` for the codes."""

    value = models.PositiveIntegerField(_("value"))
    unit = models.CharField(_("unit"), max_length=12, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = rule_constraints("monitoring_telemetrylimit")
