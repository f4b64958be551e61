"""Responses: what each jurisdiction does about an incident, level I to IV."""

from uuid import UUID, uuid5

from django.db import models
from django.db.models import Q

from command.core.models import OwnedModel, Person, Region, one_of_each
from incidents.lifecycle import Verdict
from incidents.models.hanging import OfIncident
from incidents.models.incident import Incident

# Levels that only a proposal and its approval by somebody else bring about.
NEEDS_APPROVAL = frozenset({1, 2})


class ResponseProposal(OfIncident):
    """A level that somebody proposes for a jurisdiction; ``actor`` is the proposer."""

    jurisdiction = models.ForeignKey(Region, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    matter = models.CharField(max_length=200)
    measures = models.TextField(max_length=2000)
    expected_until = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at", "pk"]
        constraints = [
            one_of_each("incidents_responseproposal_one_of_each"),
            models.CheckConstraint(
                name="incidents_responseproposal_whole",
                condition=Q(level__range=(1, 4)) & ~Q(matter="") & ~Q(measures=""),
            ),
            models.CheckConstraint(
                name="incidents_responseproposal_in_time",
                condition=Q(expected_until__gt=models.F("occurred_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.jurisdiction_id} {self.level}?"


class ResponseDecision(OwnedModel):
    """What somebody else decided about a proposal; a proposal without one is pending."""

    heir_of = "proposal"

    proposal = models.ForeignKey(ResponseProposal, models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.CharField(max_length=500, blank=True)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    occurred_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of_each("incidents_responsedecision_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "proposal"], name="incidents_responsedecision_once"
            ),
            models.CheckConstraint(
                name="incidents_responsedecision_known",
                condition=Q(verdict__in=["approve", "return"]),
            ),
            models.CheckConstraint(
                name="incidents_responsedecision_return_has_reason",
                condition=Q(verdict="approve") | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.verdict}"


class ResponseChange(OfIncident):
    """A response activated, adjusted, or ended (``level`` is null). Inserted only.

    After art. 95 of the plan rules a response states its level, matter, measures
    and expected duration. ``step`` counts per incident.
    """

    jurisdiction = models.ForeignKey(Region, models.PROTECT, related_name="+")
    step = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(null=True)
    matter = models.CharField(max_length=200, blank=True)
    measures = models.TextField(max_length=2000, blank=True)
    expected_until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    proposal = models.ForeignKey(
        ResponseProposal, models.PROTECT, null=True, related_name="changes"
    )

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("incidents_responsechange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "incident", "step"],
                name="incidents_responsechange_step_once",
            ),
            models.CheckConstraint(
                name="incidents_responsechange_whole",
                condition=(Q(level__isnull=True) & ~Q(reason=""))
                | (
                    Q(level__range=(1, 4), expected_until__isnull=False)
                    & ~Q(matter="")
                    & ~Q(measures="")
                ),
            ),
            models.CheckConstraint(
                name="incidents_responsechange_grave_approved",
                condition=Q(level__isnull=True) | Q(level__gt=2) | Q(proposal__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.jurisdiction_id} {self.level}"


class ResponseState(models.Model):
    """The response of one jurisdiction now; the fold of its changes. Node-local.

    The key is made of incident and jurisdiction, so every node has the same.
    """

    id = models.UUIDField(primary_key=True)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="responses")
    jurisdiction = models.ForeignKey(Region, models.PROTECT, related_name="+")
    step = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(null=True)
    matter = models.CharField(max_length=200, blank=True)
    measures = models.TextField(blank=True)
    expected_until = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()
    origin = models.CharField(max_length=6)  # who made the last change

    class Meta:
        ordering = ["jurisdiction_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "jurisdiction"], name="incidents_responsestate_one"
            ),
            models.CheckConstraint(
                name="incidents_responsestate_level_known",
                condition=Q(level__isnull=True) | Q(level__range=(1, 4)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.jurisdiction_id} {self.level}"

    @staticmethod
    def key(incident_id: UUID, jurisdiction: str) -> UUID:
        """Return the key of the response of a jurisdiction to an incident."""
        return uuid5(incident_id, jurisdiction)
