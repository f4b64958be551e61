"""The figures of an incident as they stand: the one that holds, and those that contradict."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Self
from uuid import UUID

from command.core import regions
from command.core.times import iso
from incidents import words
from incidents.figures import FIGURES
from incidents.models import FigureChoice, Incident, Observation
from incidents.selectors.choices import about, held
from incidents.selectors.limits import limit
from incidents.selectors.totals import plain


@dataclass(frozen=True, slots=True)
class Rival:
    """What another source says. ``came_from`` is the number of a merged incident."""

    observation_id: str
    value: int | float
    source: str
    at: str
    came_from: str

    @classmethod
    def of(cls, figure: Observation, incident: Incident) -> Self:
        """Build it; needs ``incident`` read before."""
        own = figure.incident_id == incident.pk
        return cls(
            observation_id=str(figure.pk),
            value=plain(figure.value),
            source=figure.source,
            at=iso(figure.occurred_at),
            came_from="" if own else figure.incident.number,
        )

    @property
    def said(self) -> str:
        """The value as people read it."""
        return words.amount(self.value)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure, of one part of an incident or of the whole.

    ``conflicts`` are the figures of other sources that differ. ``preferred``: somebody
    chose this one, for ``reason``; no newer one has come since.
    """

    key: str
    region: str | None
    value: int | float
    unit: str
    source: str
    at: str
    observation_id: str
    came_from: str
    preferred: bool
    reason: str
    conflicts: list[Rival]

    @property
    def label(self) -> str:
        """What was counted, in the language of the reader."""
        return str(FIGURES[self.key].label)

    @property
    def said(self) -> str:
        """The value as people read it."""
        return words.amount(self.value)

    @property
    def measure(self) -> str:
        """The unit as people read it."""
        return words.unit(self.unit)

    @property
    def where(self) -> str:
        """The part of the incident, if it is one."""
        return regions.name(self.region) if self.region else ""

    @property
    def is_finding(self) -> bool:
        """Whether it says yes or no."""
        return FIGURES[self.key].is_finding

    @property
    def in_question(self) -> bool:
        """Whether somebody has to say which one holds."""
        return bool(self.conflicts) and not self.preferred


def figures_of(incident: Incident) -> list[KeyFigure]:
    """Return the figures of an incident, in the order of the list of figures. Four queries.

    What was merged into it counts, and says where it came from. Sources conflict when
    their newest figures differ and lie no further apart than the limit.
    """
    each = ("key", "region_id", "source")
    rows = about([incident.pk]).select_related("incident")
    newest = rows.order_by(*each, "-occurred_at", "-pk").distinct(*each)
    groups: dict[tuple[str, str | None], list[Observation]] = {}
    for row in newest:
        groups.setdefault((row.key, row.region_id), []).append(row)
    hours = limit("conflict_hours", incident.event_type_id, incident.region_id)
    window = timedelta(hours=float(hours or 0))
    choices = held([incident.pk])
    order = list(FIGURES)
    made = [
        _figure(incident, said, choices.get((incident.pk, *group)), window)
        for group, said in groups.items()
    ]
    return sorted(made, key=lambda figure: (order.index(figure.key), figure.region or ""))


def rivals_of(incident: Incident, key: str, region: str | None) -> list[UUID]:
    """Return the keys of the observations among which one may be chosen."""
    found: list[UUID] = []
    for figure in figures_of(incident):
        if (figure.key, figure.region) == (key, region):
            found += [UUID(figure.observation_id)]
            found += [UUID(rival.observation_id) for rival in figure.conflicts]
    return found


def _figure(
    incident: Incident,
    said: list[Observation],
    choice: FigureChoice | None,
    window: timedelta,
) -> KeyFigure:
    said = sorted(said, key=lambda row: (row.occurred_at, row.pk), reverse=True)
    top = choice.observation if choice else said[0]
    told = Rival.of(top, incident)
    return KeyFigure(
        key=top.key,
        region=top.region_id,
        value=told.value,
        unit=top.unit,
        source=top.source,
        at=told.at,
        observation_id=told.observation_id,
        came_from=told.came_from,
        preferred=choice is not None,
        reason=choice.reason if choice else "",
        conflicts=list(_conflicts(incident, top, said, window)),
    )


def _conflicts(
    incident: Incident, top: Observation, said: list[Observation], window: timedelta
) -> Iterable[Rival]:
    newest = said[0].occurred_at
    for row in said:
        near = newest - row.occurred_at <= window
        if near and row.pk != top.pk and row.value != top.value:
            yield Rival.of(row, incident)
