"""Who is called, and after how long, when nobody acknowledges a call for help: a rule book."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core.models.rule import Rule, rule_constraints
from command.tasking.distress.lifecycle import By, Whom

LONGEST_S = 3600


class HelpRung(Rule):
    """One rung: so long after a call for help that nobody has acknowledged."""

    rung = models.PositiveSmallIntegerField(
        _("rung"), validators=(MinValueValidator(1), MaxValueValidator(20))
    )
    after_seconds = models.PositiveIntegerField(
        _("seconds after the call"),
        validators=(MinValueValidator(5), MaxValueValidator(LONGEST_S)),
    )
    whom = models.CharField(_("who is called"), max_length=12, choices=Whom.choices)
    channel = models.CharField(_("by"), max_length=6, choices=By.choices)

    class Meta:
        ordering = ["rung"]
        constraints = [
            *rule_constraints("distress_helprung"),
            models.CheckConstraint(
                name="distress_helprung_counts", condition=Q(rung__gte=1, after_seconds__gte=5)
            ),
            models.CheckConstraint(
                name="distress_helprung_known",
                condition=Q(whom__in=Whom.values, channel__in=By.values),
            ),
        ]
