"""The rule book of the interlock: until when a broken promise must be answered."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core.models.rule import Rule, rule_constraints


class InterlockRule(Rule):
    """One number by which promises are watched; ``code`` says which."""

    amount = models.PositiveIntegerField(
        _("amount"), validators=(MinValueValidator(0), MaxValueValidator(8784))
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("interlock_interlockrule"),
            models.CheckConstraint(
                name="interlock_interlockrule_within", condition=Q(amount__lte=8784)
            ),
        ]
