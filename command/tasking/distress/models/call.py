"""A call for help: a header that never changes, what was done about it, and where it stands."""

from django.contrib.gis.db.models import PointField
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, Person, Region, Room, one_of_each
from command.tasking.distress.lifecycle import Act, HelpStatus
from command.tasking.models import Task
from incidents.models import Incident

NOTE_LENGTH = 300


class HelpCall(OwnedModel):
    """One person in danger, once.

    ``cities`` are those whom it concerns from the first second: where the person belongs,
    where the person stands, and those that work on the incident. ``region`` is where the
    person stands, as far as it is known. ``raised_at`` is when the button was held by the
    phone's corrected clock, ``received_at`` when the system knew; the ladder counts from that.
    """

    heir_of = "task"

    number = models.CharField(max_length=60)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    team = models.CharField(max_length=120, blank=True)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    cities = ArrayField(models.CharField(max_length=6))
    point = PointField(geography=True, null=True)
    accuracy_m = models.PositiveIntegerField(null=True)
    fixed_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    raised_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["-received_at", "pk"]
        constraints = [
            one_of_each("distress_helpcall_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "exercise", "number"],
                name="distress_helpcall_number_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            # The calls of one person: is one open already?
            models.Index(fields=["person", "-received_at"], name="distress_helpcall_of"),
        ]

    def __str__(self) -> str:
        return self.number


class HelpAct(Change):
    """One thing done about a call by whoever did it."""

    heir_of = "call"

    call = models.ForeignKey(HelpCall, models.PROTECT, related_name="acts")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("distress_helpact_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "call", "step"], name="distress_helpact_step_once"
            ),
            models.CheckConstraint(
                name="distress_helpact_kind_known", condition=Q(kind__in=Act.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.step} {self.kind}"


class HelpState(State):
    """Where a call stands. Node-local.

    ``rung`` is the last one climbed; from ``widened_at`` on it concerns all four cities.
    The position is the last one the phone told; ``cities`` grow with where it leads.
    """

    call = models.OneToOneField(
        HelpCall, models.PROTECT, primary_key=True, related_name="state"
    )
    status = models.CharField(
        max_length=12, choices=HelpStatus.choices, default=HelpStatus.RAISED
    )
    rung = models.PositiveSmallIntegerField(default=0)
    widened_at = models.DateTimeField(null=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    cities = ArrayField(models.CharField(max_length=6))
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    accuracy_m = models.PositiveIntegerField(null=True)
    fixed_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=NOTE_LENGTH, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="distress_helpstate_status_known",
                condition=Q(status__in=HelpStatus.values),
            ),
            models.CheckConstraint(
                name="distress_helpstate_acknowledged_by_name",
                condition=Q(status="raised")
                | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
            ),
            models.CheckConstraint(
                name="distress_helpstate_closed_with_words",
                condition=~Q(status="closed") | (Q(closed_at__isnull=False) & ~Q(words="")),
            ),
        ]
        indexes = [
            # The bar of every screen, and what the beat looks for: the few that are open.
            models.Index(
                fields=["status"],
                name="distress_helpstate_open",
                condition=~Q(status="closed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.status}"
