"""The list of running incidents."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Self
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from command.board.cards import UNRATED, Age, IncidentList, IncidentRow, LevelCount
from command.board.selectors.counts import TaskCount, TeamCount, last_words, tasks_by, teams_of
from command.board.selectors.sight import Sight
from command.core import regions
from incidents.figures import FIGURES
from incidents.lifecycle import ENDED
from incidents.models import Incident, Observation
from incidents.monitoring.lifecycle import AlarmStatus
from incidents.monitoring.models import AlarmState
from incidents.selectors.totals import Totals, latest, summed

# Something is heard of a running incident at least this often, or it is asked after.
EVERY_S = 15 * 60
# What a row says of an incident, the gravest first, and how much of it there is room for.
TOLD = ("dead", "missing", "trapped", "threatened", "serious", "moved", "breach_m")
ROOM_FOR = 2
DRILL_MARK = "【演练】"


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read about all rows at once."""

    tasks: Mapping[UUID, TaskCount]
    teams: Mapping[UUID, TeamCount]
    heard: Mapping[str, datetime]
    figures: Mapping[UUID, list[Observation]]
    alarmed: frozenset[UUID | None]

    @classmethod
    def of(cls, sight: Sight) -> Self:
        """Read it. Five queries, however many incidents there are."""
        ids = sight.incident_ids
        alarms = AlarmState.objects.filter(
            Q(alarm__incident__in=ids) | Q(incident__in=ids), status=AlarmStatus.UNACKNOWLEDGED
        )
        return cls(
            tasks=tasks_by("incident", ids),
            teams=teams_of(ids),
            heard=last_words([incident.room_id for incident in sight.incidents]),
            figures=latest(ids),
            alarmed=frozenset(chain(*alarms.values_list("alarm__incident", "incident"))),
        )


def incident_list(sight: Sight) -> IncidentList:
    """Return the running incidents: with an unacknowledged alarm first, then by level.

    Then the most overdue tasks, then the newest. Six queries, however many there are.
    """
    known = _Known.of(sight)
    rows = [_row(sight, incident, known) for incident in sight.incidents]
    rows.sort(
        key=lambda r: (not r.alarmed, r.level or 9, -r.overdue, -r.reported_at.timestamp())
    )
    last = None if rows else _last_ended(sight)
    return IncidentList(
        rows=tuple(rows),
        levels=levels_of(sight, sight.incidents),
        last_title=last.title if last else "",
        last_ended_at=last.state.updated_at if last else None,
    )


def levels_of(sight: Sight, incidents: Iterable[Incident]) -> tuple[LevelCount, ...]:
    """Return how many there are of each level, gravest first, unrated last."""
    counts: Counter[int] = Counter()
    joint: set[int] = set()
    for incident in incidents:
        level = incident.state.grade or UNRATED
        counts[level] += 1
        if sight.is_joint(incident):
            joint.add(level)
    order = [level for level in (1, 2, 3, 4, UNRATED) if counts[level]]
    return tuple(LevelCount(level, counts[level], level in joint) for level in order)


def title_of(incident: Incident) -> str:
    """Return the title; the mark of an exercise is shown beside it, not in it."""
    bare = incident.title.removeprefix(DRILL_MARK)
    return bare if incident.exercise_id is not None and bare else incident.title


def place_of(incident: Incident, cities: set[str]) -> str:
    """Return where an incident lies: its cities if joint, else city and banner."""
    return place_in(incident.region_id, cities)


def place_in(region: str, cities: set[str]) -> str:
    """Return where something in a region lies that concerns these cities."""
    if len(cities) == len(regions.CITIES):
        return _("Four cities")
    if len(cities) > 1:
        return "·".join(short(code) for code in sorted(cities))
    names = dict.fromkeys((short(regions.city_of(region)), short(region)))
    return " ".join(names)


def short(code: str) -> str:
    """Return the name of a region without the word for its kind, where that is clear."""
    return regions.name(code).removesuffix("市")


def told(figures: Totals) -> str:
    """Return the gravest figures in a few words."""
    found = [
        f"{FIGURES[key].label} {figures[key]['value']:,}".replace(",", "\u2009")
        for key in TOLD
        if key in figures and figures[key]["value"]
    ]
    return " ".join(found[:ROOM_FOR])


def _row(sight: Sight, incident: Incident, known: "_Known") -> IncidentRow:
    at = known.heard.get(incident.room_id, incident.state.updated_at)
    task = known.tasks.get(incident.pk, TaskCount())
    team = known.teams.get(incident.pk, TeamCount())
    return IncidentRow(
        id=str(incident.pk),
        title=title_of(incident),
        level=incident.state.grade or UNRATED,
        place=place_of(incident, sight.cities_of(incident)),
        status=incident.state.get_status_display(),
        note=told(summed(known.figures.get(incident.pk, []))),
        reported_at=incident.reported_at,
        age=Age(at=at, every=EVERY_S),
        lat=incident.point.y if incident.point else None,
        lon=incident.point.x if incident.point else None,
        joint=sight.is_joint(incident),
        exercise=incident.exercise_id is not None,
        alarmed=incident.pk in known.alarmed,
        tasks_done=task.done,
        tasks_total=task.total,
        overdue=task.overdue,
        next_due=task.next_due,
        on_scene=team.on_scene,
        en_route=team.en_route,
    )


def _last_ended(sight: Sight) -> Incident | None:
    ended = Incident.objects.filter(room__in=sight.rooms, state__status__in=ENDED)
    return ended.select_related("state").order_by("-state__updated_at").first()
