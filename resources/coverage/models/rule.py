"""The rule book of coverage: what must be how near."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core.models import Region
from command.core.models.rule import Rule, rule_constraints


class CoverageRule(Rule):
    """So many of something must be free within so many minutes of the seat of an area.

    Forces of all four cities count. What is promised to somebody within the next ``hours`` is
    not free.
    """

    area = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("area"))
    what = models.CharField(_("kind of team, or code of a supply"), max_length=8)
    minutes = models.PositiveSmallIntegerField(
        _("minutes to reach the seat"),
        validators=(MinValueValidator(5), MaxValueValidator(720)),
    )
    at_least = models.PositiveIntegerField(
        _("how many, at least"), validators=(MinValueValidator(1), MaxValueValidator(100_000))
    )
    hours = models.PositiveSmallIntegerField(
        _("free for so many hours"),
        default=6,
        validators=(MinValueValidator(1), MaxValueValidator(72)),
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("coverage_coveragerule"),
            models.CheckConstraint(
                name="coverage_coveragerule_of_some",
                condition=Q(at_least__gte=1, minutes__gte=1, hours__gte=1) & ~Q(what=""),
            ),
        ]
