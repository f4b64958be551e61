"""The rule book of quiet areas."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command.core.models import Rule, rule_constraints


class QuietRule(Rule):
    """One number by which an area counts as quiet: see ``quiet.limits`` for the codes."""

    value = models.PositiveIntegerField(_("value"))
    unit = models.CharField(_("unit"), max_length=12, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = rule_constraints("quiet_quietrule")
