"""Pages of a collection: what is asked of it, counted, sorted and cut."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from command.core.errors import Invalid
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

MOST_COUNTED = 1_000_000  # counting more is left; then there is no ``@iot.count``
OF_OBSERVATION = ("datastream_id", "observed_at", "value", "datastream__station_id")


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a collection; ``more`` follow. ``token`` is where the next page begins."""

    rows: list[Any]
    total: int | None
    more: bool
    token: str = ""


def page(kind: Kind, rows: QuerySet[Any], asked: Options, sight: Sight) -> Page:
    """Return what is asked of a collection. One query, two when it is to be counted."""
    rows = narrowed(kind, rows, asked, sight)
    total = None
    if asked.count:
        some = rows.order_by().values_list(kind.order[-1])[: MOST_COUNTED + 1].count()
        total = some if some <= MOST_COUNTED else None
    keyed = _by_time(kind, asked)
    if asked.token:
        rows = _after(rows, asked.token, keyed)
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
    return "falling" if first.descending else "rising"


def _after(rows: QuerySet[Any], token: str, keyed: str) -> QuerySet[Any]:
    named = observation_named(token)
    if named is None or not keyed:
        raise Invalid(_("This cannot be read."), field="$skiptoken")
    stream, at = named
    if keyed == "key":
        return rows.filter(pk__gt=(stream, at))
    beyond = "lt" if keyed == "falling" else "gt"
    later = Q(**{f"observed_at__{beyond}": at})
    same = Q(observed_at=at, datastream__gt=stream)
    return rows.filter(later | same, **{f"observed_at__{beyond}e": at})
