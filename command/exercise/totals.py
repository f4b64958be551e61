"""What a play came to, read from the database, beside what the script says."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from command.core.models import Exercise
from command.exercise.player import clock_of, made
from command.exercise.scenario import Expected, offset, spoken
from command.exercise.scenarios import SCENARIOS
from command.tasking.models import TaskState
from incidents.imagery.models import Image
from incidents.models import ResponseChange
from incidents.selectors.totals import latest, summed
from resources.models import OfferReply, RequestState
from resources.selectors.forces import forces_of


@dataclass(frozen=True)
class Line:
    """One figure: what it is, what the script says, what the database says."""

    name: str
    expected: Any
    found: Any

    @property
    def agrees(self) -> bool:
        """Whether the two are the same."""
        return bool(self.expected == self.found)


def compared(exercise: Exercise) -> list[Line]:
    """Return every figure of the script beside what is in the database.

    Empty for a scenario whose script says nothing of the kind.
    """
    expected = SCENARIOS[exercise.scenario].expected
    if expected is None:
        return []
    incident = made(exercise.pk, expected.incident)
    return [
        *_figures(incident, expected),
        *_forces(incident, expected),
        *_levels(exercise, expected),
        *_requests(exercise, expected),
        Line("tasks", dict(sorted(expected.tasks.items())), _tasks(exercise)),
        Line("images", expected.images, Image.objects.filter(exercise=exercise).count()),
    ]


def _figures(incident: UUID, expected: Expected) -> Iterator[Line]:
    newest = latest([incident]).get(incident, [])
    found = summed(newest)
    for key, value in expected.figures.items():
        yield Line(key, value, found[key]["value"] if key in found else None)
    moved = {row.region_id: float(row.value) for row in newest if row.key == "moved"}
    for region, value in expected.moved.items():
        yield Line(f"moved {region}", value, moved.get(region))


def _forces(incident: UUID, expected: Expected) -> Iterator[Line]:
    forces = forces_of(incident)
    people = {city: one.people_on_scene for city, one in forces.by_city.items()}
    for city, count in expected.rescuers.items():
        yield Line(f"rescuers {city}", count, people.get(city, 0))
    yield Line("rescuers", sum(expected.rescuers.values()), forces.people_on_scene)
    yield Line("vehicles", expected.vehicles, forces.vehicles_on_scene)


def _levels(exercise: Exercise, expected: Expected) -> Iterator[Line]:
    clock = clock_of(exercise, SCENARIOS[exercise.scenario])
    for at, levels in expected.levels.items():
        found = levels_at(exercise, clock.real(offset(at)))
        for where, level in levels.items():
            yield Line(f"level {spoken(offset(at))} {where}", level, found.get(where))


def levels_at(exercise: Exercise, at: datetime) -> dict[str, int]:
    """Return the gravest level of each jurisdiction at a time, over all its incidents."""
    changes = ResponseChange.objects.filter(exercise=exercise, occurred_at__lte=at)
    standing: dict[tuple[UUID, str], int | None] = {}
    for change in changes.order_by("occurred_at", "step"):
        standing[change.incident_id, change.jurisdiction_id] = change.level
    found: dict[str, int] = {}
    for (_incident, where), level in standing.items():
        if level is not None:
            found[where] = min(level, found.get(where, level))
    return found


def _requests(exercise: Exercise, expected: Expected) -> Iterator[Line]:
    rows = RequestState.objects.filter(request__exercise=exercise)
    found = {
        number: (requested, accepted, arrived)
        for number, requested, accepted, arrived in rows.values_list(
            "request__number", "requested", "accepted", "arrived"
        )
    }
    for number, line in expected.requests.items():
        yield Line(number, line, found.get(number))
    replies = OfferReply.objects.filter(exercise=exercise)
    answered = {
        number: "accepted" if is_accepted else "declined"
        for number, is_accepted in replies.values_list("offer__number", "is_accepted")
    }
    for number, answer in expected.offers.items():
        yield Line(number, answer, answered.get(number))


def _tasks(exercise: Exercise) -> dict[str, int]:
    rows = TaskState.objects.filter(task__exercise=exercise)
    return dict(sorted(Counter(rows.values_list("status", flat=True)).items()))
