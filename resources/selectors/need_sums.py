"""How far needs are met: the sums over their requests and the forces of one's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q, Sum

from resources.lifecycle import DeploymentStatus, RequestStatus
from resources.models import DeploymentState, RequestState

S = DeploymentStatus


@dataclass(slots=True)
class Sums:
    """Of one need: asked of others, promised, ordered, kept for later, there.

    ``own`` is what serves the need without a request; it counts as accepted. Of a
    request that was withdrawn only what is still bound counts. ``claimed`` is what may still
    come of requests: what is accepted, and what somebody has yet to answer for good.
    """

    requested: int = 0
    claimed: int = 0
    own: int = 0
    accepted: int = 0
    committed: int = 0
    reserved: int = 0
    arrived: int = 0
    at: datetime | None = None

    def heard(self, at: datetime) -> None:
        """Note when one of the numbers last changed."""
        self.at = max(self.at, at) if self.at else at


def sums_of(need_ids: Iterable[UUID]) -> dict[UUID, Sums]:
    """Return the sums of the needs. Two queries."""
    found = {need: Sums() for need in need_ids}
    rows = RequestState.objects.filter(request__need__in=found)
    for need, at, status, awaiting, hoped, *numbers in rows.values_list(
        "request__need",
        "updated_at",
        "status",
        "awaiting",
        "provisional",
        "requested",
        "accepted",
        "committed",
        "reserved",
        "arrived",
    ):
        requested, accepted, committed, reserved, arrived = numbers
        is_over = status == RequestStatus.WITHDRAWN
        sums = found[need]
        sums.heard(at)
        sums.requested += accepted if is_over else requested
        sums.claimed += requested if not is_over and (awaiting or hoped) else accepted
        sums.accepted += accepted
        sums.committed += committed
        sums.reserved += reserved
        sums.arrived += arrived
    for need, at, status, quantity, arrived in _own(found):
        found[need].heard(at)
        _count_own(found[need], status, quantity, arrived)
    return found


def _own(needs: Iterable[UUID]) -> Iterable[tuple[UUID, datetime, str, int, int]]:
    rows = DeploymentState.objects.filter(
        deployment__need__in=list(needs), deployment__request=None
    )
    # What was cancelled or recalled serves nothing, but when it was is of interest.
    serving = ~Q(status=S.CANCELLED) & Q(recalled=False)
    grouped = rows.values("deployment__need", "status").order_by()
    return grouped.annotate(
        at=Max("updated_at"),
        n=Sum("quantity", filter=serving, default=0),
        there=Sum("arrived", filter=serving, default=0),
    ).values_list("deployment__need", "at", "status", "n", "there")


def _count_own(sums: Sums, status: str, quantity: int, arrived: int) -> None:
    # What was let go before it arrived serves nothing any more.
    kept = arrived if status in {S.RELEASED, S.RETURNED} else quantity
    sums.own += kept
    sums.accepted += kept
    sums.arrived += arrived
    if status == S.RESERVED:
        sums.reserved += kept
    else:
        sums.committed += kept
