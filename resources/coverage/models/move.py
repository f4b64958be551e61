"""The move-up: a free team, or a vehicle, that stands by elsewhere for a time."""

from django.contrib.gis.db import models
from django.db.models import F, Q

from command.core.models import Exercise, OwnedModel, Person, Region, one_of_each
from resources.coverage.models.gap import Gap
from resources.models import Asset, Team


class MoveUp(OwnedModel):
    """A team or an asset sent to stand by at the seat of another area; owned by its city.

    It binds it to nothing: it stays free, and an order to an incident ends the move-up. While
    it is on its way it covers neither place; from ``arrived_at``, which somebody reports, it
    counts at ``area``.
    """

    heir_of = "gap"

    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    asset = models.ForeignKey(Asset, models.PROTECT, null=True, related_name="+")
    gap = models.ForeignKey(Gap, models.PROTECT, null=True, related_name="moves")
    area = models.ForeignKey(Region, models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    ordered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ordered_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_for = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-ordered_at", "pk"]
        constraints = [
            one_of_each("coverage_moveup_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "team"],
                condition=Q(ended_at__isnull=True),
                name="coverage_moveup_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["origin", "asset"],
                condition=Q(ended_at__isnull=True),
                name="coverage_moveup_asset_one_at_a_time",
            ),
            models.CheckConstraint(
                name="coverage_moveup_of_one_thing",
                condition=Q(team__isnull=True) ^ Q(asset__isnull=True),
            ),
            models.CheckConstraint(
                name="coverage_moveup_ends_after", condition=Q(until__gt=F("ordered_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing.pk} → {self.area_id}"

    @property
    def thing(self) -> Team | Asset:
        """What moves up."""
        found = self.team or self.asset
        if found is None:
            raise ValueError("A move-up is of a team or of an asset.")
        return found


class ToCheck(models.Model):
    """A kind of thing whose coverage must be looked at anew. Node-local, soon gone.

    ``exercise``: among its own forces, and not in reality.
    """

    what = models.CharField(max_length=8)
    exercise = models.ForeignKey(Exercise, models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.what
