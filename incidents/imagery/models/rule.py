"""The limits of the imagery wall, as rules."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.models.rule import Rule, rule_constraints


class ImageRule(Rule):
    """How near is alike, and when two times of one image are both shown."""

    class Measure(models.TextChoices):
        """What the amount limits."""

        ALIKE_BITS = "alike_bits", pgettext_lazy("image rule", "alike: differing bits of 64")
        TIMES_MINUTES = (
            "times_minutes",
            pgettext_lazy("image rule", "times differ: minutes between"),
        )

    measure = models.CharField(_("measure"), max_length=16, choices=Measure.choices)
    amount = models.PositiveIntegerField(_("amount"), validators=[MinValueValidator(0)])

    class Meta:
        ordering = ["code", "origin"]
        constraints = [
            *rule_constraints("imagery_imagerule"),
            models.CheckConstraint(
                name="imagery_imagerule_measure_known",
                condition=Q(measure__in=["alike_bits", "times_minutes"]),
            ),
        ]
