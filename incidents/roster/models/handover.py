"""The handover (交接班): one page, frozen as of then, signed by giver and taker."""

from django.db import models
from django.db.models import F, Q

from command.core.models import OwnedModel, Person, Region, one_of_each
from incidents.roster.models.shift import Shift


class Handover(OwnedModel):
    """What the giver handed over and signed; inserted, never altered.

    ``content`` is the page in both languages as it stood; ``digest`` is SHA-256 over it.
    ``override_reason`` says why somebody who was not on the roster gave or takes over.
    """

    heir_of = "shift"

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    shift = models.ForeignKey(Shift, models.PROTECT, null=True, related_name="handovers")
    giver = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taker = models.ForeignKey(Person, models.PROTECT, related_name="+")
    notes = models.TextField(max_length=2000, blank=True)
    override_reason = models.CharField(max_length=300, blank=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["-given_at", "pk"]
        constraints = [
            one_of_each("roster_handover_one_of_each"),
            models.CheckConstraint(
                name="roster_handover_two_people", condition=~Q(giver=F("taker"))
            ),
        ]
        indexes = [models.Index(fields=["region", "-given_at"], name="roster_handover_of")]

    def __str__(self) -> str:
        return f"{self.region_id} {self.given_at:%Y-%m-%d %H:%M}"


class HandoverTaken(OwnedModel):
    """The taker's signature: they have read the page with this digest."""

    heir_of = "handover"

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="taken")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    remarks = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of_each("roster_handovertaken_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "handover"], name="roster_handovertaken_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.person_id}"
