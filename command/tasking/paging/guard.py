"""The guard: the one place through which anything leaves the system for a person.

What an exercise makes goes to those who take part in it and to nobody else. Nobody is
called off duty. Nobody is called about an order, or a call for help, that is answered. Tests
take each of these conditions out in turn and must notice.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.utils.timezone import now

from command.core.exercises import takes_part
from command.tasking.lifecycle import Status
from command.tasking.models import TaskState
from command.tasking.paging import subjects
from command.tasking.paging.duty import on_duty
from command.tasking.paging.models import Outcome
from command.tasking.paging.parcel import Parcel, Result
from command.tasking.paging.ways import carry

NOT_TAKING_PART: Final = "not_taking_part"
OFF_DUTY: Final = "off_duty"
ANSWERED: Final = "answered"
ENGLISH: Final = "en"
MARK_ZH, MARK_EN = "【演练】", "[EXERCISE] "


def may_leave(parcel: Parcel) -> bool:
    """Return whether a parcel may leave the system now."""
    return why_not(parcel) == ""


def why_not(parcel: Parcel) -> str:
    """Return why a parcel may not leave the system now, as a code; empty when it may."""
    if parcel.exercise is not None and not _plays(parcel.person, parcel.exercise):
        return NOT_TAKING_PART
    if parcel.person is not None and not on_duty(parcel.person, now()):
        return OFF_DUTY
    if parcel.task is not None and _is_answered(parcel):
        return ANSWERED
    if subjects.is_answered(parcel.reference):
        return ANSWERED
    return ""


def leave(parcels: Sequence[Parcel]) -> list[Result]:
    """Let out what may leave, marked if it is of an exercise; return what became of each.

    Every way out is behind this function. It waits for the network: never in a transaction.
    """
    let, results = [], []
    for parcel in parcels:
        why = why_not(parcel)
        if why:
            results.append(Result(parcel, Outcome.REFUSED, why))
        else:
            let.append(parcel)
    return [*results, *carry(let, marked)]


def marked(parcel: Parcel, text: str) -> str:
    """Return a text as it leaves: one of an exercise says so first, in its language."""
    if parcel.exercise is None:
        return text
    return (MARK_EN if parcel.language == ENGLISH else MARK_ZH) + text


def _plays(person: UUID | None, exercise: UUID) -> bool:
    """Return whether somebody takes part; a contact without an account never does."""
    return person is not None and takes_part(person, exercise)


def _is_answered(parcel: Parcel) -> bool:
    """Return whether the order that a parcel calls about waits for nobody any more."""
    waiting = TaskState.objects.filter(
        task=parcel.task, status=Status.ISSUED, acknowledged_at__isnull=True
    )
    return not waiting.exists()
