"""The device: a tracker that a city knows, and whose place its words are."""

from django.db import models
from django.db.models import Q

from command.core.models import OwnedModel, one_of_each
from resources.models import Asset, Team
from resources.tracking.lifecycle import Datum


class Device(OwnedModel):
    """A tracker of a city, on one of its teams or one of its vehicles.

    ``ident`` is the name that the tracker says; it begins with the city's code, so that no
    two cities give the same. ``uid`` is the name a TAK device gives itself. Of the secret
    only the SHA-256 is kept: it is random and long, so that no slower digest is needed.
    """

    heir_of = "team"

    ident = models.CharField(max_length=24)
    uid = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=60)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    asset = models.ForeignKey(Asset, models.PROTECT, null=True, related_name="+")
    datum = models.CharField(max_length=5, choices=Datum.choices, default=Datum.WGS84)
    secret = models.BinaryField(max_length=32)
    enabled = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["ident"]
        constraints = [
            one_of_each("tracking_device_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "ident"], name="tracking_device_ident_once"
            ),
            models.UniqueConstraint(
                fields=["origin", "uid", "exercise"],
                condition=~Q(uid=""),
                name="tracking_device_uid_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="tracking_device_on_one_thing",
                condition=Q(team__isnull=False, asset__isnull=True)
                | Q(team__isnull=True, asset__isnull=False),
            ),
            models.CheckConstraint(
                name="tracking_device_named",
                condition=~Q(ident="") & ~Q(label="") & Q(datum__in=Datum.values),
            ),
        ]
        indexes = [
            models.Index(fields=["ident"], name="tracking_device_by_ident"),
            models.Index(fields=["uid"], name="tracking_device_by_uid", condition=~Q(uid="")),
        ]

    def __str__(self) -> str:
        return self.ident
