"""The rule books of alarms: who is called when nobody answers, and the numbers besides."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.models.rule import Rule, rule_constraints
from incidents.monitoring.lifecycle import Whom

DAY = 86400  # seconds


class AlarmRung(Rule):
    """One rung of the ladder: whom an unacknowledged alarm of a level calls, and after when."""

    level = models.PositiveSmallIntegerField(
        _("alarm level"), validators=(MinValueValidator(1), MaxValueValidator(4))
    )
    rung = models.PositiveSmallIntegerField(
        _("rung"), validators=(MinValueValidator(1), MaxValueValidator(9))
    )
    after_seconds = models.PositiveIntegerField(
        _("after seconds"), validators=(MinValueValidator(1), MaxValueValidator(DAY))
    )
    whom = models.CharField(_("who is called"), max_length=12, choices=Whom.choices)
    urgent = models.BooleanField(_("by voice as well"), default=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("monitoring_alarmrung"),
            models.CheckConstraint(
                name="monitoring_alarmrung_climbs",
                condition=Q(level__range=(1, 4), rung__range=(1, 9), after_seconds__gte=1)
                & Q(whom__in=Whom.values),
            ),
        ]


class AlarmLimit(Rule):
    """One number that alarms work by; its code says which."""

    class Unit(models.TextChoices):
        """What is counted."""

        ALARMS = "alarms", pgettext_lazy("limit", "alarms")
        SECONDS = "seconds", pgettext_lazy("limit", "seconds")

    value = models.PositiveIntegerField(_("value"))
    unit = models.CharField(_("unit"), max_length=10, choices=Unit.choices)

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("monitoring_alarmlimit"),
            models.CheckConstraint(
                name="monitoring_alarmlimit_counts", condition=Q(value__gte=1)
            ),
        ]
