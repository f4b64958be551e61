"""The rule book of driving times."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from command.core.models.rule import Rule, rule_constraints
from resources.routing.kinds import RuleKind

FACTORS = (MinValueValidator(0.1), MaxValueValidator(20))
MONTHS = (MinValueValidator(1), MaxValueValidator(12))


class RoadRule(Rule):
    """How much longer something makes a way, and how sure that is.

    A way takes ``factor`` times as long as on a clear road, at best ``factor_low``, at worst
    ``factor_high``; nobody drives faster than ``cap_kmh``; ``plus_min`` minutes go before
    the start. A rule with months holds in those only. For local roads ``factor`` is the way by
    road over the straight line. An edge goes by the rules of the city it begins in.
    """

    kind = models.CharField(_("about"), max_length=8, choices=RuleKind.choices)
    factor_low = models.FloatField(_("factor at best"), default=1, validators=FACTORS)
    factor = models.FloatField(_("factor"), default=1, validators=FACTORS)
    factor_high = models.FloatField(_("factor at worst"), default=1, validators=FACTORS)
    cap_kmh = models.PositiveSmallIntegerField(
        _("top speed (km/h)"),
        null=True,
        blank=True,
        validators=(MinValueValidator(5), MaxValueValidator(150)),
    )
    plus_min = models.PositiveSmallIntegerField(
        _("minutes before the start"), default=0, validators=(MaxValueValidator(600),)
    )
    from_month = models.PositiveSmallIntegerField(
        _("first month"), null=True, blank=True, validators=MONTHS
    )
    to_month = models.PositiveSmallIntegerField(
        _("last month"), null=True, blank=True, validators=MONTHS
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("routing_roadrule"),
            models.CheckConstraint(
                name="routing_roadrule_in_order",
                condition=Q(
                    factor_low__gt=0,
                    factor__gte=F("factor_low"),
                    factor_high__gte=F("factor"),
                    factor_high__lte=20,
                ),
            ),
            models.CheckConstraint(
                name="routing_roadrule_drives",
                condition=Q(cap_kmh__isnull=True) | Q(cap_kmh__gte=5),
            ),
            models.CheckConstraint(
                name="routing_roadrule_both_months",
                condition=Q(from_month__isnull=True, to_month__isnull=True)
                | Q(from_month__range=(1, 12), to_month__range=(1, 12)),
            ),
        ]
