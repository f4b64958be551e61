"""What was said by phone, what is sensitive, and which delays were told."""

from django.db import models
from django.db.models import Q

from command.core.models import OwnedModel, Region, one_of_each
from incidents.models import Incident
from incidents.models.hanging import OfIncident
from incidents.reports.lifecycle import Kind


class PhoneReport(OfIncident):
    """A report made by phone by ``actor`` at ``occurred_at``; ``told`` is who took it."""

    kind = models.CharField(max_length=12, choices=Kind.choices)
    sender = models.ForeignKey(Region, models.PROTECT, related_name="+")
    to = models.CharField(max_length=6)
    told = models.CharField(max_length=120, blank=True)
    text = models.TextField(max_length=2000)
    skip_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["occurred_at", "pk"]
        constraints = [
            one_of_each("reports_phonereport_one_of_each"),
            models.CheckConstraint(name="reports_phonereport_said", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.sender_id} → {self.to}"


class Sensitive(OfIncident):
    """The incident is sensitive (place, time, people, opinion): reported whatever its grade."""

    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["occurred_at", "pk"]
        constraints = [
            one_of_each("reports_sensitive_one_of_each"),
            models.CheckConstraint(name="reports_sensitive_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.reason}"


class OverdueMark(OwnedModel):
    """That a reporting clock has run out was told, once."""

    heir_of = "incident"

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+")
    clock = models.CharField(max_length=100)
    due_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of_each("reports_overduemark_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "incident", "clock"], name="reports_overduemark_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.clock}"
