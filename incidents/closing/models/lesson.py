"""What was learnt, section by section; every version stays."""

from django.db import models
from django.db.models import Q

from command.core.models import one_of_each
from incidents.closing.lifecycle import Section
from incidents.models.hanging import OfIncident


class Lesson(OfIncident):
    """One version of one section, written by ``actor``; the highest ``version`` counts."""

    section = models.CharField(max_length=12, choices=Section.choices)
    version = models.PositiveIntegerField()
    text = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["section", "version"]
        constraints = [
            one_of_each("closing_lesson_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "incident", "section", "version"],
                name="closing_lesson_version_once",
            ),
            models.CheckConstraint(
                name="closing_lesson_section_known", condition=Q(section__in=Section.values)
            ),
            models.CheckConstraint(
                name="closing_lesson_version_counts", condition=Q(version__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.section} {self.version}"
