"""The need line: what an incident lacks, before anybody is asked for it."""

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import Q

from command.core.models import OwnedModel, one_of_each
from resources.lifecycle import NeedPriority, TeamKind
from resources.models.stock import Supply


class Need(OwnedModel):
    """So much of something that an incident lacks; owned by who says so.

    It is met by requests to other cities (``ResourceRequest.need``) and by forces of
    one's own (``Deployment.need``). ``capabilities`` are codes that what comes must have
    all of; ``point`` where it is needed, WGS 84. The line never changes: a new count is a
    new line, and ``closed_at`` with its reason ends this one.
    """

    heir_of = "incident"

    incident = models.ForeignKey(
        "incidents.Incident", models.PROTECT, null=True, related_name="needs"
    )
    number = models.CharField(max_length=24)
    team_kind = models.CharField(max_length=8, choices=TeamKind.choices, blank=True)
    supply = models.ForeignKey(Supply, models.PROTECT, null=True, related_name="+")
    quantity = models.PositiveIntegerField()
    unit = models.CharField(max_length=16, blank=True)
    capabilities = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    place = models.CharField(max_length=120, blank=True)
    point = models.PointField(srid=4326, null=True, blank=True, spatial_index=False)
    needed_by = models.DateTimeField(null=True)
    priority = models.PositiveSmallIntegerField(
        choices=NeedPriority.choices, default=NeedPriority.NORMAL
    )
    remark = models.CharField(max_length=200, blank=True)
    stated_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_for = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["priority", "needed_by", "stated_at"]
        constraints = [
            one_of_each("resources_need_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "incident", "number"], name="resources_need_numbered_once"
            ),
            models.CheckConstraint(
                name="resources_need_one_thing",
                condition=Q(team_kind="", supply__isnull=False)
                | (~Q(team_kind="") & Q(supply__isnull=True)),
            ),
            models.CheckConstraint(name="resources_need_of_some", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="resources_need_closed_for_a_reason",
                condition=Q(closed_at__isnull=True) | ~Q(closed_for=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number
