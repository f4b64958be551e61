"""The figures of one incident: what is known, what changed, and where sources differ."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from command.board.cards import Age
from command.board.cards.room import Figure
from command.board.selectors.incidents import EVERY_S
from incidents import words
from incidents.figures import FIGURES
from incidents.models import Incident, Observation
from incidents.selectors import figures_of
from incidents.selectors.totals import latest, summed


def figures(incident: Incident) -> tuple[Figure, ...]:
    """Return each figure that holds, how it changed, and what several sources say of it.

    Parts of a sum are named by source; where sources differ about one thing, they are
    rivals until somebody says which holds. About eight queries, however many figures.
    """
    holding = latest([incident.pk]).get(incident.pk, [])
    rows = _last_two(incident)
    newest, before = summed(row for row in rows if row.nth == 1), summed(_before(rows))
    rivals: dict[str, list[str]] = {}
    for figure in figures_of(incident):
        if figure.in_question:
            told = [f"{rival.source} {rival.said}" for rival in figure.conflicts]
            rivals.setdefault(figure.key, []).extend(told)
    return tuple(
        Figure(
            label=str(FIGURES[key].label),
            value=_spaced(told["value"]),
            unit=str(words.UNITS.get(told["unit"], told["unit"])),
            source=str(told["source"]),
            age=Age(
                at=max(row.occurred_at for row in holding if row.key == key), every=EVERY_S
            ),
            others=tuple(rivals.get(key, ()))
            or _by_source([row for row in holding if row.key == key]),
            change=_signed(newest[key]["value"] - before[key]["value"])
            if key in before
            else "",
            conflict=key in rivals,
        )
        for key, told in summed(holding).items()
    )


def _last_two(incident: Incident) -> list[Any]:
    """Return the last two observations of each figure and part. One query."""
    nth = Window(
        RowNumber(),
        partition_by=[F("key"), F("region")],
        order_by=[F("occurred_at").desc(), F("id").desc()],
    )
    rows = Observation.objects.filter(incident=incident).annotate(nth=nth)
    return list(rows.filter(nth__lte=2).order_by("key", "region", "nth"))


def _before(rows: Iterable[Observation]) -> list[Observation]:
    """Return what was known before the newest observation of each figure came in."""
    by_key: dict[str, list[Observation]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    found: list[Observation] = []
    for of_key in by_key.values():
        last = max(of_key, key=lambda row: (row.occurred_at, row.pk))
        rest = [row for row in of_key if row is not last]
        parts = {}
        for row in sorted(rest, key=lambda row: (row.occurred_at, row.pk)):
            parts[row.region_id] = row
        found += parts.values()
    return found


def _signed(change: float) -> str:
    if not change:
        return ""
    sign = "+" if change > 0 else "\u2212"
    return sign + _spaced(abs(change))


def _by_source(rows: Iterable[Observation]) -> tuple[str, ...]:
    told = [f"{row.source} {_spaced(float(row.value))}" for row in rows]
    return tuple(told) if len(told) > 1 else ()


def _spaced(value: float) -> str:
    return f"{value:,.10g}".replace(",", "\u2009")
