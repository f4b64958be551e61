"""The organisation: who people work for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command.core.models.owned import OwnedModel, one_of_each
from command.core.models.region import Region
from command.core.tongues import is_english


class Organisation(OwnedModel):
    """A government, headquarters, brigade, hospital, firm … that people work for."""

    class Kind(models.TextChoices):
        """What the organisation is for."""

        GOVERNMENT = "government", _("Government")
        COMMAND_CENTRE = "command_centre", _("Emergency command centre")
        FLOOD_CONTROL = "flood_control", _("Flood-control headquarters")
        FIRE = "fire", _("Fire and rescue")
        HEALTH = "health", _("Health")
        POLICE = "police", _("Police")
        ENVIRONMENT = "environment", _("Environment")
        TRANSPORT = "transport", _("Transport")
        WEATHER = "weather", _("Weather service")
        POWER = "power", _("Power supply")
        COMMS = "comms", _("Communications")
        DATA_CENTRE = "data_centre", _("Data centre")
        OTHER = "other", _("Other")

    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        ordering = ["region", "name_zh"]
        constraints = [
            one_of_each("core_organisation_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "region", "name_zh"], name="core_organisation_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if is_english() else self.name_zh
