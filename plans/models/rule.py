"""Rules of the library."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command.core.models.rule import Rule, rule_constraints


class PlanRule(Rule):
    """An amount that plans are held to, such as the months until one must be revised."""

    amount = models.PositiveIntegerField(_("Amount"))
    unit = models.CharField(_("Unit"), max_length=12)

    class Meta:
        ordering = ["code"]
        constraints = rule_constraints("plans_planrule")
