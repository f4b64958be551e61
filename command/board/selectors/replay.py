"""The screen of a past moment: the same cards as now, made from the journal's picture."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from command.board.cards import (
    UNRATED,
    Age,
    CityTile,
    FeedLine,
    IncidentList,
    IncidentRow,
    LevelCount,
    Peek,
)
from command.board.selectors.counts import UNCOUNTED, TaskCount, TeamCount
from command.board.selectors.feed import LINES, QUIET, feed_lines
from command.board.selectors.incidents import DRILL_MARK, EVERY_S, place_in, short, told
from command.board.selectors.peek import figures_of, tasks_fact, teams_fact
from command.board.selectors.picture import COLUMN, Picture, View
from command.board.selectors.sight import Sight
from command.board.selectors.stood import Stood
from command.core import journal, regions
from command.core.models import Entry
from command.tasking.lifecycle import DONE, RUNNING
from incidents.lifecycle import Status
from incidents.monitoring.lifecycle import AlarmStatus
from resources.lifecycle import MOVING, DeploymentStatus

# So far back the newest facts are looked for, one span after the other.
REACHES = (timedelta(days=7), timedelta(days=36500))


def incidents_at(shown: Picture, city: str = "") -> IncidentList:
    """Return the list of incidents as it stood. Asks the database nothing."""
    views = [v for v in shown.incidents if not city or city in cities_of(v)]
    rows = [_row(shown, view) for view in views]
    rows.sort(
        key=lambda r: (not r.alarmed, r.level or 9, -r.overdue, -r.reported_at.timestamp())
    )
    return IncidentList(rows=tuple(rows), levels=levels(views))


def cities_at(shown: Picture, then: Stood) -> tuple[CityTile, ...]:
    """Return the four tiles as they stood: levels, tasks and real teams. Asks nothing."""
    tiles, teams = [], then.teams(None)
    for key, code in enumerate(regions.CITIES, 1):
        here = [view for view in shown.incidents if code in cities_of(view)]
        real = [view for view in here if not view["exercise"]]
        task = tasks_of(shown, _tasks_in(shown, code, drill=False))
        mine = [cell for (_kind, city), cell in teams.items() if city == code]
        tiles.append(
            CityTile(
                code=code, key=str(key), name=short(code), levels=levels(real),
                available=sum(cell.available for cell in mine),
                total=sum(cell.total for cell in mine),
                tasks=task.running, overdue=task.overdue,
                age=Age(at=shown.at, every=EVERY_S), drill_incidents=len(here) - len(real),
                drill_tasks=tasks_of(shown, _tasks_in(shown, code, drill=True)).running,
            )
        )  # fmt: skip
    return tuple(tiles)


def peek_at(shown: Picture, incident: str) -> Peek | None:
    """Return the card of one incident as it stood."""
    view = next((view for view in shown.incidents if view["id"] == incident), None)
    if view is None:
        return None
    row = _row(shown, view)
    return Peek(
        id=row.id, title=row.title, level=row.level, place=row.place, status=row.status,
        reported_at=row.reported_at, age=row.age, lead=regions.name(view["lead_authority"]),
        joint=row.joint, exercise=row.exercise,
        facts=(
            *figures_of(view["figures"]),
            teams_fact(teams_of(shown.of("deployment", incident))),
            tasks_fact(tasks_of(shown, shown.of("task", incident))),
        ),
        responses=tuple((short(code), level) for code, level in view["responses"].items()),
    )  # fmt: skip


def feed_at(sight: Sight, shown: Picture) -> tuple[FeedLine, ...]:
    """Return the newest facts up to the moment. One query, or two where little was told."""
    column = COLUMN[shown.by]
    rooms = [room for room in sight.rooms if not room.startswith("person.")]
    entries = Entry.objects.filter(room__in=rooms, **{f"{column}__lte": shown.at})
    entries = entries.exclude(kind__in=QUIET).select_related("actor")
    entries = entries.order_by(f"-{column}", "-recorded_at", "-seq")
    found: list[Entry] = []
    # What happened lately was recorded since: the index of the feed finds it.
    for back in REACHES:
        since = shown.at - back
        late = entries.filter(recorded_at__gt=since).filter(**{f"{column}__gt": since})
        found = list(late[: 2 * LINES])
        if len(found) == 2 * LINES:
            break
    frames = [journal.message_of(e, e.actor.name if e.actor else "") for e in found]
    return feed_lines(frames, by=column)


def tasks_of(shown: Picture, tasks: Iterable[View]) -> TaskCount:
    """Count tasks as they stood at the moment: overdue is what was late then."""
    counted = [task for task in tasks if task["state"] not in UNCOUNTED]
    late = [
        t for t in counted if t["state"] in RUNNING and _time(t["due_at"], shown.at) < shown.at
    ]
    return TaskCount(len(counted), sum(t["state"] in DONE for t in counted), len(late))


def teams_of(deployments: Iterable[View]) -> TeamCount:
    """Count the teams that were there, and those on their way."""
    counts = Counter(view["status"] for view in deployments if view["team"])
    moving = sum(counts[status] for status in MOVING)
    return TeamCount(counts[DeploymentStatus.ON_SCENE], moving)


def cities_of(view: View) -> set[str]:
    """Return the cities that an incident concerned."""
    return {view["city"], *(code for code in view["shared_with"] if code in regions.CITIES)}


def levels(views: Iterable[View]) -> tuple[LevelCount, ...]:
    """Return how many there were of each level, gravest first, unrated last."""
    rows = [(view["grade"] or UNRATED, len(cities_of(view)) > 1) for view in views]
    counts = Counter(level for level, _joint in rows)
    joint = {level for level, shared in rows if shared}
    order = [level for level in (1, 2, 3, 4, UNRATED) if counts[level]]
    return tuple(LevelCount(level, counts[level], level in joint) for level in order)


def _row(shown: Picture, view: View) -> IncidentRow:
    key = view["id"]
    task = tasks_of(shown, shown.of("task", key))
    team = teams_of(shown.of("deployment", key))
    cities = cities_of(view)
    bare = view["title"].removeprefix(DRILL_MARK)
    return IncidentRow(
        id=key,
        title=bare if view["exercise"] and bare else view["title"],
        level=view["grade"] or UNRATED,
        place=place_in(view["region"], cities),
        status=str(Status(view["status"]).label),
        note=told(view["figures"]),
        reported_at=datetime.fromisoformat(view["reported_at"]),
        age=Age(at=shown.heard.get(view["room"], shown.at), every=EVERY_S),
        lat=view["lat"],
        lon=view["lon"],
        joint=len(cities) > 1,
        exercise=view["exercise"],
        alarmed=any(
            alarm["state"] == AlarmStatus.UNACKNOWLEDGED for alarm in shown.of("alarm", key)
        ),
        tasks_done=task.done,
        tasks_total=task.total,
        overdue=task.overdue,
        on_scene=team.on_scene,
        en_route=team.en_route,
    )


def _tasks_in(shown: Picture, city: str, *, drill: bool) -> list[View]:
    running = {view["id"] for view in shown.incidents}
    return [
        task
        for task in shown.things["task"]
        if task["incident"] in running
        and task["exercise"] == drill
        and regions.city_of(task["region"]) == city
    ]


def _time(given: Any, otherwise: datetime) -> datetime:
    return datetime.fromisoformat(given) if given else otherwise
