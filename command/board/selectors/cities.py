"""Four tiles, one a city."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import now

from command.board.cards import Age, CityTile
from command.board.selectors.counts import TaskCount, sooner, tasks_by
from command.board.selectors.incidents import levels_of
from command.board.selectors.sight import Sight
from command.core import links, regions
from incidents.models import Incident
from resources.selectors.forces import team_counts

# The page vouches for an unlinked city while the live line stands: its loss shows in a minute.
EVERY_S = 12


def cities(sight: Sight) -> tuple[CityTile, ...]:
    """Return the tiles in the agreement's order, whatever city is chosen.

    A joint incident counts in each of its cities; a task counts where it is to be done.
    What belongs to an exercise is counted apart, and its forces not at all. Five queries.
    """
    real = [i for i in sight.everywhere if i.exercise_id is None]
    drill = [i for i in sight.everywhere if i.exercise_id is not None]
    teams = _teams()
    tasks, drill_tasks = _tasks(real), _tasks(drill)
    at, heard = now(), links.heard()
    tiles = []
    for key, code in enumerate(regions.CITIES, 1):
        available, total = teams.get(code, (0, 0))
        task = tasks.get(code, TaskCount())
        tiles.append(
            CityTile(
                code=code,
                key=str(key),
                name=regions.name(code).removesuffix("市"),
                levels=levels_of(sight, _of_city(sight, real, code)),
                available=available,
                total=total,
                tasks=task.running,
                overdue=task.overdue,
                next_due=task.next_due,
                drill_incidents=len(_of_city(sight, drill, code)),
                drill_tasks=drill_tasks.get(code, TaskCount()).running,
                linked=code in heard,
                age=_age(code, heard, at),
            )
        )
    return tuple(tiles)


def _age(code: str, heard: dict[str, datetime], at: datetime) -> Age:
    if code in heard:
        return Age(at=heard[code], every=links.EXPECTED_S)
    return Age(at=at, every=EVERY_S)


def lines() -> dict[str, str]:
    """Return when each linked city was last heard. One query."""
    return {city: at.isoformat() for city, at in links.heard().items()}


def _of_city(sight: Sight, incidents: Iterable[Incident], code: str) -> list[Incident]:
    return [incident for incident in incidents if code in sight.cities_of(incident)]


def _teams() -> dict[str, tuple[int, int]]:
    """Return the real teams on standby, and all, of each city. One query."""
    found: dict[str, tuple[int, int]] = {}
    for (_kind, city), cell in team_counts(None).items():
        before = found.get(city, (0, 0))
        found[city] = (before[0] + cell.available, before[1] + cell.total)
    return found


def _tasks(incidents: Iterable[Incident]) -> dict[str, TaskCount]:
    """Return the tasks of the incidents by city. One query, none without incidents."""
    found: dict[str, TaskCount] = {}
    ids = [incident.pk for incident in incidents]
    for region, count in tasks_by("region_id", ids).items():
        city = regions.city_of(str(region))
        before = found.get(city, TaskCount())
        found[city] = TaskCount(
            before.total + count.total,
            before.done + count.done,
            before.overdue + count.overdue,
            sooner(before.next_due, count.next_due),
        )
    return found
