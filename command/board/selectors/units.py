"""Units on the map: the last known position of each team."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import F, FloatField, Func
from django.db.models.functions import Coalesce

from command.board.selectors.sight import Sight
from command.core import regions
from command.core.tongues import is_english
from resources.lifecycle import ENDED, DeploymentStatus, TeamStatus
from resources.lifecycle import TeamKind as K
from resources.models import Deployment, DeploymentState, Position, Team
from resources.selectors.sight import team_of, teams_open_to
from resources.tracking.selectors.then import Place, moves_within, places_at

Row = list[object]
# One character says the kind of a unit on its chip.
LETTERS = {
    K.FIRE: ("消", "F"), K.FOREST: ("草", "G"), K.WATER: ("舟", "B"), K.FLOOD: ("汛", "W"),
    K.USAR: ("震", "Q"), K.MINE: ("矿", "N"), K.HAZCHEM: ("化", "H"), K.MED: ("医", "M"),
    K.CDC: ("疾", "D"), K.POWER: ("电", "L"), K.COMMS: ("通", "C"), K.ROAD: ("路", "R"),
    K.UTIL: ("修", "E"), K.ENV: ("环", "V"), K.AIR: ("机", "U"), K.PSB: ("警", "P"),
    K.MIL: ("军", "A"), K.SOC: ("社", "O"), K.EXP: ("专", "X"),
}  # fmt: skip
STATES: Mapping[str, str] = {
    TeamStatus.ON_SCENE: "on_scene",
    TeamStatus.EN_ROUTE: "en_route",
    TeamStatus.RETURNING: "en_route",
    TeamStatus.ORDERED: "en_route",
}


def letters() -> dict[str, str]:
    """Return the character of each kind, in the reader's language."""
    index = 1 if is_english() else 0
    return {str(kind): pair[index] for kind, pair in LETTERS.items()}


def units(sight: Sight, serving: UUID | None = None) -> list[Row]:
    """Return rows of id, letter, lat, lon, heading, state, name and time in ms. Few queries.

    With ``serving``, only those given to that incident. The teams that the person may
    see in detail, and no other: where a neighbour's forces are is the neighbour's to
    show. A team that has never sent a position stands at its base, without a time.
    """
    if not sight.scopes and serving is None:
        return []
    teams = teams_open_to(sight.person).exclude(state__status=TeamStatus.UNAVAILABLE)
    if serving is not None:
        given = DeploymentState.objects.filter(deployment__incident=serving).exclude(
            status__in=[DeploymentStatus.RETURNED, DeploymentStatus.CANCELLED]
        )
        teams = teams.filter(pk__in=given.values("deployment__team"))
    chip = letters()
    # Plain values: ten thousand objects of teams would cost three times as much.
    return [
        [
            str(key), chip.get(kind, "·"), round(lat, 5), round(lon, 5), None,
            STATES.get(status, "standby"), name, _milliseconds(at),
        ]
        for key, kind, lat, lon, status, name, at in teams.annotate(
            lat=Coalesce("position__lat", _of_base("ST_Y")),
            lon=Coalesce("position__lon", _of_base("ST_X")),
        )
        .filter(lat__isnull=False)
        .values_list(
            "pk", "kind", "lat", "lon", "state__status", "name", "position__observed_at"
        )
    ]  # fmt: skip


def _of_base(part: str) -> Func:
    return Func(F("base"), function=part, output_field=FloatField())


def units_at(
    sight: Sight, statuses: Mapping[UUID, str], at: datetime, until: datetime
) -> tuple[list[Row], list[Row]]:
    """Return the units as they stood, as ``units`` does, and their moves until then.

    ``statuses`` are those of the teams that there were. Seen are the person's own teams at
    every moment, and a neighbour's in the time that it serves an incident in sight.
    """
    if not sight.scopes:
        return [], []
    chip, places, rows = letters(), _places(sight, statuses, at), []
    for team, place in places:
        status = statuses[team.pk]
        if place is not None:
            lat, lon, heading = place.lat, place.lon, place.heading
        elif team.base is not None:
            lat, lon, heading = team.base.y, team.base.x, None
        else:
            continue
        rows.append(
            [
                str(team.pk), chip.get(team.kind, "·"), round(lat, 5), round(lon, 5), heading,
                STATES.get(TeamStatus(status), "standby"), team.name,
                _milliseconds(place.at if place else None),
            ]
        )  # fmt: skip
    states = {row[0]: row[5] for row in rows}
    moves: list[Row] = [
        [
            str(m.subject), round(m.lat, 5), round(m.lon, 5), m.heading, _milliseconds(m.at),
            states[str(m.subject)],
        ]
        for m in moves_within([team.pk for team, _place in places], at, until)
        if str(m.subject) in states
    ]  # fmt: skip
    return rows, moves


def _places(
    sight: Sight, statuses: Mapping[UUID, str], at: datetime
) -> list[tuple[Team, Place | None]]:
    """Return the teams in sight with the last place of each up to a moment."""
    there = Deployment.objects.filter(
        period__contains=at, incident__room__in=sight.rooms, team__isnull=False
    ).exclude(state__status__in=ENDED)
    serving = set(there.values_list("team_id", flat=True))
    mine = team_of(sight.person)
    teams = [
        team
        for team in teams_open_to(sight.person).select_related("position")
        if statuses.get(team.pk, TeamStatus.UNAVAILABLE) != TeamStatus.UNAVAILABLE
        and (
            team.pk in serving
            or team == mine
            or any(regions.covers(scope, team.region_id) for scope in sight.scopes)
        )
    ]
    known = {team.pk: getattr(team, "position", None) for team in teams}
    moved = [key for key, last in known.items() if last and last.observed_at > at]
    earlier = places_at(moved, at)
    return [(team, earlier.get(team.pk) or _still(known[team.pk], at)) for team in teams]


def _still(last: Position | None, at: datetime) -> Place | None:
    """Return where a team has been since before the moment, if it has not moved since."""
    if last is None or last.observed_at > at:
        return None
    return Place(last.team_id, last.observed_at, last.lat, last.lon, last.heading_deg)


def _milliseconds(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp() * 1000)
