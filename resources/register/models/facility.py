"""Facilities, and what is counted in them."""

from typing import Any

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex
from django.db.models import F, Q

from command.core.models import OwnedModel, Person, Region, one_of_each
from resources.register.kinds import BedKind, FacilityKind


class Facility(OwnedModel):
    """A place in the register of its authority: what stands there, and how well it is known.

    ``details`` are what ``resources.register.details`` keeps of its kind, ``level`` what the
    rules made of R when a major hazard installation was entered or changed. ``occupied``,
    ``beds`` and ``counted_at`` repeat the newest count, for lists. ``contact`` and
    ``phone`` are people's: no entry of the journal holds them. ``initials`` are its name as
    it is typed in pinyin.
    """

    kind = models.CharField(max_length=20, choices=FacilityKind.choices)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    initials = models.CharField(max_length=80, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    place = models.CharField(max_length=120, blank=True)
    point = models.PointField(srid=4326, spatial_index=False)
    coord_precision_m = models.PositiveIntegerField()
    source_note = models.CharField(max_length=200)
    details: Any = models.JSONField(default=dict)
    level = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    occupied = models.PositiveIntegerField(null=True)
    beds: Any = models.JSONField(default=dict)
    counted_at = models.DateTimeField(null=True)
    is_illustrative = models.BooleanField(default=False)
    updated_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["region", "kind", "name"]
        constraints = [
            one_of_each("register_facility_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "region", "kind", "name", "exercise"],
                name="register_facility_named_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="register_facility_known_somehow",
                condition=~Q(name="") & ~Q(source_note="") & Q(coord_precision_m__gte=1),
            ),
        ]
        indexes = [
            GistIndex(fields=["point"], name="register_facility_point"),
            models.Index(fields=["kind", "region"], name="register_facility_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class ShelterCount(OwnedModel):
    """How many people were in a shelter when somebody counted. Never altered.

    ``capacity`` is what it was then; a count above it was confirmed by whoever counted.
    """

    heir_of = "facility"

    facility = models.ForeignKey(Facility, models.PROTECT, related_name="shelter_counts")
    occupied = models.PositiveIntegerField()
    capacity = models.PositiveIntegerField()
    is_confirmed = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)
    counted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["-counted_at"]
        constraints = [
            one_of_each("register_sheltercount_one_of_each"),
            models.CheckConstraint(
                name="register_sheltercount_above_only_confirmed",
                condition=Q(is_confirmed=True) | Q(occupied__lte=F("capacity")),
            ),
        ]
        indexes = [
            models.Index(fields=["facility", "-counted_at"], name="register_sheltercount_last")
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.occupied}/{self.capacity}"


class BedCount(OwnedModel):
    """How many beds of a kind a hospital had staffed, and how many of them were taken."""

    heir_of = "facility"

    facility = models.ForeignKey(Facility, models.PROTECT, related_name="bed_counts")
    kind = models.CharField(max_length=12, choices=BedKind.choices)
    staffed = models.PositiveIntegerField()
    occupied = models.PositiveIntegerField()
    counted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["-counted_at", "kind"]
        constraints = [
            one_of_each("register_bedcount_one_of_each"),
            models.CheckConstraint(
                name="register_bedcount_within_staffed",
                condition=Q(occupied__lte=F("staffed")),
            ),
        ]
        indexes = [
            models.Index(fields=["facility", "-counted_at"], name="register_bedcount_last")
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.kind} {self.occupied}/{self.staffed}"
