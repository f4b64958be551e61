"""The participant: somebody who takes part in an exercise."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.models.owned import OwnedModel, one_of_each
from command.core.models.person import Person


class Participant(OwnedModel):
    """One person's part in one exercise, until ``left_at``.

    What an exercise sends out of the system goes to participants and to nobody else.
    """

    class Part(models.TextChoices):
        """What the person is there for."""

        PLAYER = "player", pgettext_lazy("participant", "Player")
        CONTROLLER = "controller", pgettext_lazy("participant", "Controller")
        EVALUATOR = "evaluator", pgettext_lazy("participant", "Evaluator")
        OBSERVER = "observer", pgettext_lazy("participant", "Observer")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.PLAYER)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["part", "person__username"]
        constraints = [
            one_of_each("core_participant_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "exercise", "person"], name="core_participant_once"
            ),
            models.CheckConstraint(
                name="core_participant_of_an_exercise", condition=Q(exercise__isnull=False)
            ),
            models.CheckConstraint(
                name="core_participant_part_known",
                condition=Q(part__in=["player", "controller", "evaluator", "observer"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.part}"
