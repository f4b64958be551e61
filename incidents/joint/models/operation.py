"""The joint operation: a header, what authorities did about it, and who sees for how long."""

from django.db import models
from django.db.models import Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, Share, one_of_each
from incidents.joint.lifecycle import Mechanism, OperationStatus
from incidents.models import Incident


class JointOperation(OwnedModel):
    """Several authorities acting together over one or several incidents.

    ``incident`` is the one it was opened for; others join by changes. Joint does not mean
    merged: each member keeps command of its own, and the lead is handed over formally.
    """

    heir_of = "incident"

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="operations")
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    mechanism = models.CharField(max_length=12, choices=Mechanism.choices)
    basis = models.CharField(max_length=300, blank=True)  # the agreement, the order
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-opened_at", "pk"]
        constraints = [
            one_of_each("joint_jointoperation_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "exercise", "number"],
                name="joint_jointoperation_number_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="joint_jointoperation_mechanism_known",
                condition=Q(mechanism__in=Mechanism.values),
            ),
            models.CheckConstraint(
                name="joint_jointoperation_named", condition=~Q(name="") & ~Q(number="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class OperationChange(Change):
    """One thing that an authority did about a joint operation."""

    heir_of = "operation"

    operation = models.ForeignKey(JointOperation, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("joint_operationchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "operation", "step"], name="joint_operationchange_step_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation_id} {self.step} {self.kind}"


class OperationState(State):
    """What a joint operation is now; the fold of its changes. Node-local, and its lock.

    ``incidents`` are the keys of all its incidents. ``members`` maps an authority to
    ``since``, ``until`` (empty: as long as the exercise) and ``left`` (empty: still in it).
    ``reached`` maps an objective to when it was reached and who said so.
    """

    operation = models.OneToOneField(
        JointOperation, models.PROTECT, primary_key=True, related_name="state"
    )
    status = models.CharField(max_length=5, choices=OperationStatus.choices)
    lead_authority = models.CharField(max_length=6)
    command_offered_to = models.CharField(max_length=6, blank=True)
    command_offer_id = models.UUIDField(null=True)  # the change row of the open offer
    objectives = models.JSONField(default=list)
    reached = models.JSONField(default=dict, db_default={})
    incidents = models.JSONField(default=list)
    members = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="joint_operationstate_status_known",
                condition=Q(status__in=OperationStatus.values),
            ),
            models.CheckConstraint(
                name="joint_operationstate_offer_whole",
                condition=Q(command_offered_to="", command_offer_id__isnull=True)
                | (~Q(command_offered_to="") & Q(command_offer_id__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation_id} {self.status}"


class OperationShare(OwnedModel):
    """Names a share that an operation gave, so that it ends with it and no other does."""

    heir_of = "operation"

    operation = models.ForeignKey(JointOperation, models.PROTECT, related_name="shares")
    share = models.ForeignKey(Share, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of_each("joint_operationshare_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "share"], name="joint_operationshare_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation_id} {self.share_id}"
