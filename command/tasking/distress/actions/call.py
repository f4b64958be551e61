"""What the person in danger does: call, move, take it back.

An emergency is never turned away for a detail. What cannot be meant (a position off the
earth, an order that is not theirs) is left out, and the call is taken in without it.
"""

from datetime import datetime
from uuid import UUID

from django.contrib.gis.geos import Point
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, regions
from command.core.doors import door
from command.core.errors import NotPermitted, NotThere
from command.core.ids import new_id
from command.core.models import Person
from command.core.rooms import register_room
from command.core.selectors import locked_person
from command.core.times import clock
from command.tasking.distress.actions.numbers import next_number
from command.tasking.distress.actions.tell import tell
from command.tasking.distress.events import (
    HelpCancelled,
    HelpMoved,
    HelpRaised,
    HelpRepeated,
)
from command.tasking.distress.folds import HELP
from command.tasking.distress.lifecycle import Act, HelpStatus
from command.tasking.distress.models import HelpAct, HelpCall, HelpState
from command.tasking.distress.models.call import NOTE_LENGTH
from command.tasking.distress.selectors import locked
from command.tasking.distress.spot import Spot, region_at
from command.tasking.models import Task, TaskState
from command.tasking.selectors.people import is_assignee
from incidents.lifecycle import ENDED
from incidents.selectors.shares import shared_with
from resources.selectors.sight import team_of


@door
def raise_help(
    *,
    actor: Person | None,
    call_id: UUID | None = None,
    lat: float | None = None,
    lon: float | None = None,
    accuracy_m: float | None = None,
    fixed_at: datetime | None = None,
    task_id: UUID | None = None,
    note: str = "",
    occurred_at: datetime | None = None,
) -> HelpState:
    """Call for help; the system rings every desk that it concerns until a person answers.

    The same ``call_id`` twice is one call. While a call of the same person waits for its
    answer, a new one is that call once more, with its new position; after the answer it is
    a new call. A call belongs to an exercise only when the order it names does.
    """
    if actor is None:
        raise NotPermitted(_("A call for help is made by a person."))
    locked_person(actor.pk)
    spot = Spot.of(lat, lon, accuracy_m, fixed_at)
    task = _own_task(actor, task_id)
    standing = _standing(actor, call_id, task.exercise_id if task else None)
    if standing is not None:
        if call_id is not None and _is_known(standing, call_id):
            return standing
        return _repeat(standing, actor, call_id, spot, occurred_at)
    with authority.in_exercise(task.exercise_id if task else None):
        call = _header(actor, call_id, task, spot, note, occurred_at)
        call.save(force_insert=True)
    state: HelpState = HELP.begin(call)
    tell(HelpRaised, state, actor, at=call.raised_at)
    return state


@door
def move_help(
    *,
    actor: Person,
    call_id: UUID,
    lat: float | None,
    lon: float | None,
    accuracy_m: float | None = None,
    fixed_at: datetime | None = None,
    occurred_at: datetime | None = None,
) -> HelpState:
    """Say where the caller is now. Raises ``NotThere`` for another's call."""
    state = own_call(actor, call_id)
    spot = Spot.of(lat, lon, accuracy_m, fixed_at)
    if state.status == HelpStatus.CLOSED or spot.lat is None:
        return state
    at = occurred_at or now()
    HELP.add(state, Act.MOVED, actor=actor, occurred_at=at, data=spot.data())
    tell(HelpMoved, state, actor, at=at)
    return state


@door
def cancel_help(
    *, actor: Person, call_id: UUID, occurred_at: datetime | None = None
) -> HelpState:
    """Take one's own call back. It stays in the log, and somebody must still acknowledge it.

    Raises ``NotThere`` for another's call.
    """
    state = own_call(actor, call_id)
    if state.cancelled_at is not None or state.status == HelpStatus.CLOSED:
        return state
    at = occurred_at or now()
    HELP.add(state, Act.CANCELLED, actor=actor, occurred_at=at)
    tell(HelpCancelled, state, actor, at=at)
    return state


