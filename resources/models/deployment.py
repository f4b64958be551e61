"""The deployment: a team, an asset or a quantity of stock, given to an incident for a time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, one_of_each
from resources.lifecycle import DeploymentStatus
from resources.models.asset import Asset
from resources.models.request import ResourceRequest
from resources.models.stock import Stock
from resources.models.team import Team


class Deployment(OwnedModel):
    """One team, one asset, or so much of one stock, bound to one incident; owned by the lender.

    ``period`` is the booking: open above while nobody knows how long, closed by the
    lender when it is home, empty when the order was cancelled before it began.
    ``is_reserved``: it began as a promise for later. ``lacks`` are the capabilities asked
    for that it does not have, sent all the same for the reason in ``remark``.
    The database refuses a team or an asset two bookings that overlap, whatever the doors say.
    """

    heir_of = "incident"

    incident = models.ForeignKey(
        "incidents.Incident", models.PROTECT, null=True, related_name="deployments"
    )
    request = models.ForeignKey(
        ResourceRequest, models.PROTECT, null=True, related_name="deployments"
    )
    need = models.ForeignKey(
        "resources.Need", models.PROTECT, null=True, related_name="deployments"
    )
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="deployments")
    asset = models.ForeignKey(Asset, models.PROTECT, null=True, related_name="deployments")
    stock = models.ForeignKey(Stock, models.PROTECT, null=True, related_name="deployments")
    quantity = models.PositiveIntegerField(default=1)
    people = models.PositiveIntegerField(default=0)
    vehicles = models.PositiveIntegerField(default=0)
    ordered_at = models.DateTimeField()
    is_reserved = models.BooleanField(default=False)
    lacks = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    remark = models.CharField(max_length=200, blank=True)
    period = DateTimeRangeField()

    class Meta:
        constraints = [
            one_of_each("resources_deployment_one_of_each"),
            ExclusionConstraint(
                name="resources_deployment_no_double_booking",
                expressions=[
                    ("origin", RangeOperators.EQUAL),
                    ("team", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(team__isnull=False),
            ),
            ExclusionConstraint(
                name="resources_deployment_no_asset_twice",
                expressions=[
                    ("origin", RangeOperators.EQUAL),
                    ("asset", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(asset__isnull=False),
            ),
            models.CheckConstraint(
                name="resources_deployment_one_thing",
                condition=Q(
                    team__isnull=False, asset__isnull=True, stock__isnull=True, quantity=1
                )
                | Q(team__isnull=True, asset__isnull=False, stock__isnull=True, quantity=1)
                | Q(
                    team__isnull=True, asset__isnull=True, stock__isnull=False, quantity__gte=1
                ),
            ),
            models.CheckConstraint(
                name="resources_deployment_lacks_for_a_reason",
                condition=Q(lacks=[]) | ~Q(remark=""),
            ),
            models.CheckConstraint(
                name="resources_deployment_begins", condition=Q(period__lower_inf=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id or self.asset_id or self.stock_id} → {self.incident_id}"


class DeploymentChange(Change):
    """One step of a deployment by whoever took it: lender, team, or the scene."""

    heir_of = "deployment"

    deployment = models.ForeignKey(Deployment, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("resources_deploymentchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "deployment", "step"],
                name="resources_deploymentchange_step_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deployment_id} {self.step} {self.kind}"


class DeploymentState(State):
    """Where a deployment stands: the fold of its changes. Node-local.

    ``arrived`` is how much of the quantity has reached the scene so far; ``recalled``, that
    its owner took it back.
    """

    deployment = models.OneToOneField(
        Deployment, models.PROTECT, primary_key=True, related_name="state"
    )
    status = models.CharField(max_length=12, choices=DeploymentStatus.choices)
    quantity = models.PositiveIntegerField()
    arrived = models.PositiveIntegerField(default=0)
    recalled = models.BooleanField(default=False)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="resources_deploymentstate_arrived_within_sent",
                condition=Q(arrived__lte=F("quantity")),
            )
        ]
        indexes = [
            # The forces of the running incidents.
            models.Index(
                fields=["status"],
                name="resources_deployment_running",
                condition=~Q(status__in=["returned", "cancelled"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.deployment_id} {self.status}"
