"""The rules of the incidents room: grades, and the limits of what is alike."""

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.models import Rule, rule_constraints
from incidents.criteria import CRITERIA, PREFIXES
from incidents.words import GRADES

a_prefix_list = RegexValidator(PREFIXES, _("Beginnings of event type codes, with blanks."))


class GradeRule(Rule):
    """One line of a grade table: from where on an incident has at least this grade.

    "At least" includes the number (Decree 493, art. 3). Without a number the criterion is
    a finding: it holds when a source says so. ``counts_missing``: the missing count as dead.
    """

    criterion = models.CharField(
        _("criterion"),
        max_length=24,
        choices=[(key, each.label) for key, each in CRITERIA.items()],
    )
    applies_to = models.CharField(_("event types"), max_length=80, validators=[a_prefix_list])
    except_for = models.CharField(
        _("except event types"), max_length=80, blank=True, validators=[a_prefix_list]
    )
    at_least = models.DecimalField(
        _("at least"),
        max_digits=18,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    unit = models.CharField(_("unit"), max_length=12, blank=True)
    grade = models.PositiveSmallIntegerField(_("grade"), choices=list(GRADES.items()))
    counts_missing = models.BooleanField(_("the missing count as dead"), default=False)

    class Meta:
        ordering = ["code", "origin"]
        constraints = [
            *rule_constraints("incidents_graderule"),
            models.CheckConstraint(
                name="incidents_graderule_grade_known", condition=Q(grade__range=(1, 4))
            ),
        ]


class Limit(Rule):
    """How near is alike, how long two sources speak of the same, how long deaths count."""

    class Measure(models.TextChoices):
        """What the amount limits."""

        DUPLICATE_KM = "duplicate_km", pgettext_lazy("limit", "duplicate: distance")
        DUPLICATE_HOURS = "duplicate_hours", pgettext_lazy("limit", "duplicate: time between")
        CONFLICT_HOURS = "conflict_hours", pgettext_lazy("limit", "conflict of sources: within")
        SUPPLEMENT_DAYS = (
            "supplement_days",
            pgettext_lazy("limit", "casualties: supplement for"),
        )

    measure = models.CharField(_("measure"), max_length=16, choices=Measure.choices)
    applies_to = models.CharField(_("event types"), max_length=80, validators=[a_prefix_list])
    amount = models.DecimalField(
        _("amount"), max_digits=9, decimal_places=2, validators=[MinValueValidator(0)]
    )
    unit = models.CharField(_("unit"), max_length=12)

    class Meta:
        ordering = ["code", "origin"]
        constraints = [
            *rule_constraints("incidents_limit"),
            models.CheckConstraint(
                name="incidents_limit_not_negative", condition=Q(amount__gte=0)
            ),
        ]
