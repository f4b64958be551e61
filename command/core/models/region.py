"""The tree of regions."""

from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from command.core.tongues import is_english


class Region(models.Model):
    """An administrative division after GB/T 2260: the region, a city, or a banner.

    A code list: the same on every node, written by ``manage.py load_codelists``
    and by nobody else, so it has no owner. ``seat`` is the seat of government,
    WGS 84, good to about 100 m where ``coord_confidence`` is high.
    """

    class Level(models.TextChoices):
        """How high in the tree."""

        REGION = "region", _("Autonomous region")
        CITY = "city", _("City")
        COUNTY = "county", _("Banner, county or district")

    code = models.CharField(max_length=6, primary_key=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    level = models.CharField(max_length=8, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    seat_zh = models.CharField(max_length=40, blank=True)
    seat = models.PointField(srid=4326, null=True, spatial_index=False)
    population_2020 = models.PositiveIntegerField(null=True)
    coord_confidence = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if is_english() else self.name_zh
