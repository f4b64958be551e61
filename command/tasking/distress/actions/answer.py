"""Answering a call for help, and saying how it ended."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import BadTransition, Invalid
from command.core.models import Person
from command.tasking.distress.actions.tell import tell
from command.tasking.distress.events import HelpAcknowledged, HelpClosed
from command.tasking.distress.folds import HELP
from command.tasking.distress.lifecycle import Act, HelpStatus
from command.tasking.distress.models import HelpState
from command.tasking.distress.models.call import NOTE_LENGTH
from command.tasking.distress.rights import require_answering
from command.tasking.distress.selectors import locked, seen


@door
def acknowledge_help(
    *, actor: Person | None, call_id: UUID, occurred_at: datetime | None = None
) -> HelpState:
    """Put one's name to a call and take it over; the sound ends for all.

    Raises ``NotThere``, ``NotPermitted`` (the system cannot, nor the caller), or
    ``BadTransition`` that says who has it already.
    """
    if actor is not None:
        seen(call_id, actor)
    state = locked(call_id)
    person = require_answering(actor, state)
    if state.status != HelpStatus.RAISED:
        _refuse_taken(state)
    at = occurred_at or now()
    HELP.add(state, Act.ACKNOWLEDGED, actor=person, occurred_at=at)
    state.acknowledged_by = person
    tell(HelpAcknowledged, state, person, at=at)
    return state


@door
def close_help(
    *, actor: Person | None, call_id: UUID, words: str, occurred_at: datetime | None = None
) -> HelpState:
    """Say how a call ended.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid`` without words, or ``BadTransition``
    for a call that nobody has acknowledged, or that is closed.
    """
    if actor is not None:
        seen(call_id, actor)
    state = locked(call_id)
    person = require_answering(actor, state)
    said = words.strip()
    if not said or "\x00" in said or len(said) > NOTE_LENGTH:
        raise Invalid(
            _("Say how it ended, in at most %(most)s characters.") % {"most": NOTE_LENGTH},
            field="words",
        )
    if state.status != HelpStatus.ACKNOWLEDGED:
        raise BadTransition(
            _("This call is “%(status)s”.") % {"status": HelpStatus(state.status).label},
            status=str(state.status),
        )
    at = occurred_at or now()
    HELP.add(state, Act.CLOSED, actor=person, occurred_at=at, data={"words": said})
    tell(HelpClosed, state, person, at=at)
    return state


def _refuse_taken(state: HelpState) -> None:
    by, at = state.acknowledged_by, state.acknowledged_at
    raise BadTransition(
        _("%(name)s has taken this call over at %(time)s.")
        % {
            "name": by.name if by else "",
            "time": f"{localtime(at):%H:%M:%S}" if at else "",
        },
        status=str(state.status),
    )
