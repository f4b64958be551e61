"""Which verbs one person may say of which task: the rights of the doors, read once a page.

The doors judge again; this only spares people buttons that would refuse them.
"""

from dataclasses import dataclass, field
from uuid import UUID

from command.core import regions
from command.core.models import Person
from command.core.policies import DESK, duties_of
from command.tasking.lifecycle import (
    NEEDS_REASON,
    OF_BOTH,
    OF_THE_ASSIGNEE,
    REASSIGNABLE,
    Status,
    Verb,
    allowed,
)
from command.tasking.models import TaskState
from command.tasking.selectors.people import groups_of

# The one step that goes on, from each status; what stands in the way is cleared by going on.
ONWARD = {
    Status.ISSUED: Verb.ACKNOWLEDGE,
    Status.ACKNOWLEDGED: Verb.START,
    Status.IN_PROGRESS: Verb.COMPLETE,
    Status.COMPLETED: Verb.VERIFY,
    Status.SUSPENDED: Verb.RESUME,
}
# In which column a task stands after a verb; a card that is dropped there says it.
DROPPED = {
    Verb.ACKNOWLEDGE: "accepted",
    Verb.START: "working",
    Verb.RETURN: "working",
    Verb.BLOCK: "blocked",
    Verb.COMPLETE: "check",
    Verb.VERIFY: "done",
    Verb.RESUME: "waiting",
}


@dataclass(frozen=True, slots=True)
class Act:
    """One verb that may be said of a task."""

    verb: str
    name: str
    reason: bool


@dataclass(slots=True)
class Says:
    """What one person may say; asks the database three times, however many tasks there are."""

    person: Person
    _desks: list[tuple[str, str]] = field(default_factory=list)
    _groups: set[UUID] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Read the duties at desks and the groups of the person."""
        held = duties_of(self.person).filter(post__in=DESK)
        self._desks = [(duty.region_id or "", duty.room_id or "") for duty in held]
        self._groups = groups_of(self.person)

    def is_mine(self, state: TaskState) -> bool:
        """Return whether the task is given to the person, or by the person."""
        return state.assignee_id in self._groups or state.issuer_id == self.person.pk

    def acts(self, state: TaskState) -> list[Act]:
        """Return the verbs that the state allows and the person may say, but for issuing."""
        found = [Verb(verb) for verb in allowed(Status(state.status)) if verb != Verb.ISSUE]
        return [
            Act(str(verb), str(verb.label), verb in NEEDS_REASON)
            for verb in Verb
            if verb in found and self._may(state, verb)
        ]

    def gives(self, state: TaskState) -> bool:
        """Return whether the person may give the order: to whom is judged by the door."""
        can = state.status == Status.DRAFT or state.status in REASSIGNABLE
        return can and self._orders(state)

    def attaches(self, state: TaskState) -> bool:
        """Return whether the person may put pictures to the task, or lay them aside."""
        return self._carries_out(state) or self._orders(state)

    def onward(self, state: TaskState, acts: list[Act]) -> Act | None:
        """Return the one act that takes the task on, if the person may do it."""
        verb = ONWARD.get(Status(state.status))
        if state.obstacle and state.status == Status.IN_PROGRESS:
            verb = Verb.REPORT
        return next((act for act in acts if verb == act.verb), None)

    def _may(self, state: TaskState, verb: Verb) -> bool:
        carries = verb in OF_THE_ASSIGNEE | OF_BOTH and self._carries_out(state)
        return carries or (verb not in OF_THE_ASSIGNEE and self._orders(state))

    def _carries_out(self, state: TaskState) -> bool:
        return state.assignee_id in self._groups or self._desk(state.assignee_region)

    def _orders(self, state: TaskState) -> bool:
        incident = state.task.incident
        return (
            self._desk(incident.region_id, incident.room_id)
            or self._desk(incident.state.lead_authority)
            or self._desk(state.issuer_authority)
            or (state.issuer_id == self.person.pk and bool(self._desks))
        )

    def _desk(self, region: str, room: str = "") -> bool:
        return any(
            (room and held == room) or (scope and regions.covers(scope, region))
            for scope, held in self._desks
        )


def drops(acts: list[Act]) -> dict[str, str]:
    """Return the columns a card may be dropped on, each with the verb that it then says."""
    found: dict[str, str] = {}
    for act in acts:
        column = DROPPED.get(Verb(act.verb))
        if column:
            found.setdefault(column, act.verb)
    return found
