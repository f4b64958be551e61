"""Areas that have fallen quiet: each episode once, and what became of it."""

from django.contrib.gis.geos import Point
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from command.core.folding import Change, State
from command.core.models import Exercise, OwnedModel, Region, one_of_each
from incidents.models import Incident
from incidents.monitoring.quiet.lifecycle import Ending
from incidents.monitoring.quiet.models.township import Township


class QuietArea(OwnedModel):
    """One episode in which a county, or a township of it, said nothing while others did.

    ``voices`` is how many should have reported, ``silent`` how many of them had not,
    ``neighbours`` how many areas around it spoke. ``last_at`` is the last word from there,
    null when there never was one. ``level`` goes by ``people``, those who live there;
    ``evidence`` says who was waited for. What became of it is its ``state``.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    township = models.ForeignKey(Township, models.PROTECT, null=True, related_name="+")
    noticed_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)
    level = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField(null=True)
    voices = models.PositiveSmallIntegerField()
    silent = models.PositiveSmallIntegerField()
    neighbours = models.PositiveSmallIntegerField()
    evidence = models.JSONField(encoder=DjangoJSONEncoder, default=list)

    class Meta:
        ordering = ["level", "-noticed_at", "pk"]
        constraints = [
            one_of_each("quiet_quietarea_one_of_each"),
            models.CheckConstraint(
                name="quiet_quietarea_level_known", condition=Q(level__range=(1, 4))
            ),
        ]

    @property
    def place(self) -> Region | Township:
        """The township, or else the county itself."""
        return self.township or self.region

    @property
    def spot(self) -> Point | None:
        """Where it is drawn: at its seat."""
        return self.township.point if self.township else self.region.seat

    def __str__(self) -> str:
        return f"{self.region_id} {self.noticed_at}"


class QuietAreaChange(Change):
    """What happened to a quiet area: a look was wanted, the task drafted, somebody spoke."""

    heir_of = "area"

    area = models.ForeignKey(QuietArea, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("quiet_quietareachange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "area", "step"], name="quiet_quietareachange_step_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.step} {self.kind}"


class QuietAreaState(State):
    """Whether an area is quiet still, and who looks. Node-local.

    ``region``, ``township`` and ``exercise`` repeat the area's, for the constraint that an
    area has one open episode in reality and one in an exercise. ``task`` is the
    reconnaissance task, which the floor above has drafted, and its number.
    """

    area = models.OneToOneField(
        QuietArea, models.PROTECT, primary_key=True, related_name="state"
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    township = models.ForeignKey(Township, models.PROTECT, null=True, related_name="+")
    exercise = models.ForeignKey(Exercise, models.PROTECT, null=True, related_name="+")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="+")
    task = models.UUIDField(null=True)
    task_number = models.CharField(max_length=12, blank=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)
    heard_zh = models.CharField(max_length=160, blank=True)
    heard_en = models.CharField(max_length=160, blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "township", "exercise"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="quiet_quietareastate_one_open",
            ),
            models.CheckConstraint(
                name="quiet_quietareastate_ends_with_a_reason",
                condition=Q(ended_at__isnull=True, ending="")
                | (Q(ended_at__isnull=False) & ~Q(ending="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.ending or 'quiet'}"


class QuietWatch(models.Model):
    """Since when an area looks quiet. Node-local; its row is the lock of the area.

    ``looked_at`` is the last look: a look that is older changes nothing any more, and
    after a pause in the looking the waiting begins anew.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    township = models.ForeignKey(Township, models.PROTECT, null=True, related_name="+")
    exercise = models.ForeignKey(Exercise, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField(null=True)
    looked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "township", "exercise"],
                nulls_distinct=False,
                name="quiet_quietwatch_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.since}"
