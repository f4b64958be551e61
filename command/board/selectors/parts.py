"""What the parts of an incident's room show: lanes, needs, the wall of pictures, the plans."""

from collections.abc import Iterable
from uuid import UUID

from command.board.cards.parts import Activated, Lane, Need, Shot, StepLine
from command.board.cards.room import TaskLine
from command.board.selectors.incidents import short
from command.tasking.lifecycle import Status
from command.tasking.models import TaskState
from incidents.imagery.models import Image
from incidents.imagery.selectors import ImageCard
from incidents.imagery.selectors.images import of_incident, to_be_shown
from incidents.imagery.thumbs import large_url, small_url
from incidents.models import Incident
from plans.models import Activation, ActivationStep
from resources.lifecycle import RequestStatus
from resources.models import RequestState

WALL = 120  # pictures on one page
WAITING, WORKING, BLOCKED, DONE = "waiting", "working", "blocked", "done"
LANES = {
    Status.ISSUED: WAITING,
    Status.ACKNOWLEDGED: WORKING,
    Status.IN_PROGRESS: WORKING,
    Status.REJECTED: BLOCKED,
    Status.SUSPENDED: BLOCKED,
    Status.COMPLETED: DONE,
    Status.VERIFIED: DONE,
}
ORDER = (WAITING, WORKING, BLOCKED, DONE)
OVER = (RequestStatus.CLOSED, RequestStatus.WITHDRAWN)


def lanes(tasks: Iterable[TaskLine]) -> tuple[Lane, ...]:
    """Return the tasks in four lanes, in their order. Asks the database nothing.

    A task that something stands in the way of is blocked, whatever its status.
    """
    found: dict[str, list[TaskLine]] = {key: [] for key in ORDER}
    for task in tasks:
        lane = LANES.get(Status(task.status), WAITING)
        found[BLOCKED if task.obstacle and lane != DONE else lane].append(task)
    return tuple(Lane(key, tuple(found[key])) for key in ORDER)


def needs(incident: Incident) -> tuple[Need, ...]:
    """Return what was asked of others for the incident, the open ones first. One query."""
    rows = RequestState.objects.filter(request__incident=incident).select_related(
        "request__supply"
    )
    found = [_need(row) for row in rows.order_by("-request__requested_at")]
    return tuple(sorted(found, key=lambda need: need.over))


def wall(incident: Incident) -> tuple[Shot, ...]:
    """Return the pictures of an incident, newest first. One query."""
    rows = to_be_shown(of_incident(incident.pk)).select_related("actor")
    return tuple(_shot(row) for row in rows.order_by("-taken_at", "-pk")[:WALL])


def activated(incident: Incident) -> tuple[Activated, ...]:
    """Return the plans at work and how far each of their steps is. Four queries."""
    plans = list(
        Activation.objects.filter(incident=incident).select_related("version__plan", "by")
    )
    rows = list(
        ActivationStep.objects.filter(activation__in=plans).select_related("task", "wait")
    )
    states = TaskState.objects.in_bulk([row.task_id for row in rows])
    by_plan: dict[UUID, list[StepLine]] = {}
    for row in rows:
        by_plan.setdefault(row.activation_id, []).append(_step(row, states.get(row.task_id)))
    return tuple(
        Activated(
            id=str(plan.pk),
            title=plan.version.plan.title,
            city=short(plan.version.plan.city_id),
            version=plan.version.number,
            by=plan.by.name if plan.by else "",
            at=plan.at,
            steps=tuple(sorted(by_plan.get(plan.pk, []), key=lambda step: step.number)),
        )
        for plan in plans
    )


def _need(row: RequestState) -> Need:
    request = row.request
    supply = request.supply
    return Need(
        number=request.number,
        what=supply.name if supply else request.get_team_kind_display(),
        unit=supply.unit if supply else request.unit,
        place=request.place,
        requested=row.requested,
        accepted=row.accepted,
        arrived=row.arrived,
        awaiting=tuple(short(code) for code in row.awaiting),
        said=str(RequestStatus(row.status).label),
        over=row.status in OVER or row.arrived >= row.requested,
        needed_by=request.needed_by,
        at=row.updated_at,
    )


def _shot(row: Image) -> Shot:
    card = ImageCard.of(row)
    return Shot(
        id=str(row.pk),
        url=large_url(row.state),
        small=small_url(row.state),
        caption=row.caption,
        source=row.source,
        kind=str(row.get_source_kind_display()),
        author=row.actor.name if row.actor else "",
        taken_at=row.taken_at,
        lat=row.point.y if row.point else None,
        lon=row.point.x if row.point else None,
        bearing=row.bearing_deg,
        sha256=card.sha256,
        refused=row.state.why_refused,
    )


def _step(row: ActivationStep, state: TaskState | None) -> StepLine:
    wait = getattr(row, "wait", None)
    return StepLine(
        number=row.task.number,
        title=row.task.name,
        after=tuple(row.after),
        ready_at=row.ready_at,
        waits=wait is not None and wait.state == "waiting",
        status=state.status if state else "",
        said=str(Status(state.status).label) if state else "",
        assignee=state.assignee_label if state else "",
        due_at=state.due_at if state else None,
    )
