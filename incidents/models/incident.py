"""The incident: a header that never changes hands, and what was recorded about it."""

from django.contrib.gis.db import models
from django.db.models import Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, Region, Room, one_of_each
from incidents.lifecycle import Status
from incidents.models.event_type import EventType


class Incident(OwnedModel):
    """Something that has happened, or is about to, and that a command answers for.

    ``region`` is the banner (or city) it lies in; ``point`` is WGS 84. What it is
    *now* stands in its ``state``.
    """

    number = models.CharField(max_length=40)
    room = models.ForeignKey(Room, models.PROTECT, related_name="+", editable=False)
    event_type = models.ForeignKey(EventType, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=200, blank=True)
    point = models.PointField(srid=4326, null=True)
    source = models.CharField(max_length=120, blank=True)  # who told the command
    occurred_at = models.DateTimeField()
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["-occurred_at", "pk"]
        constraints = [
            one_of_each("incidents_incident_one_of_each"),
            # An exercise counts its own numbers, so that each play has the same.
            models.UniqueConstraint(
                fields=["origin", "exercise", "number"],
                name="incidents_incident_number_once",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["origin", "room"], name="incidents_incident_room_of_its_own"
            ),
            models.CheckConstraint(
                name="incidents_incident_titled", condition=~Q(title="") & ~Q(number="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class IncidentChange(Change):
    """One thing that an authority changed about an incident."""

    heir_of = "incident"

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("incidents_incidentchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "incident", "step"],
                name="incidents_incidentchange_step_once",
            ),
            models.CheckConstraint(
                name="incidents_incidentchange_step_counts", condition=Q(step__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.step} {self.kind}"


class IncidentState(State):
    """What an incident is now; the fold of its changes. Node-local.

    Its row is the lock of the incident and of all that hangs on it. ``grade`` is
    1 (extremely serious) to 4 (general): the confirmed one, or else the preliminary.
    ``joint`` stays once it has been shared; with whom it is shared now, the shares
    themselves say. ``merged_into`` and ``parent_incident`` are keys of incidents: what
    was merged points at the one that goes on, never at one that was merged itself.
    """

    incident = models.OneToOneField(
        Incident, models.PROTECT, primary_key=True, related_name="state"
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.REPORTED)
    grade = models.PositiveSmallIntegerField(null=True)
    preliminary_grade = models.PositiveSmallIntegerField(null=True)
    confirmed_grade = models.PositiveSmallIntegerField(null=True)
    lead_authority = models.CharField(max_length=6)
    command_offered_to = models.CharField(max_length=6, blank=True)
    command_offer_id = models.UUIDField(null=True)  # the change row of the open offer
    joint = models.BooleanField(default=False)
    merged_into = models.UUIDField(null=True)
    parent_incident = models.UUIDField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="incidents_incidentstate_status_known",
                condition=Q(status__in=Status.values),
            ),
            models.CheckConstraint(
                name="incidents_incidentstate_grade_known",
                condition=Q(grade__isnull=True) | Q(grade__range=(1, 4)),
            ),
            models.CheckConstraint(
                name="incidents_incidentstate_offer_whole",
                condition=Q(command_offered_to="", command_offer_id__isnull=True)
                | (~Q(command_offered_to="") & Q(command_offer_id__isnull=False)),
            ),
            models.CheckConstraint(
                name="incidents_incidentstate_merged_iff_pointed",
                condition=Q(status="merged", merged_into__isnull=False)
                | (~Q(status="merged") & Q(merged_into__isnull=True)),
            ),
        ]
        indexes = [
            # The figures of what was merged into an incident; its parts.
            models.Index(
                fields=["merged_into"],
                name="incidents_state_merged",
                condition=Q(merged_into__isnull=False),
            ),
            models.Index(
                fields=["parent_incident"],
                name="incidents_state_part_of",
                condition=Q(parent_incident__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.status}"
