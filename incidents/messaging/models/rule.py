"""When orders are chased, and who is told: a rule book."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.models.rule import Rule, rule_constraints


class ChaseRule(Rule):
    """One rung: so long after an order was sent without the receipt it wants."""

    class Told(models.TextChoices):
        """Who hears of it, besides the recipient, who is reminded."""

        SENDER = "sender", pgettext_lazy("chase", "the sender")
        COMMANDER = "commander", pgettext_lazy("chase", "the sender and their commander")

    rung = models.PositiveSmallIntegerField(_("rung"))
    seconds = models.PositiveIntegerField(_("seconds after sending"))
    tells = models.CharField(_("tells"), max_length=10, choices=Told.choices)

    class Meta:
        ordering = ["rung"]
        constraints = [
            *rule_constraints("messaging_chaserule"),
            models.CheckConstraint(
                name="messaging_chaserule_counts", condition=Q(rung__gte=1, seconds__gte=10)
            ),
        ]
