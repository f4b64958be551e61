"""Figures of an incident: the latest that is known, and sums over regions."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from command.core.times import iso
from incidents.figures import FIGURES
from incidents.models import Observation
from incidents.selectors.choices import about, held

Totals = dict[str, dict[str, Any]]


def latest(incident_ids: Iterable[UUID]) -> dict[UUID, list[Observation]]:
    """Return the figure of each key and region that holds: the preferred, or the newest.

    What was merged into an incident counts in it. Two queries, three with preferences.
    """
    ids = set(incident_ids)
    best: dict[UUID, dict[tuple[str, str | None], Observation]] = {}
    each = ("incident_id", "key", "region_id")
    for row in about(ids).order_by(*each, "-occurred_at", "-id").distinct(*each):
        for whose in ids & {row.incident_id, row.survivor}:
            group = best.setdefault(whose, {})
            there = group.get((row.key, row.region_id))
            if there is None or (there.occurred_at, there.id) < (row.occurred_at, row.id):
                group[row.key, row.region_id] = row
    for (whose, key, region), choice in held(ids).items():
        best[whose][key, region] = choice.observation
    return {whose: list(group.values()) for whose, group in best.items()}


def totals(incident_id: UUID) -> Totals:
    """Return ``{key: {value, unit, source, at}}`` of one incident. One query."""
    return summed(latest([incident_id]).get(incident_id, []))


def summed(rows: Iterable[Observation]) -> Totals:
    """Sum what may be added up; of the rest, and of one region, the newest counts.

    A figure for the whole incident stands until a newer one for a part of it.
    """
    by_key: dict[str, list[Observation]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    return {key: _one(key, by_key[key]) for key in FIGURES if key in by_key}


def plain(value: Any) -> int | float:
    """Return a figure as JSON holds it."""
    number = float(value)
    return int(number) if number.is_integer() else number


def _one(key: str, rows: list[Observation]) -> dict[str, Any]:
    rows = sorted(rows, key=lambda row: (row.occurred_at, row.id), reverse=True)
    newest = rows[0]
    counted = [newest]
    if FIGURES[key].additive and newest.region_id is not None:
        counted = [row for row in rows if row.region_id is not None]
    sources = dict.fromkeys(row.source for row in counted)
    return {
        "value": plain(sum(row.value for row in counted)),
        "unit": newest.unit,
        "source": ", ".join(sources),
        "at": iso(newest.occurred_at),
    }
