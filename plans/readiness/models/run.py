"""One reckoning of how ready a plan is."""

from django.db import models
from django.db.models import Q

from command.core.models import OwnedModel, Person, one_of_each
from plans.models import Plan, PlanVersion


class ReadinessRun(OwnedModel):
    """A plan played through many times; inserted, never changed.

    ``facts`` are what it started from, ``numbers`` the rules at the time; with ``seed`` they
    give the same ``outcome`` again. ``asked_by`` is empty for the nightly run.
    """

    heir_of = "plan"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="+")
    seed = models.BigIntegerField()
    runs = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    chance = models.FloatField()
    kept = models.FloatField()
    facts = models.JSONField()
    numbers = models.JSONField()
    outcome = models.JSONField()
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ran_at = models.DateTimeField()

    class Meta:
        ordering = ["-ran_at"]
        constraints = [
            one_of_each("readiness_readinessrun_one_of_each"),
            models.CheckConstraint(
                name="readiness_readinessrun_chances",
                condition=Q(chance__range=(0, 1), kept__range=(0, 1), runs__gte=1),
            ),
        ]
        indexes = [models.Index(fields=["plan", "-ran_at"], name="readiness_run_newest")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.chance:.2f}"
