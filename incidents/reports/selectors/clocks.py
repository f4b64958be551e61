"""Reporting clocks as people may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from django.utils.timezone import now

from command.core import regions
from command.core.models import Person
from command.core.policies import scopes_of
from command.core.times import iso, iso_or_none
from incidents.lifecycle import played_out
from incidents.models import Incident
from incidents.reports import words
from incidents.reports.clocks import owed
from incidents.reports.lifecycle import WAITING, ClockState
from incidents.reports.models import ReportRule
from incidents.reports.owing import Clock
from incidents.reports.selectors.course import courses
from incidents.selectors import open_to


@dataclass(frozen=True, slots=True)
class ClockCard:
    """One report that is owed. ``late_minutes`` is the delay, whole minutes.

    A clock is ``stopped`` when the exercise that it belongs to has ended.
    """

    id: str
    incident: str
    incident_title: str
    rule: str
    basis: str
    sender: str
    to: str
    kind: str
    medium: str
    since: str
    due_at: str
    at_once: bool
    state: str
    met_at: str | None
    late_minutes: int
    stopped: bool
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, clock: Clock, incident: Incident) -> Self:
        """Build the card; asks the database nothing."""
        return cls(
            id=clock.key,
            incident=str(incident.id),
            incident_title=incident.title,
            rule=clock.rule,
            basis=clock.basis,
            sender=clock.sender,
            to=clock.to,
            kind=clock.kind,
            medium=clock.medium,
            since=iso(clock.since),
            due_at=iso(clock.due_at),
            at_once=clock.at_once,
            state=str(clock.state),
            met_at=iso_or_none(clock.met_at),
            late_minutes=int(clock.late.total_seconds() // 60),
            stopped=incident.exercise is not None and incident.exercise.ended_at is not None,
            at=iso(clock.met_at or clock.since),
            room=incident.room_id,
            exercise=incident.exercise_id is not None,
            origin=incident.origin,
        )

    @property
    def due(self) -> datetime:
        """The moment it runs out."""
        return datetime.fromisoformat(self.due_at)

    @property
    def met(self) -> datetime | None:
        """The moment the report was made."""
        return datetime.fromisoformat(self.met_at) if self.met_at else None

    @property
    def says(self) -> str:
        """Who reports what to whom, in words."""
        return f"{words.place(self.sender)} → {words.place(self.to)}"

    @property
    def what(self) -> str:
        """The kind of report, and by what medium."""
        return f"{words.kind(self.kind)} · {words.medium(self.medium)}"

    @property
    def stands(self) -> str:
        """The state in words."""
        return str(ClockState(self.state).label)

    @property
    def delay(self) -> str:
        """How late it is or was, in words."""
        return words.lasting(timedelta(minutes=self.late_minutes))

    @property
    def waits(self) -> bool:
        """Whether somebody must act now."""
        return self.state in WAITING and not self.stopped

    @property
    def is_late(self) -> bool:
        """Whether the time has passed without a report, or had when it was made."""
        return self.state in {ClockState.LATE, ClockState.MET_LATE}


def clocks_of(incident: Incident, at: datetime | None = None) -> list[ClockCard]:
    """Return what is owed about an incident: what waits first, then by time."""
    return clocks_of_all([incident], at)


def clocks_of_all(incidents: Iterable[Incident], at: datetime | None = None) -> list[ClockCard]:
    """Return what is owed about several incidents, the most urgent first. Seven queries."""
    rows = list(incidents)
    moment = at or now()
    reckoned = courses(rows)
    books = _books({regions.city_of(row.region_id) for row in rows})
    found = [
        ClockCard.of(clock, row)
        for row in rows
        for clock in owed(
            books[regions.city_of(row.region_id)], reckoned[row.id], _present(row, moment)
        )
    ]
    return sorted(found, key=lambda card: (card.met_at is not None, card.due_at))


def clocks_waiting(person: Person) -> list[ClockCard]:
    """Return the clocks late or nearly so that authorities of ``person`` must answer.

    A neighbour with whom the incident is shared is not asked: it is not theirs to report.
    """
    scopes = scopes_of(person)
    if not scopes:
        return []
    rows = open_to(person).exclude(**played_out()).select_related("exercise")
    return [card for card in clocks_of_all(rows) if card.waits and answers(scopes, card)]


def answers(scopes: frozenset[str], card: ClockCard) -> bool:
    """Return whether a report that is owed lies with one of these authorities."""
    return any(regions.known(card.sender) and regions.covers(s, card.sender) for s in scopes)


def _present(incident: Incident, moment: datetime) -> datetime:
    """Return the moment, or when the exercise ended that the incident belongs to."""
    ended = incident.exercise.ended_at if incident.exercise else None
    return min(moment, ended) if ended else moment


def _books(cities: set[str]) -> dict[str, list[Any]]:
    return {city: ReportRule.in_force.of(city) for city in cities}
