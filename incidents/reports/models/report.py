"""The report: a header that never changes hands, what was done with it, what was published."""

from django.db import models
from django.db.models import Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, Person, Region, one_of_each
from incidents.models.hanging import OfIncident
from incidents.reports.lifecycle import Kind, Status


class Report(OfIncident):
    """One report of one authority; ``actor`` drafted it at ``occurred_at``.

    ``addressees`` are region codes, ``000000`` the State Council. Whoever passes a level
    over says why in ``skip_reason``. ``ordinal`` counts the follow-ups of one sender.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    ordinal = models.PositiveSmallIntegerField(default=0)
    sender = models.ForeignKey(Region, models.PROTECT, related_name="+")
    addressees = models.JSONField()
    skip_reason = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=8, default="zh-hans")
    # Of a situation report: whose schedule made it, and the hour it is about.
    schedule = models.ForeignKey(
        "reports.Schedule", models.PROTECT, null=True, related_name="reports"
    )
    hour = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-occurred_at", "-pk"]
        constraints = [
            one_of_each("reports_report_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "schedule", "hour"], name="reports_report_once_an_hour"
            ),
            models.CheckConstraint(
                name="reports_report_kind_known", condition=Q(kind__in=Kind.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.kind} {self.ordinal or ''}"


class ReportChange(Change):
    """One thing that somebody did with a report: edited fields, a step, a receipt."""

    heir_of = "report"

    report = models.ForeignKey(Report, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("reports_reportchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "report", "step"], name="reports_reportchange_step_once"
            ),
            models.CheckConstraint(
                name="reports_reportchange_step_counts", condition=Q(step__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.step} {self.kind}"


class ReportState(State):
    """What a report is now; the fold of its changes. Node-local. Its row is the lock.

    ``fields`` maps a field to value, version, who and when, and where it was taken from.
    ``figures`` are the observations as they were when it was signed. ``acknowledged``
    maps an addressee to who and when.
    """

    report = models.OneToOneField(
        Report, models.PROTECT, primary_key=True, related_name="state"
    )
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    number = models.CharField(max_length=60, blank=True)
    fields = models.JSONField(default=dict)
    figures = models.JSONField(null=True)
    submitter = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reviewer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    signer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    signed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    acknowledged = models.JSONField(default=dict)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reports_reportstate_status_known", condition=Q(status__in=Status.values)
            ),
            models.CheckConstraint(
                name="reports_reportstate_sent_is_signed",
                condition=Q(sent_at__isnull=True) | Q(signer__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.status}"


class Contact(OwnedModel):
    """Personal data of a report, apart from it, so that it can be destroyed."""

    heir_of = "report"

    report = models.ForeignKey(Report, models.PROTECT, related_name="contacts")
    field = models.CharField(max_length=32)
    text = models.CharField(max_length=500, blank=True)
    purged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of_each("reports_contact_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "report", "field"], name="reports_contact_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.field}"


class Published(OwnedModel):
    """A report as it was sent: frozen, and chained to the one sent before it.

    ``content`` is canonical JSON; ``sha256`` is over ``previous`` and ``content``. An
    authority has one chain, and one more for each exercise.
    """

    heir_of = "report"

    report = models.ForeignKey(Report, models.PROTECT, related_name="publications")
    seq = models.PositiveIntegerField()
    content = models.TextField()
    previous = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["origin", "seq"]
        constraints = [
            one_of_each("reports_published_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "exercise", "seq"],
                name="reports_published_in_one_chain",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(fields=["origin", "report"], name="reports_published_once"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.seq} {self.sha256[:12]}"
