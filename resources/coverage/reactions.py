"""What the coverage room does when forces or roads change: it leaves a note, no more."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from command.core.models import Entry
from resources.coverage.actions import end_move_up
from resources.coverage.actions.marking import EVERYTHING, mark
from resources.coverage.models import MoveUp
from resources.lifecycle import DeploymentStatus
from resources.models import Asset, Deployment, Team

FORCES = (
    "team.registered",
    "team.readied",
    "stock.registered",
    "stock.counted",
    "asset.registered",
    "asset.readied",
    "deployment.moved",
)
ROADS = ("road_condition.reported", "road_condition.lifted")
MOVES = ("move_up.ordered", "move_up.arrived", "move_up.ended")


def forces_changed(entry: Entry) -> None:
    """Mark the kinds of the things that an entry changed, in their own world."""
    for ref, card in entry.changed.items():
        kind = ref.partition(".")[0]
        if not card:
            continue
        if kind == "team":
            mark(card["kind"], _world(entry, card))
        elif kind in {"stock", "asset"}:
            mark(card["supply"], _world(entry, card))


def roads_changed(entry: Entry) -> None:
    """Mark everything: a road was closed or opened."""
    drilled = [card for card in entry.changed.values() if card and card.get("exercise")]
    mark(EVERYTHING, _world(entry, drilled[0]) if drilled else None)


def _world(entry: Entry, card: dict[str, Any]) -> UUID | None:
    """Return the exercise of a thing; what an exercise does is told in its own rooms."""
    return entry.room.exercise_id if card["exercise"] else None


def moved_up(entry: Entry) -> None:
    """Mark the kind of what moves up, stands by, or goes home."""
    for ref, card in entry.changed.items():
        if not ref.startswith("move_up.") or not card:
            continue
        if card["team"]:
            what = Team.objects.values_list("kind", flat=True).get(pk=card["team"])
        else:
            what = Asset.objects.values_list("supply_id", flat=True).get(pk=card["asset"])
        mark(what, _world(entry, card))


def called_away(entry: Entry) -> None:
    """End the move-up of what is ordered to an incident."""
    if entry.payload.get("status") != DeploymentStatus.COMMITTED:
        return
    rows = Deployment.objects.filter(pk=UUID(entry.payload["deployment_id"]))
    team, asset = rows.values_list("team", "asset").first() or (None, None)
    mine = Q(team=team, team__isnull=False) | Q(asset=asset, asset__isnull=False)
    for key in MoveUp.objects.filter(mine, ended_at=None).values_list("pk", flat=True):
        end_move_up(
            actor=None,
            move_id=key,
            reason="ordered to an incident / 奉命出动",
            occurred_at=entry.occurred_at,
        )
