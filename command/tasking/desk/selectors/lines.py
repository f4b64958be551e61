"""Tasks as lines of the pages: cut to what one may see, narrowed down, and told."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import now

from command.core import regions
from command.core.models import Person
from command.core.tongues import is_english
from command.tasking import recon
from command.tasking.desk.cards import ACCEPTED, BLOCKED, CHECK, DONE, WAITING, WORKING, Line
from command.tasking.desk.filters import Filters
from command.tasking.desk.says import Says, drops
from command.tasking.lifecycle import RUNNING, Status, TaskKind
from command.tasking.models import ReceiptState, TaskState
from command.tasking.selectors import TaskCard, cards, visible_to
from command.tasking.selectors.people import groups_of
from incidents import selectors as incidents
from incidents.lifecycle import ENDED as ENDED_INCIDENTS
from incidents.models import Incident
from incidents.pinyin import matches

States = QuerySet[TaskState]
DRILL_MARK = "【演练】"
COLUMN = {
    Status.ISSUED: WAITING,
    Status.ACKNOWLEDGED: ACCEPTED,
    Status.IN_PROGRESS: WORKING,
    Status.COMPLETED: CHECK,
    Status.VERIFIED: DONE,
    Status.REJECTED: BLOCKED,
    Status.SUSPENDED: BLOCKED,
}
# The ladder of an order; what lies beyond acceptance is told by the column.
STAGES = [str(stage) for stage in ReceiptState.Stage]
TAKEN = STAGES.index("accepted")


def running(person: Person) -> States:
    """Return the tasks in sight whose incident has not ended."""
    return visible_to(person).exclude(task__incident__state__status__in=ENDED_INCIDENTS)


def late(states: States, at: datetime | None = None) -> States:
    """Return those whose time has passed while somebody works on them."""
    return states.filter(status__in=RUNNING, due_at__lt=at or now())


def looks_to_order(person: Person) -> list[Line]:
    """Return the drafted looks at quiet areas that nobody has ordered, the oldest first."""
    drafts = running(person).filter(
        status=Status.DRAFT, task__basis__startswith=f"{recon.BASIS}."
    )
    return lines(drafts.order_by("task__created_at", "pk"), person)


def narrowed(states: States, person: Person, by: Filters) -> States:
    """Return the tasks that pass the filters."""
    if by.city:
        states = states.filter(assignee_region__startswith=by.city[:4])
    if by.incident:
        states = states.filter(task__incident=by.incident)
    if by.assignee:
        states = states.filter(assignee_id=by.assignee)
    if by.mine:
        states = states.filter(Q(assignee_id__in=groups_of(person)) | Q(issuer=person))
    if by.late:
        states = late(states)
    return states.filter(pk__in=_called(states, by.q)) if by.q else states


def _called(states: States, sought: str) -> list[UUID]:
    """Return the tasks called so: by number, title or assignee, in characters or pinyin."""
    wanted = sought.lower()
    rows = states.values_list(
        "pk", "task__number", "task__title", "task__title_en", "assignee_label"
    )
    return [
        key
        for key, number, *names in rows
        if wanted in number.lower() or any(matches(name, wanted) for name in names if name)
    ]


def lines(states: States, person: Person) -> list[Line]:
    """Return the tasks as lines, in their order. Eight queries, however many there are."""
    found = list(states.select_related("task__incident__state"))
    if not found:
        return []
    keys = [state.pk for state in found]
    known = {card.id: card for card in cards(TaskState.objects.filter(pk__in=keys))}
    ids = {state.task.incident_id for state in found}
    open_to = set(incidents.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))
    says, at = Says(person), now()
    made = []
    for state in found:
        incident = state.task.incident
        told = incident.pk in open_to or says.is_mine(state)
        made.append(_line(state, known[str(state.pk)], says, at, incident if told else None))
    return made


def _line(
    state: TaskState, card: TaskCard, says: Says, at: datetime, incident: Incident | None
) -> Line:
    acts = says.acts(state)
    reached, reached_by, people = reach(card.receipts)
    if state.acknowledged_at and reached in STAGES[:TAKEN]:
        # A desk has taken it for whoever carries it out.
        reached, reached_by = STAGES[TAKEN], max(1, reached_by if people == 0 else 1)
    return Line(
        card=card,
        name=state.task.name,
        who=label_of(card),
        said=str(Status(state.status).label),
        kind=str(TaskKind(state.task.kind).label),
        incident=title_of(incident) if incident else "",
        level=(incident.state.grade or 0) if incident else 0,
        column=column_of(state),
        late=is_late(state, at),
        due_at=state.due_at,
        at=state.at,
        issued_at=state.issued_at,
        ended_at=state.completed_at or state.verified_at,
        reached=reached,
        reached_by=reached_by,
        people=people,
        acts=acts,
        onward=says.onward(state, acts),
        gives=says.gives(state),
        attaches=says.attaches(state),
        drops=drops(acts),
    )


def is_late(state: TaskState, at: datetime) -> bool:
    """Return whether the time of a task has passed while somebody works on it."""
    return state.status in RUNNING and state.due_at is not None and state.due_at < at


def column_of(state: TaskState) -> str:
    """Return where a task stands; what something stands in the way of is blocked."""
    column = COLUMN.get(Status(state.status), WAITING)
    if state.obstacle and column in {WAITING, ACCEPTED, WORKING}:
        return BLOCKED
    return column


def reach(receipts: dict[str, int]) -> tuple[str, int, int]:
    """Return how far an order has come with anybody, with how many of how many people."""
    people = receipts.get("queued", 0)
    if receipts.get("refused") and not receipts.get("accepted"):
        return "refused", receipts["refused"], people
    for stage in reversed(STAGES[1 : TAKEN + 1]):
        if receipts.get(stage):
            return stage, receipts[stage], people
    return "queued", people, people


def label_of(card: TaskCard) -> str:
    """Return what whoever has the task is called in the reader's language."""
    chinese = not is_english()
    return card.assignee if chinese or not card.assignee_en else card.assignee_en


def title_of(incident: Incident) -> str:
    """Return the title of an incident; the mark of an exercise is shown beside it."""
    return incident.title.removeprefix(DRILL_MARK) or incident.title


def city_names(codes: Iterable[str]) -> dict[str, str]:
    """Return the short names of cities."""
    return {code: regions.name(code).removesuffix("市") for code in codes}
