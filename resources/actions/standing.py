"""Keeping the states of teams and assets what their readiness and deployments make them."""

from datetime import datetime
from typing import Any

from django.db.models import Max, Model

from command.core.folding import FOLDS
from resources.lifecycle import NOT_CALLED, team_status
from resources.models import Asset, AssetState, Deployment, DeploymentState, Team, TeamState


def stand(team: Team) -> TeamState:
    """Bring the state of a (locked) team up to date and return it; inside a door."""
    state, _ = TeamState.objects.update_or_create(team=team, defaults=_standing(team))
    return state


def stand_asset(asset: Asset) -> AssetState:
    """Bring the state of a (locked) asset up to date and return it; inside a door."""
    state, _ = AssetState.objects.update_or_create(asset=asset, defaults=_standing(asset))
    return state


def stand_thing(deployment: Deployment) -> None:
    """Bring the state of what a deployment binds up to date; a stock has none."""
    if deployment.team is not None:
        stand(deployment.team)
    elif deployment.asset is not None:
        stand_asset(deployment.asset)


def _standing(thing: Team | Asset) -> dict[str, Any]:
    """Return the fields of a thing's state as its deployments make them. Three queries."""
    link = "team" if isinstance(thing, Team) else "asset"
    rows = DeploymentState.objects.filter(**{f"deployment__{link}": thing})
    held = rows.exclude(status__in=NOT_CALLED).order_by("-updated_at").first()
    called = rows.exclude(status="reserved")
    last: datetime | None = called.aggregate(last=Max("updated_at"))["last"]
    reserved = Deployment.objects.filter(**{link: thing}, state__status="reserved")
    since = held.updated_at if held else max(thing.readiness_at, last or thing.readiness_at)
    return {
        "status": team_status(thing.readiness, held.status if held else None).value,
        "deployment_id": held.deployment_id if held else None,
        "reserved_from": min((row.period.lower for row in reserved), default=None),
        "updated_at": since,
    }


class Standings:
    """The states of all teams or assets, for ``manage.py rebuild_state``."""

    def __init__(self, header: type[Model], state: type[Model], link: str) -> None:
        """Say which things have which states."""
        self.header, self.state, self.link = header, state, link

    def rebuild(self) -> int:
        """Make every state anew; return how many differed."""
        differed = 0
        for thing in self.header._default_manager.order_by("pk").iterator():
            made = _standing(thing)  # type: ignore[arg-type]  # a team or an asset
            there = self.state._default_manager.filter(**{self.link: thing})
            state = there.first()
            if state is None or any(getattr(state, name) != made[name] for name in made):
                key: dict[str, Any] = {self.link: thing}
                self.state._default_manager.update_or_create(defaults=made, **key)
                differed += 1
        return differed


FOLDS["resources.Team"] = Standings(Team, TeamState, "team")
FOLDS["resources.Asset"] = Standings(Asset, AssetState, "asset")
