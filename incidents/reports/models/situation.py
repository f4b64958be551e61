"""Situation reports on a schedule: sections with owners, and what they wrote for an hour."""

from django.db import models
from django.db.models import Q

from command.core.models import Duty, OwnedModel, Person, Region, one_of_each
from incidents.models.hanging import OfIncident


class Schedule(OfIncident):
    """Every so many hours from ``first_at``, over an incident and the ``others`` beside it.

    With an ``operation``, over every incident of that joint operation as it is at the time.
    """

    title = models.CharField(max_length=120)
    others = models.JSONField(default=list)
    operation = models.ForeignKey(
        "joint.JointOperation", models.PROTECT, null=True, related_name="+"
    )
    sender = models.ForeignKey(Region, models.PROTECT, related_name="+")
    addressees = models.JSONField()
    skip_reason = models.CharField(max_length=500, blank=True, default="")
    every_hours = models.PositiveSmallIntegerField()
    first_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=8, default="zh-hans")

    class Meta:
        ordering = ["first_at", "pk"]
        constraints = [
            one_of_each("reports_schedule_one_of_each"),
            models.CheckConstraint(
                name="reports_schedule_whole",
                condition=~Q(title="") & Q(every_hours__range=(1, 168)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Section(OwnedModel):
    """A part of a situation report, and who writes it: a post of an authority."""

    heir_of = "schedule"

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    owner = models.ForeignKey(Region, models.PROTECT, related_name="+")
    post = models.CharField(max_length=16, choices=Duty.Post.choices)

    class Meta:
        ordering = ["position"]
        constraints = [
            one_of_each("reports_section_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "schedule", "position"], name="reports_section_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SectionText(OwnedModel):
    """What the owner of a section wrote for one hour; the newest counts."""

    heir_of = "section"

    section = models.ForeignKey(Section, models.PROTECT, related_name="texts")
    hour = models.DateTimeField()
    text = models.TextField(max_length=4000)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at", "pk"]
        constraints = [
            one_of_each("reports_sectiontext_one_of_each"),
            models.CheckConstraint(name="reports_sectiontext_said", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.section_id} {self.hour}"
