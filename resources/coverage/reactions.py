"""What the coverage room does when forces or roads change: it leaves a note, no more."""

from uuid import UUID

from command.core.models import Entry
from resources.coverage.actions import end_move_up
from resources.coverage.actions.marking import EVERYTHING, mark
from resources.coverage.models import MoveUp
from resources.lifecycle import DeploymentStatus
from resources.models import Deployment, Team

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
    """Mark the kinds of the things that an entry of reality changed."""
    for ref, card in entry.changed.items():
        kind = ref.partition(".")[0]
        if not card or card.get("exercise"):
            continue
        if kind == "team":
            mark(card["kind"])
        elif kind in {"stock", "asset"}:
            mark(card["supply"])


def roads_changed(entry: Entry) -> None:
    """Mark everything: a road was closed or opened."""
    if not any(card and card.get("exercise") for card in entry.changed.values()):
        mark(EVERYTHING)


def moved_up(entry: Entry) -> None:
    """Mark the kind of the team that moves up, stands by, or goes home."""
    for card in entry.changed.values():
        if card and not card.get("exercise") and "team" in card:
            mark(Team.objects.values_list("kind", flat=True).get(pk=card["team"]))


def called_away(entry: Entry) -> None:
    """End the move-up of a team that is ordered to an incident."""
    if entry.payload.get("status") != DeploymentStatus.COMMITTED:
        return
    rows = Deployment.objects.filter(pk=UUID(entry.payload["deployment_id"]))
    team = rows.values_list("team", flat=True).first()
    if team is None:
        return
    for key in MoveUp.objects.filter(team=team, ended_at=None).values_list("pk", flat=True):
        end_move_up(
            actor=None,
            move_id=key,
            reason="ordered to an incident / 奉命出动",
            occurred_at=entry.occurred_at,
        )
