"""Signatures under a proposed response."""

from django.db import models

from command.core.models import OwnedModel, Person, one_of_each
from incidents.models.response import ResponseProposal


class ResponseSignature(OwnedModel):
    """One commander's signature under a proposal; so many are needed as the rule says."""

    heir_of = "proposal"

    proposal = models.ForeignKey(ResponseProposal, models.PROTECT, related_name="signatures")
    actor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at", "pk"]
        constraints = [
            one_of_each("warnings_responsesignature_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "proposal", "actor"], name="warnings_responsesignature_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.actor_id}"
