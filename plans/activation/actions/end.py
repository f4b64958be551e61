"""Ending a plan at work."""

from collections.abc import Collection
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict
from command.core.models import Person
from command.tasking.actions import end_series
from plans.activation.actions.course import NOT_BEGUN, leave, locked, open_steps, why, withdraw
from plans.activation.events import PlanEnded
from plans.activation.folds import COURSES, ENDED, NOTICES
from plans.activation.models import ActivationState, NoticeMark, NoticeState
from plans.activation.selectors.words import name_of
from plans.models import Activation, ActivationStep
from plans.selectors.activations import changed

Stage = NoticeState.Stage


@door
def end_activation(
    *,
    actor: Person | None,
    activation_id: UUID,
    reason: str,
    close: Collection[str] = (),
    hand_on: Collection[str] = (),
) -> ActivationState:
    """End a plan at work: what nobody has taken up is withdrawn, and waits no more.

    Of each task that is being worked on the caller says whether to ``close`` it or to
    ``hand_on``: it then goes on as a task of the incident. Notices that have not left are
    withdrawn. Raises ``NotThere``, ``NotPermitted``, ``Invalid``, ``BadTransition``, or
    ``Conflict`` with the steps of which nothing is said.
    """
    state = locked(actor, activation_id, to=_("end a plan"))
    words = why(reason)
    activation = state.activation
    there = open_steps(activation)
    going = {key: each for key, each in there.items() if each[1].status not in NOT_BEGUN}
    if unsaid := sorted(set(going) - set(close) - set(hand_on)):
        raise Conflict(
            _("These are being worked on: close each or hand it on (%(keys)s).")
            % {"keys": ", ".join(unsaid)},
            running=unsaid,
        )
    handed = [key for key in there if key in hand_on]
    gone = withdraw(actor, [each for key, each in there.items() if key not in handed], words)
    for key in handed:
        leave(there[key][0])
    end_series(actor=actor, task_ids=_not_handed(activation, handed), reason=words)
    at = now()
    _withdraw_notices(state, actor)
    data = {"reason": words, "withdrawn": gone, "handed": handed}
    COURSES.add(state, ENDED, actor=actor, occurred_at=at, data=data)
    journal.append(
        PlanEnded(**name_of(activation), withdrawn=len(gone), handed=len(handed), reason=words),
        room=activation.incident.room_id,
        actor=actor,
        changed=changed(activation),
    )
    return state


def _not_handed(activation: Activation, handed: Collection[str]) -> list[UUID]:
    """Return the tasks of the plan whose rounds end with it."""
    steps = ActivationStep.objects.filter(activation=activation).exclude(key__in=handed)
    return list(steps.order_by("pk").values_list("task_id", flat=True))


def _withdraw_notices(state: ActivationState, actor: Person | None) -> None:
    rows = NoticeState.objects.select_for_update(of=("self",)).select_related("notice")
    waiting = rows.filter(notice__activation=state.activation, stage=Stage.QUEUED)
    found = list(waiting.order_by("pk"))
    marks = [
        NoticeMark(
            notice=each.notice,
            step=each.step + 1,
            kind=Stage.WITHDRAWN,
            data={},
            actor=actor,
            occurred_at=now(),
        )
        for each in found
    ]
    NOTICES.add_many(found, marks)
