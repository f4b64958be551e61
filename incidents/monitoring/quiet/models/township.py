"""Townships: the divisions below a county, which a city enters itself."""

from django.contrib.gis.db import models
from django.db.models import Q

from command.core.models import OwnedModel, Region, one_of_each


class Township(OwnedModel):
    """A sumu, town, township or street, by its nine digits below a county (GB/T 10114).

    The code list of regions ends at counties: what lies below is entered by the city's own IT.
    ``point`` is its seat, ``outline`` its area where the city has one. ``illustrative`` marks
    one that was entered for demonstration (示意). A ``retired`` one is not looked at.
    """

    code = models.CharField(max_length=9)
    county = models.ForeignKey(Region, models.PROTECT, related_name="+")
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    point = models.PointField(srid=4326, spatial_index=False)
    outline = models.PolygonField(srid=4326, null=True, spatial_index=False)
    people = models.PositiveIntegerField(null=True)
    illustrative = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            one_of_each("quiet_township_one_of_each"),
            models.UniqueConstraint(fields=["origin", "code"], name="quiet_township_code_once"),
            models.CheckConstraint(
                name="quiet_township_coded", condition=Q(code__regex=r"^[0-9]{9}$")
            ),
            models.CheckConstraint(name="quiet_township_named", condition=~Q(name_zh="")),
            # An exercise plays in the same places.
            models.CheckConstraint(
                name="quiet_township_real", condition=Q(exercise__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"
