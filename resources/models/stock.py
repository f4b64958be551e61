"""Supplies, and what lies of them where."""

from django.contrib.gis.db import models
from django.db.models import F, Q

from command.core.models import OwnedModel, Region, one_of_each
from command.core.tongues import is_english


class Supply(models.Model):
    """A kind of emergency supplies after GB/T 38565-2020. A code list, the same on every node.

    Seven digits: one for the top class, then two, two and two. Of the codes
    shipped here ``verified_digits`` have been verified; the rest stands under
    "99 other" and is illustrative. ``is_consumable``: what is used up and does
    not come back.
    """

    code = models.CharField(max_length=7, primary_key=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    unit_zh = models.CharField(max_length=8)
    unit_en = models.CharField(max_length=16)
    is_consumable = models.BooleanField()
    verified_digits = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="resources_supply_code_has_seven_digits",
                condition=Q(code__regex=r"^[123][0-9]{6}$"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if is_english() else self.name_zh

    @property
    def unit(self) -> str:
        """The unit in the language of the reader."""
        return self.unit_en if is_english() else self.unit_zh


class Stock(OwnedModel):
    """So much of one supply in one depot of one authority.

    ``on_hand`` counts what belongs here, lent or not; ``available`` what is free
    to be given. ``is_agreement``: held by a firm under an agreement with the city.
    """

    depot = models.CharField(max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    point = models.PointField(srid=4326, null=True, blank=True, spatial_index=False)
    supply = models.ForeignKey(Supply, models.PROTECT, related_name="+")
    on_hand = models.PositiveIntegerField()
    available = models.PositiveIntegerField()
    is_agreement = models.BooleanField(default=False)
    is_illustrative = models.BooleanField(default=False)
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["supply", "region", "depot"]
        constraints = [
            one_of_each("resources_stock_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "region", "depot", "supply", "exercise"],
                name="resources_stock_counted_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="resources_stock_available_within_on_hand",
                condition=Q(available__gte=0, available__lte=F("on_hand")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.depot} {self.supply_id} {self.available}/{self.on_hand}"
