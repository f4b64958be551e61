"""Figures and notes: what was counted and what was said."""

from django.db import models
from django.db.models import Q

from command.core.models import Region, one_of_each
from incidents.figures import FIGURES
from incidents.lifecycle import Category
from incidents.models.hanging import OfIncident


class Observation(OfIncident):
    """One figure as one source gave it; conflicting sources stand side by side.

    ``region`` is the part of the incident it was counted in, or null for the
    whole. ``occurred_at`` is when it was counted.
    """

    key = models.CharField(max_length=24)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    unit = models.CharField(max_length=12)
    source = models.CharField(max_length=120)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["occurred_at", "pk"]
        constraints = [
            one_of_each("incidents_observation_one_of_each"),
            models.CheckConstraint(
                name="incidents_observation_key_known", condition=Q(key__in=sorted(FIGURES))
            ),
            models.CheckConstraint(
                name="incidents_observation_not_negative", condition=Q(value__gte=0)
            ),
            models.CheckConstraint(
                name="incidents_observation_sourced", condition=~Q(source="") & ~Q(unit="")
            ),
        ]
        indexes = [
            # The card: the latest of each key and region.
            models.Index(
                fields=["incident", "key", "region", "-occurred_at", "-id"],
                name="incidents_observation_latest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.key} {self.value}"


class FigureChoice(OfIncident):
    """Which of several figures holds, and why; until any source gives a newer one."""

    observation = models.ForeignKey(Observation, models.PROTECT, related_name="choices")
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["occurred_at", "pk"]
        constraints = [
            one_of_each("incidents_figurechoice_one_of_each"),
            models.CheckConstraint(
                name="incidents_figurechoice_reasoned", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.observation_id}"


class Note(OfIncident):
    """One line of the event chronicle."""

    category = models.CharField(max_length=12, choices=Category.choices)
    text = models.TextField(max_length=2000)

    class Meta:
        ordering = ["occurred_at", "pk"]
        constraints = [
            one_of_each("incidents_note_one_of_each"),
            models.CheckConstraint(
                name="incidents_note_category_known",
                condition=Q(category__in=Category.values),
            ),
            models.CheckConstraint(name="incidents_note_said", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.category}"
