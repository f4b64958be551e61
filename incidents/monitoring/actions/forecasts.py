"""Taking in what somebody expects a stream to say."""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import regions
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from command.core.policies import require
from incidents.monitoring.actions.sifting import possible
from incidents.monitoring.limits import Limits
from incidents.monitoring.models import Datastream, Forecast, StreamState
from incidents.rights import RECORDING

MOST = 2000  # points of one issue
REACH = timedelta(days=370)  # into the future


@door
def record_forecast(
    *,
    actor: Person | None,
    stream_id: UUID,
    issued_at: datetime,
    points: Iterable[tuple[datetime, float]],
) -> int:
    """Record an issue of the forecast of a stream; return how many of its points are new.

    The newest issue counts. An issue that is there stays as it is: what differs is a new
    issue. Nothing is taken of a forecast of which one point cannot be meant: a line with
    holes says something else. Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or
    ``Conflict`` for a stream that is no longer in use.
    """
    rows = Datastream.objects.select_related("station", "observed")
    stream = rows.filter(pk=stream_id).first()
    if stream is None:
        raise NotThere(_("No such stream, or not visible to you."))
    # One issue of a stream after another.
    StreamState.objects.select_for_update().get(pk=stream_id)
    where = stream.station.region_id or regions.REGION
    require(actor, RECORDING, to=_("record a forecast"), region=where)
    if stream.retired_at is not None:
        raise Conflict(_("This stream is no longer in use."))
    given = dict(points)
    _judge(stream, issued_at, given)

    there = Forecast.objects.filter(datastream=stream, issued_at=issued_at)
    known = set(there.values_list("at", flat=True))
    fresh = [
        Forecast(datastream=stream, issued_at=issued_at, at=at, value=value)
        for at, value in sorted(given.items())
        if at not in known
    ]
    Forecast.objects.bulk_create(fresh)
    return len(fresh)


def _judge(stream: Datastream, issued_at: datetime, given: dict[datetime, float]) -> None:
    if not 0 < len(given) <= MOST:
        raise Invalid(
            _("A forecast has from 1 to %(most)d points.") % {"most": MOST}, field="points"
        )
    low, high = possible(stream)
    if not all(math.isfinite(value) and low <= value <= high for value in given.values()):
        raise Invalid(_("A value of the forecast is impossible."), field="points")
    if max(given) > issued_at + REACH or min(given) < issued_at - timedelta(days=1):
        raise Invalid(_("A forecast begins when it is issued."), field="points")
    # The clock of an exercise is its own.
    ahead = timedelta(seconds=Limits.of().ahead)
    if stream.exercise_id is None and issued_at > now() + ahead:
        raise Invalid(_("The forecast is issued in the future."), field="issued_at")
