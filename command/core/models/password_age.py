"""The rule book about how old a password may be."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core.models.duty import Duty
from command.core.models.rule import Rule, rule_constraints

LONGEST = 3650  # days
DAYS = (MinValueValidator(1), MaxValueValidator(LONGEST))


class PasswordAgeRule(Rule):
    """After how many days somebody at a post chooses a new password; disabled, never."""

    post = models.CharField(_("post"), max_length=16, choices=Duty.Post.choices)
    days = models.PositiveSmallIntegerField(_("days a password lasts"), validators=DAYS)

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("core_passwordagerule"),
            models.CheckConstraint(
                name="core_passwordagerule_days", condition=Q(days__range=(1, LONGEST))
            ),
        ]
