"""A closer look at one incident."""

from uuid import UUID

from django.utils.translation import gettext as _

from command.board.cards import UNRATED, Age, Fact, Peek
from command.board.selectors.counts import TaskCount, TeamCount, last_words, tasks_by, teams_of
from command.board.selectors.incidents import EVERY_S, place_of, short, title_of
from command.board.selectors.room import pictures
from command.board.selectors.sight import Sight, cities_of
from command.core import regions
from incidents import words
from incidents.figures import FIGURES
from incidents.models import Incident, ResponseState
from incidents.selectors.shares import shared_with
from incidents.selectors.totals import Totals, totals

# The figures a commander asks for first; two fit.
ASKED = (
    "dead", "missing", "trapped", "moved", "threatened", "water_level_m", "breach_m", "serious",
    "burned_ha", "households", "inundated_km2",
)  # fmt: skip
SHOWN = 2
SHOTS = 4  # the newest images


def peek(sight: Sight, incident_id: str | None) -> Peek | None:
    """Return the card of an incident in sight, running or not. Seven queries."""
    incident = _find(sight, incident_id)
    if incident is None:
        return None
    ids = [incident.pk]
    task = tasks_by("incident", ids).get(incident.pk, TaskCount())
    team = teams_of(ids).get(incident.pk, TeamCount())
    at = last_words([incident.room_id]).get(incident.room_id, incident.state.updated_at)
    responses = ResponseState.objects.filter(incident=incident, level__isnull=False)
    lead = regions.name(incident.state.lead_authority)
    cities = cities_of(incident, shared_with([incident.room_id]))
    return Peek(
        id=str(incident.pk),
        title=title_of(incident),
        level=incident.state.grade or UNRATED,
        place=place_of(incident, cities),
        status=incident.state.get_status_display(),
        reported_at=incident.reported_at,
        age=Age(at=at, every=EVERY_S),
        lead=lead,
        joint=len(cities) > 1,
        exercise=incident.exercise_id is not None,
        facts=(*figures_of(totals(incident.pk)), teams_fact(team), tasks_fact(task)),
        responses=tuple(
            (short(code), level)
            for code, level in responses.values_list("jurisdiction_id", "level")
            if level is not None
        ),
        pictures=pictures(incident, SHOTS),
    )


def _find(sight: Sight, incident_id: str | None) -> Incident | None:
    if not incident_id:
        return None
    try:
        wanted = UUID(incident_id)
    except ValueError:
        return None
    found = Incident.objects.filter(pk=wanted, room__in=sight.rooms)
    return found.select_related("state", "region").first()


def figures_of(known: Totals) -> list[Fact]:
    """Return the figures that a commander asks for first, of those that are known."""

    def nothing(key: str) -> bool:
        return not known[key]["value"]

    return [
        Fact(
            label=str(FIGURES[key].label),
            value=f"{known[key]['value']:,}".replace(",", "\u2009"),
            unit=str(words.UNITS.get(known[key]["unit"], known[key]["unit"])),
            source=str(known[key]["source"]),
        )
        for key in sorted(filter(known.__contains__, ASKED), key=nothing)[:SHOWN]
    ]


def teams_fact(team: TeamCount) -> Fact:
    """Return how many teams are there, and on their way."""
    return Fact(
        label=_("Teams on scene / en route"),
        value=str(team.on_scene),
        unit=f"/ {team.en_route}",
    )


def tasks_fact(task: TaskCount) -> Fact:
    """Return how many tasks are done, and late."""
    late = _("%(n)d overdue") % {"n": task.overdue} if task.overdue else ""
    return Fact(
        label=_("Tasks done / all"), value=str(task.done), unit=f"/ {task.total}", remark=late
    )
