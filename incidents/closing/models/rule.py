"""How long personal data is kept after an incident has ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command.core.models import Rule, rule_constraints

PERSONAL_DATA = "personal-data"  # the code of the rule that the clock asks for


class RetentionRule(Rule):
    """After ``days`` from the end of an incident its personal data is destroyed."""

    days = models.PositiveIntegerField(_("days after the end"))

    class Meta:
        ordering = ["code"]
        constraints = rule_constraints("closing_retentionrule")
