"""The road condition: what somebody on duty says of a road or an area, for a time."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from command.core.models import OwnedModel, Person, Region, one_of_each
from resources.routing.kinds import ConditionKind


class RoadCondition(OwnedModel):
    """A closure, snow, ice, wind or dust on stretches of a road, or over an area.

    ``edges`` are keys of stretches of the shipped graph; an area has none. It counts from
    ``starts_at`` until ``until``, unless it is lifted before; nothing is left standing for
    ever. Shared by all four cities; changed by the authority that entered it.
    """

    kind = models.CharField(max_length=8, choices=ConditionKind.choices)
    edges = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    area = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    until = models.DateTimeField()
    source = models.CharField(max_length=120)
    text_zh = models.CharField(max_length=200, blank=True)
    text_en = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_for = models.CharField(max_length=200, blank=True)
    end_told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-entered_at", "pk"]
        constraints = [
            one_of_each("routing_roadcondition_one_of_each"),
            models.CheckConstraint(
                name="routing_roadcondition_ends_after", condition=Q(until__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="routing_roadcondition_somewhere",
                condition=Q(area__isnull=False, edges=[]) | Q(area__isnull=True) & ~Q(edges=[]),
            ),
            # An area is not closed: closures name their stretches, and are routed round.
            models.CheckConstraint(
                name="routing_roadcondition_closed_by_stretch",
                condition=~Q(kind="closure") | Q(area__isnull=True),
            ),
            models.CheckConstraint(
                name="routing_roadcondition_lifted_for_a_reason",
                condition=Q(lifted_at__isnull=True) | ~Q(lifted_for=""),
            ),
        ]
        indexes = [
            # What counts now: asked for with every travel time.
            models.Index(
                fields=["until"],
                name="routing_roadcondition_stands",
                condition=Q(lifted_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.area_id or ' '.join(self.edges)}"
