"""Keeping the state of teams what their readiness and deployments make it."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from command.core.folding import FOLDS
from resources.lifecycle import ENDED, team_status
from resources.models import DeploymentState, Team, TeamState


def stand(team: Team) -> TeamState:
    """Bring the state of a (locked) team up to date and return it; inside a door."""
    state, _ = TeamState.objects.update_or_create(team=team, defaults=_standing(team))
    return state


def _standing(team: Team) -> dict[str, Any]:
    """Return the fields of a team's state as its deployments make them. Two queries."""
    rows = DeploymentState.objects.filter(deployment__team=team)
    held = rows.exclude(status__in=ENDED).order_by("-updated_at").first()
    last: datetime | None = rows.aggregate(last=Max("updated_at"))["last"]
    since = held.updated_at if held else max(team.readiness_at, last or team.readiness_at)
    return {
        "status": team_status(team.readiness, held.status if held else None).value,
        "deployment_id": held.deployment_id if held else None,
        "updated_at": since,
    }


class Standings:
    """The states of all teams, for ``manage.py rebuild_state``."""

    def rebuild(self) -> int:
        """Make every team's state anew; return how many differed."""
        differed = 0
        for team in Team.objects.select_related("state").order_by("pk").iterator():
            made = _standing(team)
            state = TeamState.objects.filter(team=team).first()
            if state is None or any(getattr(state, name) != made[name] for name in made):
                stand(team)
                differed += 1
        return differed


FOLDS["resources.Team"] = Standings()
