"""The tracks of an incident."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from resources.tracking.models import Stretch, Track


def stretches_of(incident_id: UUID) -> QuerySet[Stretch]:
    """Return the stretches of an incident that have points, whatever was destroyed before."""
    # Not by the stamp: a phone may deliver old points after a purge.
    points = Track.objects.filter(
        subject=Coalesce(OuterRef("deployment__team"), OuterRef("deployment__asset")),
        at__contained_by=OuterRef("deployment__period"),
    )
    return Stretch.objects.filter(Exists(points), deployment__incident_id=incident_id)
