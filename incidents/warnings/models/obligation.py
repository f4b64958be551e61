"""The duty to decide about a response after a grave warning."""

from django.db import models
from django.db.models import Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, Person, Region, one_of_each
from incidents.models import Incident
from incidents.warnings.lifecycle import LAST_RUNG, Duty
from incidents.warnings.models.warning import PublicWarning, WarningVersion


class Obligation(OwnedModel):
    """A jurisdiction in the area of a grave warning must decide by ``due_at``.

    Holds the drafted activation. The ladder's times are fixed when it starts: a rule
    that is changed later moves no clock that runs.
    """

    heir_of = "warning"

    warning = models.ForeignKey(PublicWarning, models.PROTECT, related_name="obligations")
    version = models.ForeignKey(WarningVersion, models.PROTECT, related_name="obligations")
    incident = models.ForeignKey(
        Incident, models.PROTECT, null=True, related_name="obligations"
    )
    jurisdiction = models.ForeignKey(Region, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    room = models.CharField(max_length=100)
    rule = models.CharField(max_length=32)
    basis = models.CharField(max_length=300)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    commander_at = models.DateTimeField()
    superior_at = models.DateTimeField()
    suggested_level = models.PositiveSmallIntegerField()
    matter = models.CharField(max_length=200)
    measures = models.TextField(max_length=2000)
    expected_until = models.DateTimeField()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            one_of_each("warnings_obligation_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "version", "jurisdiction"], name="warnings_obligation_once"
            ),
            models.CheckConstraint(
                name="warnings_obligation_grave",
                condition=Q(level__range=(1, 4), suggested_level__range=(1, 4)),
            ),
            models.CheckConstraint(
                name="warnings_obligation_climbs",
                condition=Q(commander_at__gte=models.F("started_at"))
                & Q(superior_at__gte=models.F("commander_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.jurisdiction_id}"


class ObligationChange(Change):
    """An obligation escalated, decided, or lapsed."""

    heir_of = "obligation"

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("warnings_obligationchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "obligation", "step"],
                name="warnings_obligationchange_step_once",
            ),
            models.CheckConstraint(
                name="warnings_obligationchange_step_counts", condition=Q(step__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.step} {self.kind}"


class ObligationState(State):
    """Whether somebody has decided, and how far it has climbed. Node-local.

    ``chase_at`` is when the next rung is due; null when there is none left to climb.
    """

    obligation = models.OneToOneField(
        Obligation, models.PROTECT, primary_key=True, related_name="state"
    )
    status = models.CharField(max_length=10, choices=Duty.choices)
    rung = models.PositiveSmallIntegerField(default=0)
    chase_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="warnings_obligationstate_known",
                condition=Q(status__in=Duty.values, rung__range=(0, LAST_RUNG)),
            ),
            models.CheckConstraint(
                name="warnings_obligationstate_why_not",
                condition=~Q(status="declined") | ~Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["chase_at"],
                condition=Q(chase_at__isnull=False),
                name="warnings_obligation_to_chase",
            )
        ]

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.status}"
