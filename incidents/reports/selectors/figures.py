"""The figures of a report: each from an observation, conflicting ones side by side."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from command.core import regions
from command.core.times import iso
from incidents import words
from incidents.figures import FIGURES
from incidents.models import FigureChoice, Incident, Observation
from incidents.selectors.limits import limit
from incidents.selectors.totals import plain


@dataclass(frozen=True, slots=True)
class Count:
    """One observation: what one source counted in one place."""

    observation: str
    region: str | None
    value: float
    source: str
    at: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of a report: the total, and every observation that it rests on.

    In ``conflict`` the counts differ and are shown side by side, never averaged; ``value``
    is then null. A ``deviation`` is what somebody wrote instead, with the reason.
    """

    key: str
    unit: str
    value: float | None
    conflict: bool
    counts: list[Count] = field(default_factory=list)
    deviation: dict[str, Any] | None = None

    @property
    def label(self) -> str:
        """What is counted."""
        return str(FIGURES[self.key].label)

    @property
    def text(self) -> str:
        """The figure as the report says it."""
        unit = words.unit(self.unit)
        if self.deviation:
            return f"{words.amount(float(self.deviation['value']))} {unit}"
        if self.value is None:
            return f"{' / '.join(self._each())} {unit}"
        return f"{words.amount(self.value)} {unit}"

    @property
    def at(self) -> str:
        """When the newest of the observations was made."""
        return max((count.at for count in self.counts), default="")

    @property
    def sources(self) -> str:
        """Who said so."""
        return ", ".join(dict.fromkeys(count.source for count in self.counts))

    def _each(self) -> list[str]:
        return [f"{_who(count)} {words.amount(count.value)}" for count in self.counts]

    def plain(self) -> dict[str, Any]:
        """Return it as JSON keeps it."""
        return asdict(self)


def line_of(kept: dict[str, Any]) -> FigureLine:
    """Return a line from the JSON that was kept of it."""
    counts = [Count(**count) for count in kept["counts"]]
    return FigureLine(**{**kept, "counts": counts})


def lines(
    incident_ids: Iterable[UUID],
    deviations: dict[str, dict[str, Any]] | None = None,
    *,
    pace: float = 1.0,
) -> dict[str, FigureLine]:
    """Return the figures known of one or several incidents, by key. Four queries for one.

    ``pace`` is how fast an exercise is played: its hours are as much shorter.
    """
    ids = list(incident_ids)
    stated = deviations or {}
    found: dict[str, list[Count]] = defaultdict(list)
    clash: set[str] = set()
    chosen = _chosen(ids)
    within = _windows(ids)
    for (incident, key, _region), rows in _by_place(ids).items():
        counts, conflict = _counts(rows, chosen, within[incident] / pace)
        found[key] += counts
        if conflict:
            clash.add(key)
    return {
        key: _line(key, found.get(key, []), stated.get(key), conflict=key in clash)
        for key in FIGURES
        if key in found or key in stated
    }


def _line(
    key: str, counts: list[Count], stated: dict[str, Any] | None, *, conflict: bool
) -> FigureLine:
    kept = sorted(counts, key=lambda count: count.at, reverse=True)
    value: float | None = None
    if kept and not conflict:
        if not FIGURES[key].additive or kept[0].region is None:
            kept = kept[:1]
        else:
            kept = [count for count in kept if count.region is not None]
        value = plain(sum(count.value for count in kept))
    return FigureLine(
        key=key,
        unit=FIGURES[key].unit,
        value=value,
        conflict=conflict,
        counts=kept,
        deviation=stated,
    )


def _counts(
    rows: list[Observation], chosen: set[UUID], within: timedelta
) -> tuple[list[Count], bool]:
    """Return what counts of one figure in one place, and whether the sources differ."""
    newest = rows[0]  # newest first
    since = next((row for row in rows if row.id in chosen), None)
    if since is not None and since.occurred_at >= newest.occurred_at - within:
        return [_count(since, chosen=True)], False
    latest: dict[str, Observation] = {}
    for row in rows:
        if row.occurred_at >= newest.occurred_at - within:
            latest.setdefault(row.source, row)
    if len({row.value for row in latest.values()}) > 1:
        return [_count(row) for row in latest.values()], True
    return [_count(newest)], False


def _by_place(ids: list[UUID]) -> dict[tuple[UUID, str, str | None], list[Observation]]:
    found: dict[tuple[UUID, str, str | None], list[Observation]] = defaultdict(list)
    rows = Observation.objects.filter(incident__in=ids).order_by("-occurred_at", "-pk")
    for row in rows:
        found[row.incident_id, row.key, row.region_id].append(row)
    return found


def _chosen(ids: list[UUID]) -> set[UUID]:
    rows = FigureChoice.objects.filter(incident__in=ids)
    return set(rows.values_list("observation_id", flat=True))


def _windows(ids: list[UUID]) -> dict[UUID, timedelta]:
    """Return how near counts of each incident must lie to differ, by its own city's rule."""
    rows = Incident.objects.filter(pk__in=ids).values_list("pk", "event_type", "region")
    places = {key: (family, regions.city_of(where)) for key, family, where in rows}
    hours = {place: limit("conflict_hours", *place) for place in set(places.values())}
    return {key: timedelta(hours=float(hours[at] or 0)) for key, at in places.items()}


def _count(row: Observation, *, chosen: bool = False) -> Count:
    return Count(
        observation=str(row.id),
        region=row.region_id,
        value=plain(row.value),
        source=row.source,
        at=iso(row.occurred_at),
        chosen=chosen,
    )


def _who(count: Count) -> str:
    where = f"{regions.name(count.region)} · " if count.region else ""
    return f"{where}{count.source}"
