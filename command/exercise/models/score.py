"""The rule book of scores: what each outcome of a step or an inject is worth."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from command.core.models.rule import Rule, rule_constraints


class ScoreRule(Rule):
    """What an outcome is worth, in points of a hundred."""

    class Outcome(models.TextChoices):
        """How a step of the plan, or what an inject expected, went."""

        IN_TIME = "in_time", _("done in time")
        LATE = "late", _("done late")
        GOING = "going", _("begun, not done")
        UNDONE = "undone", _("not done")
        UNANSWERED = "unanswered", _("order not acknowledged in time")
        MET = "met", _("expectation met")
        PARTLY = "partly", _("expectation partly met")
        MISSED = "missed", _("expectation missed")

    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    points = models.SmallIntegerField(
        _("points of a hundred"), validators=(MaxValueValidator(100),)
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("exercise_scorerule"),
            models.CheckConstraint(
                name="exercise_scorerule_of_a_hundred",
                condition=models.Q(points__range=(-100, 100)),
            ),
        ]
