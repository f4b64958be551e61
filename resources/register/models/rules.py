"""The rule books of the register."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from command.core.models.rule import Rule, rule_constraints
from resources.lifecycle import TeamKind
from resources.register.kinds import Counted, DateSubject

HOURS = (MinValueValidator(1), MaxValueValidator(24 * 14))


class DateRule(Rule):
    """How many days before a date somebody is told; 0 is on the day itself."""

    subject = models.CharField(_("date"), max_length=12, choices=DateSubject.choices)
    days = models.PositiveSmallIntegerField(
        _("days before"), validators=(MaxValueValidator(3650),)
    )

    class Meta:
        ordering = ["subject", "-days"]
        constraints = rule_constraints("register_daterule")


class CrewRule(Rule):
    """How long a team may work and how long it must then rest; no kind means every kind."""

    team_kind = models.CharField(
        _("kind of team"), max_length=8, choices=TeamKind.choices, blank=True
    )
    duty_hours = models.PositiveSmallIntegerField(_("hours on duty at most"), validators=HOURS)
    deployed_hours = models.PositiveSmallIntegerField(
        _("hours deployed at most"), validators=HOURS
    )
    rest_hours = models.PositiveSmallIntegerField(_("hours of rest"), validators=HOURS)

    class Meta:
        ordering = ["team_kind"]
        constraints = [
            *rule_constraints("register_crewrule"),
            models.CheckConstraint(
                name="register_crewrule_bounded",
                condition=Q(deployed_hours__gte=1, rest_hours__gte=1)
                & Q(duty_hours__gte=F("deployed_hours")),
            ),
        ]


class HazardRule(Rule):
    """From which R on a major hazard installation is of a level (GB 18218)."""

    level = models.PositiveSmallIntegerField(
        _("level"), validators=(MinValueValidator(1), MaxValueValidator(4))
    )
    r_from = models.FloatField(_("R from"), validators=(MinValueValidator(0.0),))

    class Meta:
        ordering = ["level"]
        constraints = rule_constraints("register_hazardrule")


class CountRule(Rule):
    """How often something is to be counted; an older count is shown as late."""

    counted = models.CharField(_("what is counted"), max_length=8, choices=Counted.choices)
    minutes = models.PositiveIntegerField(
        _("minutes between counts"),
        validators=(MinValueValidator(5), MaxValueValidator(60 * 24 * 31)),
    )

    class Meta:
        ordering = ["counted"]
        constraints = rule_constraints("register_countrule")
