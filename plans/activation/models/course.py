"""How a plan at work goes on: its level, its amendments, its end."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.folding import Change, State
from command.core.models import one_of_each
from plans.models import Activation


class ActivationChange(Change):
    """One change of a plan at work: started, stepped, amended, told, ended."""

    heir_of = "activation"

    activation = models.ForeignKey(Activation, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("activation_activationchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "activation", "step"],
                name="activation_activationchange_one_per_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activation_id}#{self.step} {self.kind}"


class ActivationState(State):
    """Where a plan at work stands: the fold of its changes.

    ``level`` is the response level it works at, 0 for all. ``skipped`` are the keys of the
    steps that were left out or withdrawn, ``amended`` what was changed of a step while it
    runs, by key, ``added`` the steps that were added by hand, ``said`` the conditions that
    somebody has confirmed, as ``key#number``.
    """

    class Status(models.TextChoices):
        """A plan at work, or not any more."""

        RUNNING = "running", pgettext_lazy("activation", "At work")
        ENDED = "ended", pgettext_lazy("activation", "Ended")

    activation = models.OneToOneField(
        Activation, models.PROTECT, primary_key=True, related_name="state"
    )
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.RUNNING)
    level = models.PositiveSmallIntegerField(default=0)
    skipped = models.JSONField(default=list)
    amended = models.JSONField(default=dict)
    added = models.JSONField(default=list)
    said = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="activation_activationstate_known",
                condition=Q(status__in=["running", "ended"], level__range=(0, 4)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.activation_id} {self.status} {self.level}"
