"""Vehicles and equipment that are known one by one, and where each stands."""

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import Q

from command.core.models import OwnedModel, Region, one_of_each
from resources.lifecycle import Readiness, TeamStatus
from resources.models.stock import Supply
from resources.models.team import Team


class Asset(OwnedModel):
    """One vehicle or one piece of equipment in the register of its authority.

    What is counted by the piece and lent by number is a ``Stock``; an asset has a name
    of its own (a number plate, a serial number) and is booked as itself. ``supply`` is
    its kind, ``capabilities`` what it can do beyond that; ``team`` the team whose it is.
    """

    heir_of = "team"

    supply = models.ForeignKey(Supply, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    depot = models.CharField(max_length=80, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="assets")
    base = models.PointField(srid=4326, null=True, blank=True, spatial_index=False)
    capabilities = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    readiness = models.CharField(
        max_length=12, choices=Readiness.choices, default=Readiness.READY
    )
    readiness_at = models.DateTimeField()
    next_check = models.DateField(null=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["region", "supply", "name"]
        constraints = [
            one_of_each("resources_asset_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "region", "name", "exercise"],
                name="resources_asset_named_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AssetState(models.Model):
    """Where an asset stands now. Node-local, made from its readiness and its deployments."""

    asset = models.OneToOneField(Asset, models.PROTECT, primary_key=True, related_name="state")
    status = models.CharField(max_length=12, choices=TeamStatus.choices)
    deployment = models.ForeignKey(
        "resources.Deployment", models.PROTECT, null=True, related_name="+"
    )
    # When the next window begins for which it has been promised.
    reserved_from = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="resources_assetstate_deployed_iff_called",
                condition=Q(
                    status__in=["ordered", "en_route", "on_scene", "returning"],
                    deployment__isnull=False,
                )
                | Q(status__in=["standby", "resting", "unavailable"], deployment__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.asset_id} {self.status}"
