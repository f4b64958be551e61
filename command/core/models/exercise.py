"""The exercise: a scenario played on the live system."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from command.core.ids import new_id


class Exercise(models.Model):
    """One play of a scenario; everything it makes points here.

    Owned like every shared row, but not an ``OwnedModel``: an exercise does not
    belong to an exercise. ``starts_at`` is scenario time T0; ``speed`` is
    scenario seconds per second. ``cursor`` is the number of steps done.
    """

    class State(models.TextChoices):
        """From the order to start to the removal."""

        RUNNING = "running", _("Running")
        ENDED = "ended", _("Ended")
        REMOVED = "removed", _("Removed")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    origin = models.CharField(max_length=6, editable=False)
    scenario = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    speed = models.FloatField()
    director = models.ForeignKey("core.Person", models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    cursor = models.PositiveIntegerField(default=0)
    room = models.CharField(max_length=100)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["id", "origin"], name="core_exercise_one_of_each"),
            # One at a time: two exercises on one screen teach nobody anything.
            models.UniqueConstraint(
                fields=["origin"],
                condition=Q(state="running"),
                name="core_exercise_one_running",
            ),
            models.CheckConstraint(
                name="core_exercise_speed_positive",
                condition=Q(speed__gt=0, speed__lte=100_000),
            ),
            models.CheckConstraint(
                name="core_exercise_ends_after_start",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scenario} {self.state}"
