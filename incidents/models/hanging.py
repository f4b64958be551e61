"""What hangs on an incident."""

from django.db import models

from command.core.models import OwnedModel, Person
from incidents.models.incident import Incident


class OfIncident(OwnedModel):
    """A row that somebody inserted about an incident; never changed."""

    heir_of = "incident"

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="%(class)ss")
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    occurred_at = models.DateTimeField()

    class Meta:
        abstract = True
