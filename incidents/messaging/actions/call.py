"""The phone log. Who called is kept in a row apart, which can be emptied."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from command.core.policies import DESK, require
from command.core.rooms import register_room
from incidents import selectors as incidents
from incidents.messaging.events import CallHandled, CallLogged
from incidents.messaging.models import Caller, PhoneCall
from incidents.messaging.rights import home_of, refused, require_at
from incidents.messaging.selectors.calls import CallCard, held
from incidents.rights import RECORDING, require_part

CONTENT_LENGTH, HANDLING_LENGTH = 2000, 1000
LENGTHS = {"unit": 80, "name": 40, "post": 40, "phone": 30}


@door
def log_call(
    *,
    actor: Person,
    content: str,
    direction: str = "in",
    unit: str = "",
    name: str = "",
    post: str = "",
    phone: str = "",
    proposal: str = "",
    incident_id: UUID | None = None,
    occurred_at: datetime | None = None,
) -> PhoneCall:
    """Write a call down: when, who, what, and what the duty officer proposes.

    Raises ``NotThere``, ``NotPermitted`` or ``Invalid``.
    """
    state = incidents.locked(incident_id, actor=actor) if incident_id else None
    if state is not None:
        require_part(actor, RECORDING, state, to=_("write into the phone log"))
    else:
        require(actor, DESK, to=_("write into the phone log"), region=home_of(actor))
    who = {"unit": unit, "name": name, "post": post, "phone": phone}
    for field, value in who.items():
        if len(value.strip()) > LENGTHS[field]:
            raise Invalid(_("This is too long."), field=field, most=LENGTHS[field])
    if direction not in PhoneCall.Direction.values:
        raise Invalid(_("A call comes in or goes out."), field="direction")
    said = _said("content", content, CONTENT_LENGTH)
    if not said:
        raise Invalid(_("Write down what was said."), field="content")
    proposed = _said("proposal", proposal, HANDLING_LENGTH)

    exercise = state.incident.exercise_id if state else authority.exercise()
    region = state.incident.region_id if state else home_of(actor)
    with authority.in_exercise(exercise):
        caller = Caller(**{field: value.strip() for field, value in who.items()})
        caller.save(force_insert=True)
        call = PhoneCall(
            incident=state.incident if state else None,
            region_id=region,
            room=state.incident.room_id if state else register_room(region, exercise),
            direction=direction,
            caller=caller,
            content=said,
            proposal=proposed,
            recorder=actor,
            at=occurred_at or now(),
        )
        call.save(force_insert=True)
    fact = CallLogged(call_id=str(call.pk), region=region, content=said)
    _record(call, fact, actor, call.at)
    return call


@door
def handle_call(
    *,
    actor: Person,
    call_id: UUID,
    proposal: str | None = None,
    instruction: str | None = None,
    result: str | None = None,
) -> PhoneCall:
    """Fill in what is proposed, what the leader said and what came of a call.

    Only the authority that took the call does. Raises ``NotThere``, ``NotPermitted``
    or ``Invalid``.
    """
    call = held(call_id, actor)
    to = _("write into the phone log")
    if actor.origin != call.origin:
        raise refused(actor, DESK, call.origin, to)
    require_at(actor, DESK, call.region_id, call.origin, to=to)
    given = {"proposal": proposal, "instruction": instruction, "result": result}
    fresh = {
        field: _said(field, value, HANDLING_LENGTH)
        for field, value in given.items()
        if value is not None
    }
    if not fresh:
        raise Invalid(_("Nothing was written."), field="result")
    for field, value in fresh.items():
        setattr(call, field, value)
    call.handled_by, call.handled_at = actor, now()
    call.save(update_fields=[*fresh, "handled_by", "handled_at"])
    fact = CallHandled(call_id=str(call.pk), region=call.region_id, result=call.result)
    _record(call, fact, actor, call.handled_at)
    return call


def _said(field: str, text: str, most: int) -> str:
    said = text.strip()
    if len(said) > most:
        raise Invalid(_("This is too long."), field=field, most=most)
    return said


def _record(
    call: PhoneCall, event: CallLogged | CallHandled, actor: Person, at: datetime
) -> None:
    view = {f"call.{call.pk}": asdict(CallCard.of(call))}
    journal.append(event, room=call.room, actor=actor, changed=view, occurred_at=at)
