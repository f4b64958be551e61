"""The words of loans: what a loan is, what its ledger counts, what a settlement is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LoanStatus(models.TextChoices):
    """From leaving its city to being counted at home."""

    OUT = "out", pgettext_lazy("loan", "Lent out")
    HOME = "home", pgettext_lazy("loan", "Home again")
    CANCELLED = "cancelled", pgettext_lazy("loan", "Cancelled")


class Account(models.TextChoices):
    """The units of account. ``ON_LOAN`` counts what is in the borrower's hands."""

    ON_LOAN = "on_loan", _("On loan")
    TEAM_HOURS = "team_hours", _("Team hours")
    PEOPLE_HOURS = "people_hours", _("People hours")
    VEHICLE_HOURS = "vehicle_hours", _("Vehicle hours")
    UNIT_HOURS = "unit_hours", _("Equipment hours")
    CONSUMED = "consumed", _("Used up")
    LOST = "lost", pgettext_lazy("loan", "Lost")
    DAMAGED = "damaged", pgettext_lazy("loan", "Damaged")


HOURS = (
    Account.TEAM_HOURS,
    Account.PEOPLE_HOURS,
    Account.VEHICLE_HOURS,
    Account.UNIT_HOURS,
)
# What the borrower owes for; what is on loan is not owed but out.
OWED = (*HOURS, Account.CONSUMED, Account.LOST, Account.DAMAGED)


class Ask(models.TextChoices):
    """What one side asks of the other while the loan is out."""

    EXTENSION = "extension", _("Keep it longer")
    RETURN = "return", _("Give it back early")


class SheetStatus(models.TextChoices):
    """A settlement sheet: both sign one version of it, then it is settled."""

    DRAFT = "draft", pgettext_lazy("settlement", "Draft")
    SIGNED = "signed", pgettext_lazy("settlement", "Signed by both")
    SETTLED = "settled", pgettext_lazy("settlement", "Settled")
