"""What the waiting steps of a plan at work wait for."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from command.core.times import clock
from command.tasking.lifecycle import DONE
from plans.activation.models import ActivationState
from plans.activation.selectors.conditions import holds, in_words, situation_of
from plans.document import Step
from plans.models import Activation, ActivationStep


class Waiting:
    """What the waiting steps of a plan wait for."""

    def __init__(
        self,
        activation: Activation,
        state: ActivationState,
        steps: Mapping[str, Step],
        there: Mapping[str, ActivationStep],
    ) -> None:
        """Read the situation once, if any waiting step has a condition."""
        self._state, self._there, self._at = state, there, clock()
        waiting = [steps[k] for k, row in there.items() if row.task.state.status == "draft"]
        asked = [condition for step in waiting for condition in step.when]
        city = activation.version.plan.city_id
        self._situation = situation_of(activation.incident, city, asked)

    def open(self, step: Step) -> list[tuple[int, str]]:
        """Return the conditions of a step that do not hold, with their numbers."""
        return [
            (number, in_words(each))
            for number, each in enumerate(step.when)
            if not holds(
                each, self._situation, name=f"{step.key}#{number}", said=self._state.said
            )
        ]

    def words(self, row: ActivationStep, step: Step) -> list[str]:
        """Say what a step waits for."""
        before = [key for key in row.after if not self._is_over(key)]
        found = [_("after %(keys)s") % {"keys": ", ".join(before)}] if before else []
        found += [words for _number, words in self.open(step)]
        if row.ready_at > self._at:
            found.append(_("until %(time)s") % {"time": f"{row.ready_at.astimezone():%H:%M}"})
        return found

    def _is_over(self, key: str) -> bool:
        row = self._there.get(key)
        return row is None or key in self._state.skipped or row.task.state.status in DONE
