"""The leader's instruction: given, forwarded, answered, closed."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import BadTransition, Invalid
from command.core.events import Event
from command.core.models import Person
from command.core.policies import COMMANDING, DESK
from command.core.rooms import inbox_room, register_room
from command.core.times import clock, iso
from incidents import selectors as incidents
from incidents.messaging import events
from incidents.messaging.actions.send import send_message
from incidents.messaging.actions.telling import names_of
from incidents.messaging.folds import ANSWERED, CLOSED, FORWARDED, INSTRUCTIONS, LATE_TOLD
from incidents.messaging.models import (
    FEEDBACK_LENGTH,
    INSTRUCTION_LENGTH,
    Instruction,
    InstructionState,
    Message,
)
from incidents.messaging.rights import home_of, is_at, refused, require_at
from incidents.messaging.selectors.cards import card_of_message
from incidents.messaging.selectors.instructions import card_of_instruction, held, received

Status = InstructionState.Status
USUAL = timedelta(hours=2)  # when no other time for feedback was written down
LONGEST = timedelta(days=90)


@door
def give_instruction(
    *,
    actor: Person,
    text: str,
    leader_id: UUID | None = None,
    incident_id: UUID | None = None,
    feedback_due: datetime | None = None,
    recipients: Iterable[object] = (),
    occurred_at: datetime | None = None,
) -> Instruction:
    """Record what a leader instructed, and forward it to ``recipients`` if any are named.

    The leader holds a commanding post; a desk of theirs may write it down for them.
    Raises ``NotThere``, ``NotPermitted`` or ``Invalid``.
    """
    state = incidents.locked(incident_id, actor=actor) if incident_id else None
    leader = _leader(actor, leader_id)
    region = state.incident.region_id if state else home_of(actor)
    require_at(actor, DESK, region, actor.origin, to=_("record an instruction"))
    if not is_at(leader, COMMANDING, region, actor.origin):
        raise refused(leader, COMMANDING, region, _("give instructions"))
    at = occurred_at or clock()
    due = feedback_due or at + USUAL
    said = _said("text", text, INSTRUCTION_LENGTH)
    if not at < due <= at + LONGEST:
        raise Invalid(_("Feedback is due after it was given."), field="feedback_due")

    exercise = state.incident.exercise_id if state else authority.exercise()
    with authority.in_exercise(exercise):
        instruction = Instruction(
            incident=state.incident if state else None,
            region_id=region,
            room=state.incident.room_id if state else register_room(region, exercise),
            text=said,
            leader=leader,
            recorder=actor,
            given_at=at,
            feedback_due=due,
        )
        instruction.save(force_insert=True)
    INSTRUCTIONS.begin(instruction)
    _record(
        instruction,
        events.InstructionGiven(**_name(instruction), text=said, feedback_due=iso(due)),
        actor,
        at,
    )
    to = list(recipients)
    if to:
        forward_instruction(actor=actor, instruction_id=instruction.pk, recipients=to)
    return instruction


@door
def forward_instruction(
    *, actor: Person, instruction_id: UUID, recipients: Iterable[object]
) -> Message:
    """Send an instruction to those who must act on it; they read it back.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``BadTransition`` when closed.
    """
    state = held(instruction_id, actor)
    instruction = state.instruction
    places = (instruction.region_id, instruction.origin)
    require_at(actor, DESK, *places, to=_("forward an instruction"))
    _require_open(state)
    to_whom = list(recipients)
    if not to_whom:
        raise Invalid(_("Name whom it is for."), field="recipients")
    with authority.in_exercise(instruction.exercise_id):
        message = send_message(
            actor=actor,
            kind=Message.Kind.MESSAGE,
            text=f"{instruction.leader.name}: {instruction.text}",
            recipients=to_whom,
            incident_id=instruction.incident_id,
            channel="" if instruction.incident_id else Message.Channel.CITY,
            read_back=True,
            instruction=instruction,
        )
    INSTRUCTIONS.add(
        state, FORWARDED, actor=actor, occurred_at=now(), data={"message": str(message.pk)}
    )
    to = names_of(card_of_message(message.pk).to)
    fact = events.InstructionForwarded(**_name(instruction), message_id=str(message.pk), to=to)
    _record(instruction, fact, actor, now())
    return message


@door
def answer_instruction(*, actor: Person, instruction_id: UUID, text: str) -> InstructionState:
    """Write down feedback: by those it was forwarded to, or a desk of its authority.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``BadTransition`` when closed.
    """
    state = held(instruction_id, actor)
    instruction = state.instruction
    if not received(instruction, actor):
        places = (instruction.region_id, instruction.origin)
        require_at(actor, DESK, *places, to=_("answer an instruction"))
    _require_open(state)
    said = _said("text", text, FEEDBACK_LENGTH)
    INSTRUCTIONS.add(state, ANSWERED, actor=actor, occurred_at=now(), data={"text": said})
    fact = events.InstructionAnswered(**_name(instruction), text=said)
    _record(instruction, fact, actor, now(), tells=[instruction.leader])
    return state


@door
def close_instruction(
    *, actor: Person, instruction_id: UUID, text: str = ""
) -> InstructionState:
    """Close an instruction that has been answered: by its leader, or another commander.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid`` or ``BadTransition``.
    """
    state = held(instruction_id, actor)
    instruction = state.instruction
    if actor.pk != instruction.leader_id:
        places = (instruction.region_id, instruction.origin)
        require_at(actor, COMMANDING, *places, to=_("close an instruction"))
    _require_open(state)
    if not state.answers and not text.strip():
        raise Invalid(_("Nobody has answered it: say why it is closed."), field="text")
    said = text.strip()[:FEEDBACK_LENGTH]
    INSTRUCTIONS.add(state, CLOSED, actor=actor, occurred_at=now(), data={"text": said})
    fact = events.InstructionClosed(**_name(instruction), text=said)
    _record(instruction, fact, actor, now())
    return state


@door
def tell_late_instruction(*, actor: Person | None, instruction_id: UUID) -> bool:
    """Tell once that feedback is late; return whether it was so.

    Raises ``NotThere`` while somebody else holds the instruction.
    """
    state = held(instruction_id, None, skip="locked")
    instruction = state.instruction
    waits = state.status in {Status.GIVEN, Status.FORWARDED}
    at = clock()
    if not waits or state.late_told_at or instruction.feedback_due > at:
        return False
    INSTRUCTIONS.add(state, LATE_TOLD, actor=actor, occurred_at=at)
    fact = events.InstructionLate(
        **_name(instruction), feedback_due=iso(instruction.feedback_due)
    )
    people = Person.objects.filter(pk__in=instruction.messages.values("receipts__person"))
    tells = {instruction.leader, instruction.recorder, *people}
    _record(instruction, fact, actor, at, tells=tells)
    return True


def _leader(actor: Person, leader_id: UUID | None) -> Person:
    if leader_id is None or leader_id == actor.pk:
        return actor
    leader = Person.objects.filter(pk=leader_id, is_active=True, origin=actor.origin).first()
    if leader is None:
        raise Invalid(_("There is no such leader here."), field="leader")
    return leader


def _said(field: str, text: str, most: int) -> str:
    said = text.strip()
    if not said or len(said) > most:
        raise Invalid(_("Something that must be said is missing, or too long."), field=field)
    return said


def _require_open(state: InstructionState) -> None:
    if state.status == Status.CLOSED:
        raise BadTransition(_("The instruction is closed."))


def _name(instruction: Instruction) -> dict[str, str]:
    return {"instruction_id": str(instruction.pk), "leader": instruction.leader.name}


def _record(
    instruction: Instruction,
    event: Event,
    actor: Person | None,
    at: datetime,
    *,
    tells: Iterable[Person] = (),
) -> None:
    """Record the fact in the instruction's room, and bare in the inboxes it concerns."""
    inboxes = {inbox_room(person.pk, instruction.exercise_id) for person in tells}
    inboxes -= {instruction.room, actor.room if actor else ""}
    journal.hold(instruction.room, *inboxes)
    view = {f"instruction.{instruction.pk}": asdict(card_of_instruction(instruction.pk))}
    journal.append(event, room=instruction.room, actor=actor, changed=view, occurred_at=at)
    for room in sorted(inboxes):
        journal.append(event, room=room, actor=actor, changed={}, occurred_at=at)
