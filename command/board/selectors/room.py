"""What the room of one incident shows."""

from uuid import UUID

from django.utils.timezone import now

from command.board.cards.room import ForceLine, Picture, Response, RollLine, TaskLine
from command.board.selectors.figures import figures
from command.board.selectors.incidents import short
from command.board.selectors.sight import Sight
from command.core import regions
from command.core.tongues import is_english
from command.tasking.lifecycle import DONE, RUNNING, Status, is_overdue
from command.tasking.models import TaskState
from incidents.imagery.selectors.images import of_incident, to_be_shown
from incidents.imagery.thumbs import small_url
from incidents.lifecycle import ENDED, played_out
from incidents.models import Incident, ResponseState
from incidents.selectors import seen
from resources.dispatch.errands import obstacles
from resources.dispatch.words import BLOCKED, force_of, said
from resources.lifecycle import DeploymentStatus as D
from resources.models import DeploymentState

__all__ = ["figures", "forces", "pictures", "responses", "roll", "room_of", "tasks"]

PICTURES = 6
GONE = (D.RETURNED, D.CANCELLED)


def room_of(sight: Sight, incident_id: UUID) -> Incident:
    """Return an incident in sight. Raises ``NotThere`` otherwise."""
    return seen(incident_id, sight.person)


def responses(incident: Incident) -> tuple[Response, ...]:
    """Return the response of each jurisdiction, the running ones first. One query."""
    rows = ResponseState.objects.filter(incident=incident)
    found = [
        Response(
            where=regions.name(row.jurisdiction_id),
            level=row.level,
            matter=row.matter,
            until=row.expected_until,
            since=row.updated_at,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda response: response.level or 9))


def tasks(incident: Incident) -> tuple[TaskLine, ...]:
    """Return the tasks: the late first, then those at work, then the done. One query."""
    at = now()
    rows = TaskState.objects.filter(task__incident=incident).select_related("task")
    found = [
        TaskLine(
            id=str(row.task_id),
            number=row.task.number,
            title=row.task.name,
            assignee=row.assignee_label,
            status=row.status,
            said=str(Status(row.status).label),
            progress=row.progress,
            late=is_overdue(Status(row.status), row.due_at, at),
            coming=row.status in RUNNING and row.due_at is not None and row.due_at >= at,
            due_at=row.due_at,
            obstacle=row.obstacle,
            at=row.at,
        )
        for row in rows.exclude(status__in=[Status.DRAFT, Status.CANCELLED])
    ]
    return tuple(
        sorted(found, key=lambda line: (not line.late, line.status in DONE, line.number))
    )


def roll(incident: Incident) -> tuple[RollLine, ...]:
    """Return the people who are out and are to be heard of, the longest silent first.

    One query; nobody once the incident, or the exercise that it is part of, has ended.
    """
    at = now()
    rows = TaskState.objects.filter(task__incident=incident, next_check_in__isnull=False)
    rows = rows.exclude(task__incident__state__status__in=ENDED)
    rows = rows.exclude(**played_out("task__")).select_related("task")
    english = is_english()
    return tuple(
        RollLine(
            task=str(row.task_id),
            number=row.task.number,
            title=row.task.name,
            who=(row.assignee_label_en if english else "") or row.assignee_label,
            due_at=row.next_check_in,
            late=row.next_check_in < at,
            told=row.check_in_rung,
        )
        for row in rows.order_by("next_check_in")
        if row.next_check_in is not None
    )


def forces(incident: Incident) -> tuple[ForceLine, ...]:
    """Return the teams and supplies that are on their way or there. Two queries."""
    rows = (
        DeploymentState.objects.filter(deployment__incident=incident)
        .exclude(status__in=GONE)
        .select_related(
            "deployment__team", "deployment__asset__supply", "deployment__stock__supply"
        )
        .order_by("status", "deployment__ordered_at")
    )
    found = list(rows)
    kept_back = obstacles(incident.pk, (row.deployment.team_id for row in found))
    return tuple(_force(row, kept_back.get(row.deployment.team_id, "")) for row in found)


def pictures(incident: Incident, most: int = PICTURES) -> tuple[Picture, ...]:
    """Return the newest pictures. One query."""
    rows = to_be_shown(of_incident(incident.pk))
    return tuple(
        Picture(
            url=small_url(row.state),
            link=f"/v/{row.pk}/",
            caption=row.caption,
            source=row.source,
            taken_at=row.taken_at,
            refused=row.state.why_refused,
        )
        for row in rows.order_by("-taken_at")[:most]
    )


def _force(row: DeploymentState, obstacle: str) -> ForceLine:
    deployment = row.deployment
    if deployment.team is not None:
        name, what, amount = deployment.team.name, deployment.team.get_kind_display(), ""
    elif deployment.asset is not None:
        asset = deployment.asset
        name, what, amount = asset.name, asset.supply.name, ""
    else:
        assert deployment.stock is not None
        supply = deployment.stock.supply
        name, what = supply.name, deployment.stock.depot
        amount = f"{row.arrived}/{row.quantity} {supply.unit}"
    is_kept = force_of(row.status, obstacle) == BLOCKED
    return ForceLine(
        name=name,
        what=what,
        lender=short(deployment.origin),
        amount=amount,
        status=row.status,
        said=said(BLOCKED) if is_kept else str(D(row.status).label),
        at=row.updated_at,
        obstacle=obstacle if is_kept else "",
    )
