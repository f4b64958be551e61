"""Units on the map: the last known position of each team."""

from uuid import UUID

from django.utils.translation import get_language

from command.board.selectors.sight import Sight
from resources.lifecycle import DeploymentStatus, TeamStatus
from resources.lifecycle import TeamKind as K
from resources.models import DeploymentState
from resources.selectors.sight import teams_open_to

# One character says the kind of a unit on its chip.
LETTERS = {
    K.FIRE: ("消", "F"), K.FOREST: ("草", "G"), K.WATER: ("舟", "B"), K.FLOOD: ("汛", "W"),
    K.USAR: ("震", "Q"), K.MINE: ("矿", "N"), K.HAZCHEM: ("化", "H"), K.MED: ("医", "M"),
    K.CDC: ("疾", "D"), K.POWER: ("电", "L"), K.COMMS: ("通", "C"), K.ROAD: ("路", "R"),
    K.UTIL: ("修", "E"), K.ENV: ("环", "V"), K.AIR: ("机", "U"), K.PSB: ("警", "P"),
    K.MIL: ("军", "A"), K.SOC: ("社", "O"), K.EXP: ("专", "X"),
}  # fmt: skip
STATES = {
    TeamStatus.ON_SCENE: "on_scene",
    TeamStatus.EN_ROUTE: "en_route",
    TeamStatus.RETURNING: "en_route",
    TeamStatus.ORDERED: "en_route",
}


def letters() -> dict[str, str]:
    """Return the character of each kind, in the reader's language."""
    index = 0 if (get_language() or "zh").startswith("zh") else 1
    return {str(kind): pair[index] for kind, pair in LETTERS.items()}


def units(sight: Sight, serving: UUID | None = None) -> list[list[object]]:
    """Return rows of id, letter, lat, lon, heading, state, name and time in ms. Few queries.

    With ``serving``, only those given to that incident. The teams that the person may
    see in detail, and no other: where a neighbour's forces are is the neighbour's to
    show. A team that has never sent a position stands at its base, without a time.
    """
    if not sight.scopes and serving is None:
        return []
    chip = letters()
    teams = teams_open_to(sight.person).exclude(state__status=TeamStatus.UNAVAILABLE)
    if serving is not None:
        given = DeploymentState.objects.filter(deployment__incident=serving).exclude(
            status__in=[DeploymentStatus.RETURNED, DeploymentStatus.CANCELLED]
        )
        teams = teams.filter(pk__in=given.values("deployment__team"))
    rows: list[list[object]] = []
    for team in teams.select_related("position"):
        position = getattr(team, "position", None)
        if position is not None:
            lat, lon = position.lat, position.lon
        elif team.base is not None:
            lat, lon = team.base.y, team.base.x
        else:
            continue
        at = int(position.observed_at.timestamp() * 1000) if position else None
        letter = chip.get(team.kind, "·")
        state = STATES.get(TeamStatus(team.state.status), "standby")
        rows.append(
            [str(team.pk), letter, round(lat, 5), round(lon, 5), None, state, team.name, at]
        )
    return rows
