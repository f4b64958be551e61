"""The gap: one episode in which an area was left without what the rule wants there."""

from django.db import models
from django.db.models import Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, Person, Region, one_of_each
from resources.coverage.lifecycle import GapStatus


class Gap(OwnedModel):
    """An area short of something, from when it was found; owned by the area's city.

    ``rule`` is the code of the standard; ``needed``, ``minutes`` and ``found`` are as they
    were then. What became of it is its ``state``.
    """

    rule = models.CharField(max_length=32)
    area = models.ForeignKey(Region, models.PROTECT, related_name="+")
    what = models.CharField(max_length=8)
    needed = models.PositiveIntegerField()
    minutes = models.PositiveSmallIntegerField()
    found = models.PositiveIntegerField()
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            one_of_each("coverage_gap_one_of_each"),
            models.CheckConstraint(
                name="coverage_gap_short", condition=Q(found__lt=models.F("needed"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.what}"


class GapChange(Change):
    """A gap acknowledged by a person, or closed because the area is covered again."""

    heir_of = "gap"

    gap = models.ForeignKey(Gap, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("coverage_gapchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "gap", "step"], name="coverage_gapchange_step_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gap_id} {self.step} {self.kind}"


class GapState(State):
    """Whether somebody has seen a gap, and whether it is over. Node-local.

    ``rule``, ``area`` and ``world`` (its exercise) repeat the gap's: one standard has one
    open episode in reality, and one in an exercise.
    """

    gap = models.OneToOneField(Gap, models.PROTECT, primary_key=True, related_name="state")
    rule = models.CharField(max_length=32)
    area = models.ForeignKey(Region, models.PROTECT, related_name="+")
    world = models.UUIDField(null=True)
    status = models.CharField(max_length=14, choices=GapStatus.choices)
    acknowledged_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "rule", "world"],
                condition=~Q(status="closed"),
                name="coverage_gapstate_once_per_episode",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.gap_id} {self.status}"
