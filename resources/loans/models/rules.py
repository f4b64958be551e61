"""The rule books of loans: how long, who hears when it is late, and at what rates."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from command.core.models.rule import Rule, rule_constraints
from resources.loans.lifecycle import OWED

YEAR = 366 * 24  # hours
HOURS = (MinValueValidator(1), MaxValueValidator(YEAR))
YUAN = (MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(10000000)))
WHAT = _("kind of team, or code of a supply; empty for all")


class LoanTerm(Rule):
    """How long something is lent where nothing was agreed."""

    what = models.CharField(WHAT, max_length=8, blank=True)
    hours = models.PositiveIntegerField(_("hours"), validators=HOURS)

    class Meta:
        ordering = ["code"]
        constraints = rule_constraints("loans_loanterm")


class OverdueRung(Rule):
    """How late a loan must be until it is said again, and to whom."""

    class Told(models.TextChoices):
        """Who hears of it; each rung adds to those before."""

        CITIES = "cities", _("lender and borrower")
        REGION = "region", _("the region as well")

    rung = models.PositiveSmallIntegerField(
        _("rung"), validators=(MinValueValidator(1), MaxValueValidator(9))
    )
    after_hours = models.PositiveIntegerField(
        _("hours after it was due"), validators=(MaxValueValidator(YEAR),)
    )
    told = models.CharField(_("told"), max_length=8, choices=Told.choices)

    class Meta:
        ordering = ["rung"]
        constraints = [
            *rule_constraints("loans_overduerung"),
            models.CheckConstraint(
                name="loans_overduerung_climbs", condition=models.Q(rung__range=(1, 9))
            ),
        ]


class LoanRate(Rule):
    """What one unit of an account costs, of one thing or of all.

    ``is_agreed``: the cities have signed it. What is not agreed is shown as illustrative
    wherever a sum is made of it.
    """

    account = models.CharField(
        _("account"), max_length=16, choices=[(one.value, one.label) for one in OWED]
    )
    what = models.CharField(WHAT, max_length=8, blank=True)
    yuan = models.DecimalField(
        _("yuan per unit"), max_digits=12, decimal_places=2, validators=YUAN
    )
    is_agreed = models.BooleanField(_("agreed between the cities"), default=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("loans_loanrate"),
            models.CheckConstraint(
                name="loans_loanrate_not_negative", condition=models.Q(yuan__gte=0)
            ),
        ]
