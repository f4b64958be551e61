"""The consultation: who met, what they found, and what follows from it."""

from django.db import models
from django.db.models import Q

from command.core.folding import Change, State
from command.core.models import Person, one_of_each
from incidents.joint.lifecycle import ConsultationKind, ConsultationStatus
from incidents.models.hanging import OfIncident


class Consultation(OfIncident):
    """A meeting of authorities about an incident; the header never changes."""

    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=ConsultationKind.choices)
    topic = models.CharField(max_length=120)
    planned_at = models.DateTimeField()
    chair_authority = models.CharField(max_length=6)
    chair = models.CharField(max_length=120)  # name and post, as the minutes say it

    class Meta:
        ordering = ["-planned_at", "pk"]
        constraints = [
            one_of_each("joint_consultation_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "incident", "number"], name="joint_consultation_number_once"
            ),
            models.CheckConstraint(
                name="joint_consultation_kind_known",
                condition=Q(kind__in=ConsultationKind.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.topic}"


class ConsultationChange(Change):
    """One step of a consultation by whoever took it."""

    heir_of = "consultation"

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("joint_consultationchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "consultation", "step"],
                name="joint_consultationchange_step_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.step} {self.kind}"


class ConsultationState(State):
    """What a consultation is now; the fold of its changes. Node-local, and its lock.

    ``participants`` are ``{authority, name}``; ``version`` counts the corrections.
    """

    consultation = models.OneToOneField(
        Consultation, models.PROTECT, primary_key=True, related_name="state"
    )
    status = models.CharField(max_length=10, choices=ConsultationStatus.choices)
    participants = models.JSONField(default=list)
    agenda = models.JSONField(default=list)
    situation = models.TextField(max_length=4000, blank=True)
    trend = models.TextField(max_length=4000, blank=True)
    risks = models.TextField(max_length=4000, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # of the last correction
    version = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    minuted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="joint_consultationstate_status_known",
                condition=Q(status__in=ConsultationStatus.values),
            ),
            models.CheckConstraint(
                name="joint_consultationstate_concluded_dated",
                condition=~Q(status=ConsultationStatus.CONCLUDED)
                | Q(started_at__isnull=False, ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.status}"
