"""How an order lies in the hands of its people: how far it came, and who refused it."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, F, Max, OuterRef, Subquery

from command.tasking.kinds import ORDERS
from command.tasking.models import Receipt, ReceiptState, TaskChange
from command.tasking.receipts import STAGES as LADDER

Stages = dict[str, int]
Refusals = list[dict[str, str]]
REFUSED = str(ReceiptState.Stage.REFUSED)
LADDER_NAMES = [str(stage) for stage in LADDER]
STAGES = [*LADDER_NAMES, REFUSED]
READ = str(ReceiptState.Stage.READ)


def last_orders(field: str = "task") -> Subquery:
    """Return the subquery for the step of a task's last order."""
    orders = TaskChange.objects.filter(task=OuterRef(field), kind__in=ORDERS).order_by()
    return Subquery(orders.values("task").annotate(last=Max("step")).values("last"))


def receipts_of(tasks: Iterable[UUID]) -> defaultdict[UUID, Stages]:
    """Count the receipts of the last order of each task by the stage they reached."""
    counted: defaultdict[UUID, Stages] = defaultdict(lambda: dict.fromkeys(STAGES, 0))
    rows = (
        Receipt.objects.filter(task__in=list(tasks), step=last_orders())
        .values(stage=F("state__stage"))
        .annotate(of_task=F("task"), people=Count("pk"))
        .values_list("of_task", "stage", "people")
    )
    for task, stage, people in rows:
        if stage == REFUSED:
            counted[task][REFUSED] += people
            stage = READ
        for reached in LADDER_NAMES[: LADDER_NAMES.index(stage) + 1]:
            counted[task][reached] += people
    return counted


def refusals_of(tasks: list[UUID]) -> dict[UUID, Refusals]:
    """Return who refused the last order of each task, and why; asks nothing for nobody."""
    told: dict[UUID, Refusals] = {}
    if not tasks:
        return told
    rows = ReceiptState.objects.filter(
        receipt__task__in=tasks,
        receipt__step=last_orders("receipt__task"),
        stage=ReceiptState.Stage.REFUSED,
    )
    for row in rows.select_related("receipt__person").order_by("refused_at", "pk"):
        person = row.receipt.person
        told.setdefault(row.receipt.task_id, []).append(
            {
                "person": str(person.pk),
                "name": person.name,
                "reason": row.reason,
                "at": row.refused_at.isoformat() if row.refused_at else "",
            }
        )
    return told
