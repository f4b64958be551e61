"""The ladder of an order, person by person: accepted, on scene, done, verified, or refused."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from command.core.models import Person
from command.tasking.folds import RECEIPTS
from command.tasking.lifecycle import Stage, Status, Verb
from command.tasking.models import ReceiptState, TaskState
from command.tasking.receipts import RETURNED, would_raise
from command.tasking.rights import speaks_for_all
from command.tasking.selectors.handed import last_orders

# What a step that somebody takes says of the order in their hands.
MARKS: Final[Mapping[Verb, Stage]] = MappingProxyType(
    {
        Verb.ACKNOWLEDGE: Stage.ACCEPTED,
        Verb.START: Stage.ON_SCENE,
        Verb.COMPLETE: Stage.DONE,
        Verb.REJECT: Stage.REFUSED,
    }
)
# The task has taken the step already: for the one who takes it now, only the order moves.
AFTERWARDS: Final[Mapping[Verb, frozenset[Status]]] = MappingProxyType(
    {
        Verb.ACKNOWLEDGE: frozenset({Status.ACKNOWLEDGED, Status.IN_PROGRESS}),
        Verb.START: frozenset({Status.IN_PROGRESS}),
        Verb.COMPLETE: frozenset({Status.COMPLETED}),
    }
)
REFUSABLE: Final = frozenset({Status.ISSUED, Status.ACKNOWLEDGED, Status.IN_PROGRESS})


class Handed:
    """The last order of a (locked) task as it lies in the hands of its people."""

    def __init__(self, state: TaskState) -> None:
        """Lock the receipts of the last order. One query."""
        rows = ReceiptState.objects.select_for_update(of=("self",)).filter(
            receipt__task=state.task_id, receipt__step=last_orders("receipt__task")
        )
        self._state = state
        self.all = list(rows.select_related("receipt").order_by("pk"))

    def of(self, actor: Person | None) -> ReceiptState | None:
        """Return the order in the hands of ``actor``; of the only one, for whoever speaks."""
        mine = [each for each in self.all if actor and each.receipt.person_id == actor.pk]
        if mine:
            return mine[0]
        return self.all[0] if actor and len(self.all) == 1 else None

    def is_one_of_many(self, actor: Person | None, verb: Verb) -> bool:
        """Return whether the step moves the order of ``actor`` alone, and not the task."""
        mine = next((r for r in self.all if actor and r.receipt.person_id == actor.pk), None)
        stage = MARKS.get(verb)
        if actor is None or mine is None or stage is None or not would_raise(mine, stage):
            return False
        status = Status(self._state.status)
        if verb != Verb.REJECT:
            return status in AFTERWARDS[verb]
        others = [each for each in self.all if each is not mine and each.stage != Stage.REFUSED]
        return bool(others) and status in REFUSABLE and not speaks_for_all(actor, self._state)

    def mark(self, verb: Verb, reason: str, actor: Person | None, at: datetime) -> None:
        """Mark what the step says of the orders, where it says anything new."""
        if verb in MARKS:
            mine = self.of(actor)
            if mine is not None and would_raise(mine, MARKS[verb]):
                data = {"reason": reason} if verb == Verb.REJECT else {}
                RECEIPTS.add(mine, MARKS[verb], actor=actor, occurred_at=at, data=data)
        kind = {Verb.VERIFY: Stage.VERIFIED, Verb.RETURN: RETURNED}.get(verb)
        if kind is not None:
            for each in self.all:
                if each.stage == Stage.DONE:
                    RECEIPTS.add(each, kind, actor=actor, occurred_at=at)
