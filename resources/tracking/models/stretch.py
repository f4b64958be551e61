"""The part of a track that belongs to an incident, so that it can be destroyed with it."""

from django.db import models

from command.core.models import OwnedModel, one_of_each
from resources.models import Deployment


class Stretch(OwnedModel):
    """The track of a team or an asset while it served an incident: personal data.

    The points are those of the deployment's period. ``purged_at``: they were destroyed then.
    """

    heir_of = "deployment"

    deployment = models.ForeignKey(Deployment, models.PROTECT, related_name="+")
    purged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of_each("tracking_stretch_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "deployment"], name="tracking_stretch_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deployment_id}"
