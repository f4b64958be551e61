"""How the ladder of silence calls people: a page for each, in their own language."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from command.core.models import Person
from command.tasking.models import TaskState
from command.tasking.paging.actions.write import Letter, write
from command.tasking.paging.ways import is_set_up


@dataclass(frozen=True, slots=True)
class ByChannel:
    """Calls over one channel and no other: the next rung has the next."""

    channel: str

    def is_set_up(self) -> bool:
        """Return whether the channel is configured at all."""
        return is_set_up(self.channel)

    def call(self, state: TaskState, people: Sequence[Person]) -> int:
        """Queue a call about an order for each; inside a door. Return how many."""
        task = state.task
        write(
            [_letter(state, person) for person in people],
            [self.channel],
            None,
            exercise=task.exercise_id,
            task=task,
            step=state.step,
            urgent=True,
        )
        return len(people)


def _letter(state: TaskState, person: Person) -> Letter:
    task = state.task
    with translation.override(person.language):
        told = {"number": task.number, "title": task.name, "place": task.incident.title}
        return Letter(
            subject=_("Order %(number)s waits for you") % told,
            text=_(
                "Order %(number)s “%(title)s” (%(place)s) is not acknowledged. Please answer."
            )
            % told,
            person=person,
        )
