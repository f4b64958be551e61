"""The resource request: header of the asker, replies of the lenders, state."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, one_of_each
from resources.lifecycle import Answer, RequestStatus, TeamKind
from resources.models.stock import Supply

# Either a kind of team or a supply, never both: what is asked for or offered.
ONE_THING = Q(team_kind="", supply__isnull=False) | (~Q(team_kind="") & Q(supply__isnull=True))


class ResourceRequest(OwnedModel):
    """Something asked of other authorities for an incident; owned by the asker.

    ``quantity`` is in the unit of the supply, or in teams. ``asked`` are the
    authorities the request goes to. The header never changes.
    """

    heir_of = "incident"

    incident = models.ForeignKey(
        "incidents.Incident", models.PROTECT, null=True, related_name="resource_requests"
    )
    need = models.ForeignKey(
        "resources.Need", models.PROTECT, null=True, related_name="requests"
    )
    number = models.CharField(max_length=24)
    team_kind = models.CharField(max_length=8, choices=TeamKind.choices, blank=True)
    supply = models.ForeignKey(Supply, models.PROTECT, null=True, related_name="+")
    quantity = models.PositiveIntegerField()
    unit = models.CharField(max_length=16, blank=True)
    capabilities = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    asked = ArrayField(models.CharField(max_length=6))
    place = models.CharField(max_length=120, blank=True)
    needed_by = models.DateTimeField(null=True)
    requested_at = models.DateTimeField()

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            one_of_each("resources_resourcerequest_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "incident", "number"],
                name="resources_resourcerequest_numbered_once",
            ),
            models.CheckConstraint(
                name="resources_resourcerequest_one_thing", condition=ONE_THING
            ),
            models.CheckConstraint(
                name="resources_resourcerequest_asks_for_some", condition=Q(quantity__gte=1)
            ),
            models.CheckConstraint(
                name="resources_resourcerequest_asks_somebody", condition=Q(asked__len__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RequestReply(OwnedModel):
    """One answer of one authority, which owns the row; its latest answer stands."""

    heir_of = "request"

    request = models.ForeignKey(ResourceRequest, models.PROTECT, related_name="replies")
    answer = models.CharField(max_length=12, choices=Answer.choices)
    quantity = models.PositiveIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at"]
        constraints = [
            one_of_each("resources_requestreply_one_of_each"),
            models.CheckConstraint(
                name="resources_requestreply_nothing_iff_declined",
                condition=Q(answer="decline", quantity=0)
                | Q(answer__in=["accept", "provisional"], quantity__gte=1),
            ),
            models.CheckConstraint(
                name="resources_requestreply_refusal_has_reason",
                condition=Q(answer="accept") | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.answer} {self.quantity}"


class RequestChange(Change):
    """One change of a request by whoever acted."""

    heir_of = "request"

    request = models.ForeignKey(ResourceRequest, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("resources_requestchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "request", "step"],
                name="resources_requestchange_step_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.step} {self.kind}"


class RequestState(State):
    """What a request is now: the fold of its changes. Node-local.

    ``lines`` holds for each authority asked its standing answer and what it has
    done: ``{"150200": {"answer", "quantity", "reason", "at", "committed", "arrived"}}``,
    and ``reserved`` where it keeps something for later.
    What is still open is ``requested - accepted``, so the two always add up.
    """

    request = models.OneToOneField(
        ResourceRequest, models.PROTECT, primary_key=True, related_name="state"
    )
    status = models.CharField(max_length=12, choices=RequestStatus.choices)
    requested = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField(default=0)
    provisional = models.PositiveIntegerField(default=0)
    committed = models.PositiveIntegerField(default=0)
    reserved = models.PositiveIntegerField(default=0)
    arrived = models.PositiveIntegerField(default=0)
    awaiting = ArrayField(models.CharField(max_length=6), default=list)
    lines = models.JSONField(default=dict)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="resources_requeststate_adds_up",
                condition=Q(accepted__lte=F("requested"))
                & Q(committed__lte=F("accepted") - F("reserved"))
                & Q(arrived__lte=F("committed")),
            )
        ]
        indexes = [
            # The decision queue: what waits for an authority's answer.
            GinIndex(
                fields=["awaiting"],
                name="resources_request_awaiting",
                condition=Q(status__in=["open", "answered"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.status}"
