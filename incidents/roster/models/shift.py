"""The shift: who is on duty for an authority, from when until when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from command.core.models import OwnedModel, Person, Region, one_of_each


class Role(models.TextChoices):
    """A place in a shift: a leader who is in charge, a chief, two officers (双人双岗)."""

    LEADER = "leader", _("Leader on duty")
    CHIEF = "chief", _("Shift chief")
    OFFICER = "officer", _("Duty officer on shift")


class Shift(OwnedModel):
    """A shift of one authority; planned and changed by that authority alone."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # How the desk is reached; a duty line, not a person's phone.
    phone = models.CharField(max_length=30, blank=True)
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "region"]
        constraints = [
            one_of_each("roster_shift_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "exercise", "region", "starts_at"],
                nulls_distinct=False,
                name="roster_shift_starts_once",
            ),
            models.CheckConstraint(
                name="roster_shift_ends_after", condition=Q(ends_at__gt=F("starts_at"))
            ),
        ]
        indexes = [
            # Tonight's roster, and the week on the page.
            models.Index(fields=["ends_at", "starts_at"], name="roster_shift_when")
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.starts_at:%Y-%m-%d %H:%M}"


class ShiftPlace(OwnedModel):
    """One place of a shift and who takes it; nobody takes two at once.

    ``during`` repeats the time of the shift, so that the database can refuse it.
    """

    heir_of = "shift"

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="places")
    role = models.CharField(max_length=8, choices=Role.choices)
    slot = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    during = DateTimeRangeField()
    checked_in_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["slot"]
        constraints = [
            one_of_each("roster_shiftplace_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "shift", "slot"], name="roster_shiftplace_slot_once"
            ),
            ExclusionConstraint(
                name="roster_shiftplace_one_shift_at_a_time",
                expressions=[
                    ("origin", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(person__isnull=False, exercise__isnull=True),
            ),
            models.CheckConstraint(
                name="roster_shiftplace_here_in_person",
                condition=Q(checked_in_at__isnull=True) | Q(person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shift_id} {self.role} {self.slot}"
