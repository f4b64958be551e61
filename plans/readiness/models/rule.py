"""The rule book of readiness: the numbers that the reckoning goes by."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core.models.rule import Rule, rule_constraints

MOST = 20_000


class ReadinessRule(Rule):
    """One number; ``code`` says which, ``unit`` in what."""

    amount = models.FloatField(
        _("amount"), validators=(MinValueValidator(0), MaxValueValidator(MOST))
    )
    unit = models.CharField(_("unit"), max_length=16, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("readiness_readinessrule"),
            models.CheckConstraint(
                name="readiness_readinessrule_within", condition=Q(amount__range=(0, MOST))
            ),
        ]
