"""The unsolicited offer of a city that was not asked."""

from django.db import models
from django.db.models import Q

from command.core.models import OwnedModel, one_of_each
from resources.lifecycle import TeamKind
from resources.models.request import ONE_THING
from resources.models.stock import Supply


class ResourceOffer(OwnedModel):
    """Something offered for an incident without having been asked; owned by the giver."""

    heir_of = "incident"

    incident = models.ForeignKey(
        "incidents.Incident", models.PROTECT, null=True, related_name="resource_offers"
    )
    number = models.CharField(max_length=24)
    team_kind = models.CharField(max_length=8, choices=TeamKind.choices, blank=True)
    supply = models.ForeignKey(Supply, models.PROTECT, null=True, related_name="+")
    quantity = models.PositiveIntegerField()
    unit = models.CharField(max_length=16, blank=True)
    remark = models.CharField(max_length=200, blank=True)
    offered_at = models.DateTimeField()

    class Meta:
        ordering = ["-offered_at"]
        constraints = [
            one_of_each("resources_resourceoffer_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "incident", "number"],
                name="resources_resourceoffer_numbered_once",
            ),
            models.CheckConstraint(
                name="resources_resourceoffer_one_thing", condition=ONE_THING
            ),
            models.CheckConstraint(
                name="resources_resourceoffer_offers_some", condition=Q(quantity__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.number


class OfferReply(OwnedModel):
    """What the incident's authority says to an offer, which owns the row; the first stands."""

    heir_of = "offer"

    offer = models.ForeignKey(ResourceOffer, models.PROTECT, related_name="replies")
    is_accepted = models.BooleanField()
    reason = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at", "origin"]
        constraints = [
            one_of_each("resources_offerreply_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "offer"], name="resources_offerreply_once"
            ),
            models.CheckConstraint(
                name="resources_offerreply_refusal_has_reason",
                condition=Q(is_accepted=True) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.is_accepted}"


class OfferWithdrawal(OwnedModel):
    """That an offer stands no more; owned by its giver."""

    heir_of = "offer"

    offer = models.ForeignKey(ResourceOffer, models.PROTECT, related_name="withdrawals")
    reason = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField()

    class Meta:
        ordering = ["withdrawn_at", "origin"]
        constraints = [
            one_of_each("resources_offerwithdrawal_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "offer"], name="resources_offerwithdrawal_once"
            ),
            models.CheckConstraint(
                name="resources_offerwithdrawal_has_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.reason}"
