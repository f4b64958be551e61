"""Where each thing can be found: the table that the nearest search reads."""

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GistIndex, OpClass
from django.db.models import F, Q


class Spot(models.Model):
    """One team, asset, stock or facility as a search finds it. Node-local, made of others.

    Triggers of the database keep it true (``migrations/0001_nearest.py``), so that rows
    which a neighbour's node sent are found too; ``manage.py rebuild_nearest`` makes it anew
    and must change nothing. ``what`` is a kind of team, a supply or a kind of facility.

    A thing stands here once for itself (``skill`` empty) and once for each of its
    capabilities. ``shelf`` is a digest of what, city, exercise and skill: the index leads with
    it, and a search walks outwards on one shelf a city, whatever the filters. ``point`` is
    where a team was last seen (at ``seen_at``, to the minute and to about ten metres), else
    its base.
    """

    pk = models.CompositePrimaryKey("thing", "skill")
    thing = models.UUIDField()
    skill = models.CharField(max_length=24)
    sort = models.CharField(max_length=8)
    what = models.CharField(max_length=24)
    region = models.CharField(max_length=6)
    exercise = models.UUIDField(null=True)
    shelf = models.BigIntegerField()
    name = models.CharField(max_length=120)
    available = models.IntegerField()
    capabilities = ArrayField(models.CharField(max_length=24))
    free = models.BooleanField()
    point = models.PointField(srid=4326, geography=True, spatial_index=False)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # Two halves of one index: a row is in one of them, so a move costs one entry.
            GistIndex(
                OpClass(F("shelf"), name="gist_int8_ops"),
                OpClass(F("point"), name="gist_geography_ops"),
                OpClass(F("available"), name="gist_int4_ops"),
                name="nearest_spot_free",
                condition=Q(free=True),
            ),
            GistIndex(
                OpClass(F("shelf"), name="gist_int8_ops"),
                OpClass(F("point"), name="gist_geography_ops"),
                OpClass(F("available"), name="gist_int4_ops"),
                name="nearest_spot_engaged",
                condition=Q(free=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sort} {self.name}"
