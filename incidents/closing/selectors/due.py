"""What the clock finds to do."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from incidents.closing import personal
from incidents.closing.lifecycle import ArchiveStatus
from incidents.closing.models import PERSONAL_DATA, Archive, RetentionRule
from incidents.closing.selectors.cards import ended_at, exception_of, purge_at
from incidents.lifecycle import ENDED
from incidents.models import Incident

# A builder that has not ended by then was killed: another begins anew.
GIVEN_UP_AFTER = timedelta(minutes=10)


def due_for_purge(at: datetime, *, limit: int = 50) -> list[UUID]:
    """Return ended incidents whose personal data is to be destroyed by now."""
    shortest = RetentionRule.in_force.filter(code=PERSONAL_DATA).order_by("days").first()
    if shortest is None:
        return []
    ended = Incident.objects.filter(
        state__status__in=ENDED, state__updated_at__lte=at - timedelta(days=shortest.days)
    ).select_related("state")
    found = []
    for incident in ended.order_by("-state__updated_at").iterator():
        when = purge_at(incident, ended_at(incident), exception_of(incident, at))
        if when is not None and when <= at and personal.held(incident.pk):
            found.append(incident.pk)
        if len(found) == limit:
            break
    return found


def archives_to_build(at: datetime, *, limit: int = 5) -> list[UUID]:
    """Return archives that nobody builds, oldest first. One query."""
    stale = Q(status=ArchiveStatus.BUILDING, begun_at__lt=at - GIVEN_UP_AFTER)
    waiting = Archive.objects.filter(Q(status=ArchiveStatus.REQUESTED) | stale)
    return list(waiting.order_by("occurred_at").values_list("pk", flat=True)[:limit])
