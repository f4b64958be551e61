"""Entities with what is expanded in them: a bounded number of queries, however many there are.

A link to one costs one query for all the entities of a page, a link to many two (to
Observations one). How many of the many are put into one entity falls with the number
of entities, so that no answer grows without bound; where some are left, a link says so.
"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from command.core.errors import Invalid
from incidents.monitoring.sta.bodies import SHOWN, Body, body
from incidents.monitoring.sta.entities import KINDS, OBSERVATIONS, Kind, Link, Observation
from incidents.monitoring.sta.language.options import Expand, Options
from incidents.monitoring.sta.selectors.collections import loaded, narrowed, ordered
from incidents.monitoring.sta.selectors.sight import Sight

MOST_IN_ALL = 10_000  # entities that one link brings into an answer
ONLY_SHOWN = frozenset({"$select", "$expand"})


def judge(kind: Kind, asked: Options, *, one: bool = False) -> None:
    """Raise ``Invalid`` when something is selected or expanded that is not there."""
    known = SHOWN[kind.plural] | kind.links.keys() | {"id", "@iot.id", "@iot.selfLink"}
    for name in asked.select:
        if name not in known:
            raise Invalid(_("There is no such property."), field="$select", property=name[:80])
    if one and asked.raw.keys() - ONLY_SHOWN:
        raise Invalid(_("This is asked of a collection, not of one entity."))
    for each in asked.expand:
        link = kind.links.get(each.name)
        if link is None:
            raise Invalid(_("There is no such link."), field="$expand", link=each.name[:80])
        judge(KINDS[link.target], each.options, one=not link.many)


class Expansion:
    """Makes the bodies of entities for somebody's sight, at an address."""

    def __init__(self, root: str, sight: Sight) -> None:
        """Keep where the interface is, and who asks."""
        self.root = root
        self.sight = sight

    def bodies(self, kind: Kind, rows: list[Any], asked: Options) -> list[Body]:
        """Return the bodies of rows, with what is to be expanded in them."""
        made = [body(self.root, kind, row) for row in rows]
        for each in asked.expand:
            link = kind.links[each.name]
            put = self._many if link.many else self._one
            put(kind, link, each, rows, made)
        if not asked.select:
            return made
        shown = {"@iot.id" if name == "id" else name for name in asked.select}
        for each in asked.expand:
            name = each.name
            shown |= {name, f"{name}@iot.count", f"{name}@iot.nextLink"}
        shown |= {f"{name}@iot.navigationLink" for name in asked.select}
        return [{name: one[name] for name in one if name in shown} for one in made]

    def _one(
        self, kind: Kind, link: Link, each: Expand, rows: list[Any], made: list[Body]
    ) -> None:
        target = KINDS[link.target]
        name = f"{link.column.rpartition('__')[2]}_id"
        keys = [getattr(row, name) for row in rows]
        there = loaded(target, self.sight.rows(target).filter(pk__in=set(keys) - {None}))
        bodies = self.bodies(target, there, each.options)
        found = {row.pk: shown for row, shown in zip(there, bodies, strict=True)}
        for one, key in zip(made, keys, strict=True):
            one[each.name] = found.get(key)

    def _many(
        self, kind: Kind, link: Link, each: Expand, rows: list[Any], made: list[Body]
    ) -> None:
        target, asked = KINDS[link.target], each.options
        fair = max(1, MOST_IN_ALL // max(1, len(rows)))
        top = min(asked.top, fair)
        kept, totals = self._of_each(kind, link, asked, [row.pk for row in rows], top)
        children = [child for found in kept.values() for child in found[:top]]
        bodies = iter(self.bodies(target, children, asked))
        put = {pk: [next(bodies) for _child in found[:top]] for pk, found in kept.items()}
        for one, row in zip(made, rows, strict=True):
            one[each.name] = put.get(row.pk, [])
            if asked.count:
                one[f"{each.name}@iot.count"] = totals.get(row.pk, 0)
            if len(kept.get(row.pk, [])) > top > 0:
                here = one[f"{each.name}@iot.navigationLink"]
                one[f"{each.name}@iot.nextLink"] = next_link(here, asked, skip=asked.skip + top)

    def _of_each(
        self, kind: Kind, link: Link, asked: Options, keys: list[Any], top: int
    ) -> tuple[dict[Any, list[Any]], dict[Any, int]]:
        """Return the first of the many of each, one beyond ``top``, and their numbers."""
        target = KINDS[link.target]
        rows = target.model._default_manager.all()
        if not link.same_sight:
            rows = self.sight.rows(target)
        rows = narrowed(target, rows.filter(**{link.column: OuterRef("pk")}), asked, self.sight)
        some = ordered(target, rows, asked, self.sight)
        ends = slice(asked.skip, asked.skip + top + 1)
        parents = kind.model._default_manager.filter(pk__in=keys).order_by()
        parents = parents.annotate(kept=ArraySubquery(_named(target, some)[ends]))
        totals: dict[Any, int] = {}
        if asked.count:
            counted = Func(function="COUNT", template="COUNT(*)", output_field=IntegerField())
            each = rows.order_by().annotate(total=counted).values("total")
            parents = parents.annotate(total=Subquery(each))
            found = list(parents.values_list("pk", "kept", "total"))
            totals = {pk: total for pk, _kept, total in found}
            kept = {pk: names for pk, names, _total in found}
        else:
            kept = dict(parents.values_list("pk", "kept"))
        return _children(target, kept), totals


def next_link(here: str, asked: Options, **change: object) -> str:
    """Return the address of what comes next."""
    given = {name: text for name, text in asked.raw.items() if name != "$skiptoken"}
    if "token" in change:
        given.pop("$skip", None)
        given["$skiptoken"] = str(change["token"])
    else:
        given["$skip"] = str(change["skip"])
    return f"{here}?{urlencode(given, safe='$')}"


def _named(target: Kind, rows: QuerySet[Any]) -> QuerySet[Any]:
    if target is not OBSERVATIONS:
        return rows.values("pk")
    made = JSONObject(
        at="observed_at",
        value="value",
        stream="datastream_id",
        station="datastream__station_id",
    )
    named: QuerySet[Any] = rows.annotate(made=made).values("made")
    return named


def _children(target: Kind, kept: dict[Any, list[Any]]) -> dict[Any, list[Any]]:
    """Return the rows for what names them, in the same order."""
    if target is OBSERVATIONS:
        return {pk: [_observation(each) for each in found] for pk, found in kept.items()}
    keys = {key for found in kept.values() for key in found}
    rows = {
        row.pk: row for row in loaded(target, target.model._default_manager.filter(pk__in=keys))
    }
    return {pk: [rows[key] for key in found if key in rows] for pk, found in kept.items()}


def _observation(told: Any) -> Observation:
    at = parse_datetime(told["at"])
    assert at is not None
    return Observation(UUID(told["stream"]), at, told["value"], UUID(told["station"]))
