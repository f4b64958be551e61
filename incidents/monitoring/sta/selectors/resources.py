"""What a path leads to: a collection, an entity or one of its properties."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from command.core.errors import Invalid, NotThere
from incidents.monitoring.sta.bodies import body, self_link
from incidents.monitoring.sta.entities import KINDS, OBSERVATIONS, Kind, observation_named
from incidents.monitoring.sta.language.options import Options
from incidents.monitoring.sta.language.paths import Address, Step
from incidents.monitoring.sta.selectors.collections import loaded, page
from incidents.monitoring.sta.selectors.expanding import Expansion, judge, next_link
from incidents.monitoring.sta.selectors.sight import Sight

Answer = dict[str, Any]
NOT_KEPT = frozenset({"HistoricalLocations"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where one stands on a path: at rows of a kind, or (``row``) at one of them.

    ``behind`` is the name of what was asked of the row, ``start`` the row and link by
    which one came to a collection.
    """

    kind: Kind
    rows: QuerySet[Any]
    row: Any = None
    behind: tuple[str, ...] = ()
    start: tuple[Kind, Any, str] | None = None


def resource(given: Address, sight: Sight) -> Place:
    """Follow a path through what is seen. One query for each key and each link to one.

    Raises ``NotThere`` where it leads to nothing.
    """
    first, *others = given.steps
    if first.name not in KINDS:
        raise _nothing(first.name)
    kind = KINDS[first.name]
    place = _keyed(Place(kind, sight.rows(kind)), first)
    for step in others:
        place = _stepped(place, step, sight)
    if given.ending == "$value" and not place.behind:
        raise Invalid(_("A property has a bare value, an entity has none."))
    return place


def _stepped(place: Place, step: Step, sight: Sight) -> Place:
    if place.row is None:
        raise _nothing(step.name)
    link = None if place.behind else place.kind.links.get(step.name)
    if link is None:
        if step.key is not None:
            raise _nothing(step.name)
        return Place(place.kind, place.rows, place.row, (*place.behind, step.name))
    target = KINDS[link.target]
    start = (place.kind, place.row, step.name)
    if link.many:
        seen = target.model._default_manager.all() if link.same_sight else sight.rows(target)
        rows = seen.filter(**{link.column: place.row.pk})
        return _keyed(Place(target, rows, start=start), step)
    if step.key is not None:
        raise _nothing(step.name)
    key = getattr(place.row, f"{link.column.rpartition('__')[2]}_id")
    rows = sight.rows(target).filter(pk=key)
    return Place(target, rows, _found(target, rows), start=start)


def _keyed(place: Place, step: Step) -> Place:
    if step.key is None:
        return place
    kind, rows = place.kind, place.rows
    if kind is OBSERVATIONS:
        named = observation_named(step.key)
        if named is None:
            raise _nothing(step.name)
        rows = rows.filter(datastream=named[0], observed_at=named[1])
    else:
        try:
            rows = rows.filter(pk=UUID(step.key))
        except ValueError:
            raise _nothing(step.name) from None
    return Place(kind, rows, _found(kind, rows))


def _found(kind: Kind, rows: QuerySet[Any]) -> Any:
    found = loaded(kind, rows[:1])
    if not found:
        raise _nothing(kind.plural)
    return found[0]


def _nothing(name: str) -> NotThere:
    if name in NOT_KEPT:
        return NotThere(_("Earlier places are not kept here, only where a Thing is."))
    return NotThere(_("No such thing, or not visible to you."), segment=name[:80])


class Answers:
    """What is answered about a place, as JSON."""

    def __init__(self, root: str, here: str, sight: Sight) -> None:
        """Keep where the interface is, what was asked for, and by whom."""
        self.root = root
        self.here = here
        self.sight = sight

    def collection(self, place: Place, asked: Options, *, only_links: bool) -> Answer:
        """Return a page of a collection."""
        judge(place.kind, asked)
        of_all = place.start is None
        found = page(place.kind, place.rows, asked, self.sight, of_all=of_all)
        answer: Answer = {}
        if found.total is not None:
            answer["@iot.count"] = found.total
        if found.more and found.token:
            answer["@iot.nextLink"] = next_link(self.here, asked, token=found.token)
        elif found.more:
            answer["@iot.nextLink"] = next_link(self.here, asked, skip=asked.skip + asked.top)
        if only_links:
            links = [self_link(self.root, place.kind, row.pk) for row in found.rows]
            answer["value"] = [{"@iot.selfLink": link} for link in links]
        else:
            making = Expansion(self.root, self.sight)
            answer["value"] = making.bodies(place.kind, found.rows, asked)
        return answer

    def entity(self, place: Place, asked: Options, *, only_link: bool) -> Answer:
        """Return one entity."""
        judge(place.kind, asked, one=True)
        if only_link:
            return {"@iot.selfLink": self_link(self.root, place.kind, place.row.pk)}
        [answer] = Expansion(self.root, self.sight).bodies(place.kind, [place.row], asked)
        return answer

    def property(self, place: Place) -> tuple[str, Any]:
        """Return the name and the value of a property. Raises ``NotThere``."""
        value: Any = body(self.root, place.kind, place.row)
        for name in place.behind:
            name = "@iot.id" if name == "id" else name
            if not isinstance(value, dict) or name not in value:
                raise _nothing(name)
            value = value[name]
        return name, value