def own_call(actor: Person, call_id: UUID) -> HelpState:
    """Return one's own call, held; also under the id of a press that repeated it."""
    again = HelpAct.objects.filter(kind=Act.REPEATED, data__again=str(call_id))
    pk = again.values_list("call", flat=True).first() or call_id
    state = locked(pk)
    if state.call.person_id != actor.pk:
        raise NotThere(_("There is no such call for help."))
    return state


def _standing(actor: Person, call_id: UUID | None, exercise: UUID | None) -> HelpState | None:
    """Return the call that this press belongs to already, held."""
    own = HelpCall.objects.filter(person=actor)
    pk = own.filter(pk=call_id).values_list("pk", flat=True).first() if call_id else None
    if pk is None and call_id is not None:
        again = HelpAct.objects.filter(call__person=actor, kind=Act.REPEATED)
        pk = again.filter(data__again=str(call_id)).values_list("call", flat=True).first()
    if pk is None:
        waiting = own.filter(
            state__status=HelpStatus.RAISED,
            state__cancelled_at__isnull=True,
            exercise=exercise,
        )
        pk = waiting.values_list("pk", flat=True).first()
    return locked(pk) if pk is not None else None


def _is_known(state: HelpState, call_id: UUID) -> bool:
    if state.pk == call_id:
        return True
    return state.call.acts.filter(kind=Act.REPEATED, data__again=str(call_id)).exists()


def _repeat(
    state: HelpState,
    actor: Person,
    call_id: UUID | None,
    spot: Spot,
    occurred_at: datetime | None,
) -> HelpState:
    at = occurred_at or now()
    data = {**spot.data(), "again": str(call_id) if call_id else ""}
    HELP.add(state, Act.REPEATED, actor=actor, occurred_at=at, data=data)
    tell(HelpRepeated, state, actor, at=at)
    return state


def _own_task(actor: Person, task_id: UUID | None) -> Task | None:
    """Return the order that the caller works on, if it is theirs and its incident runs."""
    rows = TaskState.objects.select_related("task__incident__state")
    state = rows.filter(pk=task_id).first() if task_id else None
    if state is None or not is_assignee(actor, state):
        return None
    ended = state.task.incident.state.status in ENDED
    return None if ended else state.task


def _header(
    actor: Person,
    call_id: UUID | None,
    task: Task | None,
    spot: Spot,
    note: str,
    occurred_at: datetime | None,
) -> HelpCall:
    at = clock()
    home = regions.city_of(actor.origin)
    place = region_at(spot)
    cities = [home, *([regions.city_of(place)] if place else [])]
    room = register_room(home, task.exercise_id if task else None)
    if task is not None:
        room = task.incident.room_id
        shares = shared_with([room]).get(room, [])
        cities += [regions.city_of(code) for code in (task.incident.region_id, *shares)]
    team = team_of(actor)
    return HelpCall(
        id=_free(call_id),
        number=next_number(home, occurred_at or at, task.exercise_id if task else None),
        person=actor,
        team=team.name if team else "",
        task=task,
        incident=task.incident if task else None,
        room_id=room,
        region_id=place,
        cities=list(dict.fromkeys(cities)),
        point=Point(spot.lon, spot.lat, srid=4326) if spot.lat is not None else None,
        accuracy_m=spot.accuracy_m,
        fixed_at=spot.fixed_at,
        note=note.replace("\x00", "").strip()[:NOTE_LENGTH],
        raised_at=min(occurred_at or at, at),
        received_at=at,
    )


def _free(call_id: UUID | None) -> UUID:
    """Return the id the phone gave; another one if another call has it."""
    if call_id is None or HelpCall.objects.filter(pk=call_id).exists():
        return new_id()
    return call_id
