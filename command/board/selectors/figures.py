"""The figures of one incident: what is known, what changed, and where sources differ."""

from collections.abc import Iterable

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from command.board.cards import Age
from command.board.cards.room import Figure
from command.board.selectors.incidents import EVERY_S
from incidents import words
from incidents.figures import FIGURES
from incidents.models import Incident, Observation
from incidents.selectors.totals import summed


def figures(incident: Incident) -> tuple[Figure, ...]:
    """Return the newest of each figure, what it was before, and what several sources say.

    One query: of each figure and part of the incident, the last two observations.
    """
    nth = Window(
        RowNumber(),
        partition_by=[F("key"), F("region")],
        order_by=[F("occurred_at").desc(), F("id").desc()],
    )
    last_two = (
        Observation.objects.filter(incident=incident).annotate(nth=nth).filter(nth__lte=2)
    )
    rows = list(last_two.order_by("key", "region", "nth"))
    newest = [row for row in rows if row.nth == 1]
    known = summed(newest)
    before = summed(_before(rows))
    return tuple(
        Figure(
            label=str(FIGURES[key].label),
            value=_spaced(told["value"]),
            unit=str(words.UNITS.get(told["unit"], told["unit"])),
            source=str(told["source"]),
            age=Age(at=max(row.occurred_at for row in newest if row.key == key), every=EVERY_S),
            others=_by_source([row for row in newest if row.key == key]),
            change=_signed(told["value"] - before[key]["value"]) if key in before else "",
        )
        for key, told in known.items()
    )


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
