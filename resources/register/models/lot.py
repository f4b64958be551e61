"""Lots of a stock, the checks of things, and the alerts that were given."""

from django.db import models
from django.db.models import F, Q

from command.core.models import OwnedModel, Person, one_of_each
from resources.models import Asset, Stock
from resources.register.kinds import DateSubject
from resources.register.models.people import TeamSkill


class StockLot(OwnedModel):
    """A part of a stock that came together and runs out together.

    The lots of a stock are never more than its ``on_hand``. Agreement stock names the
    firm that holds it, the agreement, and how many hours after the call it is there.
    """

    heir_of = "stock"

    stock = models.ForeignKey(Stock, models.PROTECT, related_name="lots")
    number = models.CharField(max_length=40)
    quantity = models.PositiveIntegerField()
    produced = models.DateField(null=True)
    expires = models.DateField(null=True)
    next_check = models.DateField(null=True)
    firm = models.CharField(max_length=80, blank=True)
    agreement = models.CharField(max_length=40, blank=True)
    calloff_hours = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=200, blank=True)
    is_illustrative = models.BooleanField(default=False)
    updated_at = models.DateTimeField()

    class Meta:
        ordering = [F("expires").asc(nulls_last=True), "number"]
        constraints = [
            one_of_each("register_stocklot_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "stock", "number"], name="register_stocklot_numbered_once"
            ),
            models.CheckConstraint(
                name="register_stocklot_firm_has_agreement",
                condition=Q(firm="", agreement="", calloff_hours__isnull=True)
                | (~Q(firm="") & ~Q(agreement="") & Q(calloff_hours__isnull=False)),
            ),
            models.CheckConstraint(
                name="register_stocklot_expires_after_making",
                condition=Q(produced__isnull=True)
                | Q(expires__isnull=True)
                | Q(expires__gt=F("produced")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stock_id} {self.number}"


class Check(OwnedModel):
    """Somebody looked a lot or an asset over; never altered."""

    # A check of an asset is of the world in which it is made; the door sees to that.
    heir_of = "lot"

    lot = models.ForeignKey(StockLot, models.PROTECT, null=True, related_name="checks")
    asset = models.ForeignKey(Asset, models.PROTECT, null=True, related_name="checks")
    is_passed = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    next_check = models.DateField(null=True)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["-checked_at"]
        constraints = [
            one_of_each("register_check_one_of_each"),
            models.CheckConstraint(
                name="register_check_one_thing",
                condition=Q(lot__isnull=False, asset__isnull=True)
                | Q(lot__isnull=True, asset__isnull=False),
            ),
            models.CheckConstraint(
                name="register_check_failed_for_a_reason",
                condition=Q(is_passed=True) | ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot_id or self.asset_id} {self.is_passed}"


class DateAlert(OwnedModel):
    """One alert that a date draws near, so that it is given once and no more."""

    heir_of = "lot"

    subject = models.CharField(max_length=12, choices=DateSubject.choices)
    lot = models.ForeignKey(StockLot, models.PROTECT, null=True, related_name="alerts")
    asset = models.ForeignKey(Asset, models.PROTECT, null=True, related_name="alerts")
    skill = models.ForeignKey(TeamSkill, models.PROTECT, null=True, related_name="alerts")
    due = models.DateField()
    days = models.PositiveSmallIntegerField()
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["-told_at"]
        constraints = [
            one_of_each("register_datealert_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "subject", "lot", "asset", "skill", "due", "days"],
                name="register_datealert_given_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.due} {self.days}"
