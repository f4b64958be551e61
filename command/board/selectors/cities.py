"""Four tiles, one a city."""

from django.db.models import Count, Q
from django.db.models.functions import Substr
from django.utils.timezone import now

from command.board.cards import Age, CityTile
from command.board.selectors.counts import TaskCount, tasks_by
from command.board.selectors.incidents import levels_of
from command.board.selectors.sight import Sight
from command.core import regions
from resources.lifecycle import TeamStatus
from resources.models import TeamState

# The page vouches for these while the live line stands: a lost line shows within a minute.
EVERY_S = 12


def cities(sight: Sight) -> tuple[CityTile, ...]:
    """Return the tiles in the agreement's order, whatever city is chosen. Three queries.

    A joint incident counts in each of its cities; a task counts where it is to be done.
    """
    teams = _teams()
    tasks = _tasks(sight)
    at = now()
    tiles = []
    for key, code in enumerate(regions.CITIES, 1):
        available, total = teams.get(code[:4], (0, 0))
        task = tasks.get(code, TaskCount())
        tiles.append(
            CityTile(
                code=code,
                key=str(key),
                name=regions.name(code).removesuffix("市"),
                levels=levels_of(
                    sight, [i for i in sight.everywhere if code in sight.cities_of(i)]
                ),
                available=available,
                total=total,
                tasks=task.total - task.done,
                overdue=task.overdue,
                age=Age(at=at, every=EVERY_S),
            )
        )
    return tuple(tiles)


def _teams() -> dict[str, tuple[int, int]]:
    counted = (
        TeamState.objects.values_list(Substr("team__region_id", 1, 4))
        .annotate(available=Count("pk", filter=Q(status=TeamStatus.STANDBY)), total=Count("pk"))
        .order_by()
    )
    return {code: (available, total) for code, available, total in counted}


def _tasks(sight: Sight) -> dict[str, TaskCount]:
    found: dict[str, TaskCount] = {}
    ids = [incident.pk for incident in sight.everywhere]
    for region, count in tasks_by("region_id", ids).items():
        city = regions.city_of(str(region))
        before = found.get(city, TaskCount())
        found[city] = TaskCount(
            before.total + count.total, before.done + count.done, before.overdue + count.overdue
        )
    return found
