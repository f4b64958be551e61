"""Pages of a collection: what is asked of it, counted, sorted and cut."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from command.core.errors import Invalid
from incidents.monitoring.models import StreamState
from incidents.monitoring.sta.entities import (
    OBSERVATIONS,
    Kind,
    Observation,
    observation_named,
)
from incidents.monitoring.sta.language.expressions import Path
from incidents.monitoring.sta.language.options import Options
from incidents.monitoring.sta.selectors.conditions import Conditions
from incidents.monitoring.sta.selectors.sight import Sight

FALLING = "falling"
DOUBLED = 6  # times that the days looked through are doubled: 33 of them, then the rest
MOST_COUNTED = 1_000_000  # counting more is left; then there is no ``@iot.count``
OF_OBSERVATION = ("datastream_id", "observed_at", "value", "datastream__station_id")


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a collection; ``more`` follow. ``token`` is where the next page begins."""

    rows: list[Any]
    total: int | None
    more: bool
    token: str = ""


def page(
    kind: Kind, rows: QuerySet[Any], asked: Options, sight: Sight, *, of_all: bool = False
) -> Page:
    """Return what is asked of a collection. One query, two when it is to be counted.

    ``of_all``: of everything that is seen. The newest observations of all streams are looked
    for day by day (a few queries), so that what is kept for years is not sorted for them.
    """
    rows = narrowed(kind, rows, asked, sight)
    total = None
    if asked.count:
        some = rows.order_by().values_list(kind.order[-1])[: MOST_COUNTED + 1].count()
        total = some if some <= MOST_COUNTED else None
    keyed = _by_time(kind, asked)
    if asked.token:
        rows = _after(rows, asked.token, keyed)
    if of_all and keyed == FALLING:
        found = _newest(kind, rows, asked, sight)
    else:
        found = loaded(kind, ordered(kind, rows, asked, sight)[asked.skip :][: asked.top + 1])
    more = len(found) > asked.top > 0
    found = found[: asked.top]
    token = str(found[-1].pk) if more and keyed else ""
    return Page(found, total, more, token)


def narrowed(kind: Kind, rows: QuerySet[Any], asked: Options, sight: Sight) -> QuerySet[Any]:
    """Return the rows that fit the filter. Raises ``Invalid``."""
    if asked.where is None:
        return rows
    return rows.filter(Conditions(kind, sight).flag(asked.where))


def ordered(kind: Kind, rows: QuerySet[Any], asked: Options, sight: Sight) -> QuerySet[Any]:
    """Return the rows in the order asked for, always a whole one. Raises ``Invalid``."""
    by = Conditions(kind, sight, "$orderby")
    return rows.order_by(*(by.order(each) for each in asked.orders), *kind.order)


def loaded(kind: Kind, rows: QuerySet[Any]) -> list[Any]:
    """Return the rows with what their bodies need. One query."""
    if kind is OBSERVATIONS:
        return [Observation(*each) for each in rows.values_list(*OF_OBSERVATION)]
    return list(rows.select_related(*kind.joined))


def _by_time(kind: Kind, asked: Options) -> str:
    """Return how observations are sorted if the place after one can be found by its key."""
    if kind is not OBSERVATIONS:
        return ""
    if not asked.orders:
        return "key"
    first, *others = asked.orders
    if others or first.by != Path(("phenomenonTime",)):
        return ""
    return FALLING if first.descending else "rising"


def _newest(kind: Kind, rows: QuerySet[Any], asked: Options, sight: Sight) -> list[Any]:
    """Return what is asked of the newest observations, and one beyond."""
    told = asked.token and observation_named(asked.token)
    last = told[1] if told else StreamState.objects.aggregate(at=Max("observed_at"))["at"]
    found: list[Any] = []
    if last is None:
        return found
    wanted = asked.skip + asked.top + 1
    until = last + timedelta(microseconds=1)
    for since in _backwards(last):
        part = rows.filter(observed_at__lt=until)
        if since is not None:
            part, until = part.filter(observed_at__gte=since), since
        found += loaded(kind, ordered(kind, part, asked, sight)[: wanted - len(found)])
        if len(found) >= wanted:
            break
    return found[asked.skip :]


def _backwards(last: datetime) -> Iterator[datetime | None]:
    """Yield where spans of days begin, the newest day first, each as long as all before."""
    day = last.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    yield day
    for doubled in range(DOUBLED):
        yield day - timedelta(days=2**doubled)
    yield None


def _after(rows: QuerySet[Any], token: str, keyed: str) -> QuerySet[Any]:
    named = observation_named(token)
    if named is None or not keyed:
        raise Invalid(_("This cannot be read."), field="$skiptoken")
    stream, at = named
    if keyed == "key":
        return rows.filter(pk__gt=(stream, at))
    beyond = "lt" if keyed == FALLING else "gt"
    later = Q(**{f"observed_at__{beyond}": at})
    same = Q(observed_at=at, datastream__gt=stream)
    return rows.filter(later | same, **{f"observed_at__{beyond}e": at})
