"""The activation: a plan set to work on an incident."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.models import OwnedModel, Person, one_of_each
from command.tasking.models import Task
from incidents.models import Incident
from plans.models.version import PlanVersion


class Activation(OwnedModel):
    """One version of a plan, at work on one incident; inserted, never changed.

    ``at`` is when it was ordered in the world, ``activated_at`` by the clock here.
    """

    heir_of = "incident"

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="activations")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="activations")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    activated_at = models.DateTimeField()

    class Meta:
        ordering = ["-activated_at"]
        constraints = [
            one_of_each("plans_activation_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "incident", "version"], name="plans_activation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} → {self.incident_id}"


class ActivationStep(OwnedModel):
    """A step of the plan and the task made from it; inserted, never changed.

    ``ready_at`` is when its time has come by the clock here, ``after`` the keys
    of the steps whose tasks must be completed before.
    """

    heir_of = "activation"

    activation = models.ForeignKey(Activation, models.PROTECT, related_name="steps")
    key = models.CharField(max_length=40)
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    after = models.JSONField(default=list)
    ready_at = models.DateTimeField()

    class Meta:
        ordering = ["key"]
        constraints = [
            one_of_each("plans_activationstep_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "activation", "key"], name="plans_activationstep_keyed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activation_id} {self.key}"


class StepWait(models.Model):
    """Where a step stands with the clock. Node-local."""

    class State(models.TextChoices):
        """Waiting for its time or its prerequisites; or no more."""

        WAITING = "waiting", pgettext_lazy("plan step", "Waiting")
        ISSUED = "issued", pgettext_lazy("plan step", "Issued")
        UNASSIGNED = "unassigned", pgettext_lazy("plan step", "Nobody found to do it")
        LEFT = "left", pgettext_lazy("plan step", "Taken over by hand")

    step = models.OneToOneField(
        ActivationStep, models.PROTECT, primary_key=True, related_name="wait"
    )
    ready_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plans_stepwait_state_known",
                condition=Q(state__in=["waiting", "issued", "unassigned", "left"]),
            )
        ]
        indexes = [
            # issue_ready: steps whose time has come.
            models.Index(
                fields=["ready_at"], name="plans_stepwait_due", condition=Q(state="waiting")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.state}"
