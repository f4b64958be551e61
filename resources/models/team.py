"""The rescue team, its members, and where it stands."""

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Q

from command.core.models import OwnedModel, Person, Region, one_of_each
from resources.lifecycle import Readiness, TeamKind, TeamStatus


class Team(OwnedModel):
    """A rescue team in the register of its authority.

    ``region`` is where it is at home; ``base`` the point it leaves from, WGS 84.
    ``level`` is the department's word for its size, ``capabilities`` codes of what it can do
    beyond its kind, ``response_min`` the minutes from the call to leaving, ``phone`` its
    duty telephone. ``is_illustrative`` marks invented entries, which never pass for real ones.
    """

    kind = models.CharField(max_length=8, choices=TeamKind.choices)
    name = models.CharField(max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    headcount = models.PositiveSmallIntegerField()
    vehicles = models.PositiveSmallIntegerField(default=0)
    level = models.CharField(max_length=24, blank=True)
    capabilities = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    response_min = models.PositiveSmallIntegerField(default=30)
    phone = models.CharField(max_length=24, blank=True)
    base = models.PointField(srid=4326, null=True, blank=True, spatial_index=False)
    readiness = models.CharField(
        max_length=12, choices=Readiness.choices, default=Readiness.READY
    )
    readiness_at = models.DateTimeField()
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["region", "kind", "name"]
        constraints = [
            one_of_each("resources_team_one_of_each"),
            # An exercise registers teams of the same names again.
            models.UniqueConstraint(
                fields=["origin", "region", "name", "exercise"],
                name="resources_team_named_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="resources_team_has_people", condition=Q(headcount__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(OwnedModel):
    """One person in one team, for as long as ``left_at`` is empty."""

    heir_of = "team"

    team = models.ForeignKey(Team, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of_each("resources_teammember_one_of_each"),
            # A phone reports for one team: nobody is in two at a time, but for an
            # exercise, which has its own.
            models.UniqueConstraint(
                fields=["origin", "person", "exercise"],
                condition=Q(left_at__isnull=True),
                name="resources_teammember_one_team",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="resources_teammember_leaves_after_joining",
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("joined_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.team_id}"


class TeamState(models.Model):
    """Where a team stands now. Node-local, made from its readiness and its deployments."""

    team = models.OneToOneField(Team, models.PROTECT, primary_key=True, related_name="state")
    status = models.CharField(max_length=12, choices=TeamStatus.choices)
    # The deployment that holds the team, while one does.
    deployment = models.ForeignKey(
        "resources.Deployment", models.PROTECT, null=True, related_name="+"
    )
    # When the next window begins for which it has been promised.
    reserved_from = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="resources_teamstate_deployed_iff_called",
                condition=Q(
                    status__in=["ordered", "en_route", "on_scene", "returning"],
                    deployment__isnull=False,
                )
                | Q(status__in=["standby", "resting", "unavailable"], deployment__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.status}"
