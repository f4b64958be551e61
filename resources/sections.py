"""What the handover page says of resources: requests that wait for an answer."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import regions
from command.core.times import iso
from incidents.lifecycle import ENDED as ENDED_INCIDENTS
from incidents.roster.sections import Line, Section, enter
from resources.lifecycle import ENDED_REQUESTS, RequestStatus
from resources.models import ResourceRequest

MOST = 50


def waiting_requests(region: str) -> list[Line]:
    """Return the requests of the authority, or to it, that somebody has not answered."""
    rows = ResourceRequest.objects.filter(
        Q(origin=region) & ~Q(state__awaiting=[]) | Q(state__awaiting__contains=[region]),
        exercise__isnull=True,
    )
    rows = rows.exclude(state__status__in=[*ENDED_REQUESTS, RequestStatus.FILLED])
    rows = rows.exclude(incident__state__status__in=ENDED_INCIDENTS)
    rows = rows.select_related("state", "incident", "supply").order_by("requested_at")
    return [
        Line(
            text=f"{row.number} \u00d7 {row.quantity}",
            detail=_("waits for %s")
            % _(", ").join(regions.name(code) for code in row.state.awaiting),
            since=iso(row.requested_at),
            is_late=row.state.awaiting.count(region) > 0,
        )
        for row in rows[:MOST]
    ]


def fill() -> None:
    """Enter the section."""
    enter(
        Section(
            key="requests",
            title=gettext_lazy("Requests for support waiting for an answer"),
            none=gettext_lazy("None."),
            gather=waiting_requests,
            order=45,
        )
    )
