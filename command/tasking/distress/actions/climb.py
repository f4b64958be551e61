"""Calling more people when nobody answers."""

from uuid import UUID

from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import regions
from command.core.doors import door
from command.core.errors import NotThere
from command.core.models import Person
from command.core.times import clock
from command.tasking.distress.actions.tell import tell
from command.tasking.distress.events import HelpEscalated
from command.tasking.distress.folds import HELP
from command.tasking.distress.lifecycle import Act, By, HelpStatus
from command.tasking.distress.models import HelpRung, HelpState
from command.tasking.distress.selectors import locked
from command.tasking.distress.selectors.due import called, next_rung
from command.tasking.paging.actions import Letter
from command.tasking.paging.actions.write import USUAL, write
from command.tasking.paging.models import Channel

CHANNELS = {By.USUAL: USUAL, By.VOICE: (Channel.VOICE, Channel.SMS)}


@door
def climb_help(*, actor: Person | None, call_id: UUID) -> int:
    """Climb every rung of a call whose time has come; return how many.

    Nothing of a call that somebody else holds at this moment: the next beat finds it again.
    """
    try:
        state = locked(call_id, skip=True)
    except NotThere:
        return 0
    climbed = 0
    while state.status == HelpStatus.RAISED:
        rule = next_rung(state, clock())
        if rule is None:
            break
        _climb(state, rule, actor)
        climbed += 1
    return climbed


def _climb(state: HelpState, rule: HelpRung, actor: Person | None) -> None:
    at = now()
    people = called(state, rule.whom)
    data = {"rung": rule.rung, "whom": rule.whom, "people": len(people)}
    HELP.add(state, Act.ESCALATED, actor=actor, occurred_at=at, data=data)
    if people:
        write(
            [_letter(state, person) for person in people],
            CHANNELS[By(rule.channel)],
            actor,
            exercise=state.call.exercise_id,
            urgent=True,
        )
    tell(
        HelpEscalated,
        state,
        actor,
        at=at,
        seconds=rule.after_seconds,
        people=len(people),
        whom=rule.whom,
    )


def _letter(state: HelpState, person: Person) -> Letter:
    call = state.call
    with translation.override(person.language):
        place = regions.name(state.region_id) if state.region_id else ""
        if state.lat is not None:
            place = f"{place} {state.lat:.5f}, {state.lon:.5f}".strip()
        told = {"name": call.person.name, "number": call.number, "place": place or "-"}
        return Letter(
            subject=_("SOS: %(name)s calls for help") % told,
            text=_("%(name)s calls for help, %(place)s (%(number)s). Nobody has answered yet.")
            % told,
            person=person,
            reference=f"help_call.{call.pk}",
            room=call.room_id,
        )
