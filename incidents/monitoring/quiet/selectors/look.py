"""One look at all areas: who is waited for, who spoke, where it is quiet."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce

from command.core.models import Entry, Region
from command.core.policies import ADMINISTRATORS
from incidents.monitoring.quiet.expected import ask
from incidents.monitoring.quiet.judging import Area, Key, Place, areas, judge
from incidents.monitoring.quiet.limits import Limits
from incidents.monitoring.quiet.models import QuietAreaState, QuietWatch
from incidents.monitoring.quiet.placing import Townships


def look(at: datetime, limits: Limits | None = None) -> dict[Key, Area]:
    """Return every area of every world with what was heard of it.

    An area with an open episode is there also when nothing is waited for any more.
    """
    limits = limits or Limits.of()
    holds = timedelta(seconds=limits.word_holds)
    townships = Townships.read()
    found = areas(ask(at, limits), at, holds, townships)
    judge(found, limits, _seats(townships))
    rows = QuietAreaState.objects.filter(ended_at__isnull=True)
    open_since: dict[Key, datetime] = {}
    for row in rows.select_related("area__township"):
        small = row.area.township
        key = (small.code if small else row.region_id, row.exercise_id)
        open_since[key] = row.area.noticed_at
        found.setdefault(key, Area(*key, at, holds, township=row.township_id))
    asked = {key for key, area in found.items() if area.is_quiet or key in open_since}
    since = at - timedelta(seconds=limits.desk_words)
    heard = _heard(asked, min([since, *open_since.values()]), at) if asked else {}
    for key, last in heard.items():
        if key in asked:
            found[key].heard_at = last
            found[key].is_quiet &= last < since
    return found


def watched() -> set[Key]:
    """Return the areas that looked quiet at the last look, or are. Two queries."""
    waiting = QuietWatch.objects.filter(since__isnull=False)
    episodes = QuietAreaState.objects.filter(ended_at__isnull=True)
    code = Coalesce("township__code", "region_id")
    both = (rows.values_list(code, "exercise_id") for rows in (waiting, episodes))
    return {key for keys in both for key in keys}


def _heard(asked: Iterable[Key], since: datetime, at: datetime) -> dict[Key, datetime]:
    """Return when somebody at a desk of these areas last recorded anything. One query.

    A township has no desk: that of its county says nothing of it.
    """
    codes = {region for region, _world in asked}
    held = ~Q(actor__duties__post__in=ADMINISTRATORS) & Q(actor__duties__region__in=codes)
    held &= Q(actor__duties__starts_at__lte=F("recorded_at"))
    held &= Q(actor__duties__ends_at__isnull=True) | Q(actor__duties__ends_at__gt=since)
    rows = Entry.objects.filter(held, recorded_at__range=(since, at)).order_by()
    spoke = rows.values_list("actor__duties__region", "room__exercise")
    return {(code, world): last for code, world, last in spoke.annotate(Max("recorded_at"))}


def _seats(townships: Townships) -> dict[str, Place]:
    rows = Region.objects.filter(level=Region.Level.COUNTY).values_list("code", "seat")
    seats = {code: (seat.y, seat.x) for code, seat in rows if seat is not None}
    return seats | {one.code: (one.point.y, one.point.x) for one in townships.every()}
