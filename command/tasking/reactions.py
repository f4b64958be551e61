"""What tasking does about facts below it."""

from datetime import datetime
from uuid import UUID

from command.core.models import Entry, Person
from command.core.policies import may_follow
from command.tasking.actions import create_task
from command.tasking.lifecycle import TaskKind
from command.tasking.models import TaskState
from command.tasking.rights import may_order
from command.tasking.selectors import assignee_of
from incidents.joint.actions import link_task
from incidents.models import Incident
from incidents.selectors import every

TITLE = 120  # characters of a task's title
# A decision that does not say of what kind its task is asks for control of the hazard.
USUAL = TaskKind.HAZARD_CONTROL


def draft_decided(entry: Entry) -> None:
    """Draft the task that a decision asks for, and link it to the decision.

    It is drafted for whoever decided when they may order there, else by the system: nobody is
    told of a draft, and a desk with the right issues it.
    """
    told = entry.payload
    incident = every().get(pk=told["incident_id"])
    organisation = UUID(told["organisation_id"]) if told["organisation_id"] else None
    kind = TaskState.AssigneeKind.ORGANISATION if organisation else ""
    region = told["owner"] or incident.region_id
    actor = _drafter(
        entry.actor,
        incident,
        assignee_of(kind, organisation).region if organisation else region,
    )
    text = told["decided"]
    task = create_task(
        actor=actor,
        incident_id=incident.pk,
        title=text if len(text) <= TITLE else f"{text[: TITLE - 1]}…",
        detail=text if len(text) > TITLE else "",
        kind=told["task_kind"] if told["task_kind"] in TaskKind.values else USUAL,
        region=region,
        due_at=datetime.fromisoformat(told["due_at"]) if told["due_at"] else None,
        basis=f"decision.{told['decision_id']}",
        assignee_kind=kind,
        assignee_id=organisation,
        occurred_at=entry.occurred_at,
    )
    link_task(
        actor=actor, decision_id=UUID(told["decision_id"]), task_id=task.pk, number=task.number
    )


def _drafter(actor: Person | None, incident: Incident, region: str) -> Person | None:
    if actor is None or not may_follow(actor, incident.room_id):
        return None
    return actor if may_order(actor, incident, region) else None
