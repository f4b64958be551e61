"""The phone log as people may read it; who called is shown to its own desk only."""

from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import DESK, holds, rooms_visible_to
from command.core.times import iso, iso_or_none
from incidents.messaging.models import PhoneCall


@dataclass(frozen=True, slots=True)
class CallCard:
    """One call without the caller: ``caller_id`` refers to who that was."""

    id: str
    incident: str | None
    region: str
    direction: str
    caller_id: str
    content: str
    proposal: str
    instruction: str
    result: str
    recorder: str
    handled_at: str | None
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, call: PhoneCall) -> Self:
        """Build the card; needs ``recorder`` read before, or reads it."""
        return cls(
            id=str(call.pk),
            incident=str(call.incident_id) if call.incident_id else None,
            region=call.region_id,
            direction=str(call.direction),
            caller_id=str(call.caller_id),
            content=call.content,
            proposal=call.proposal,
            instruction=call.instruction,
            result=call.result,
            recorder=call.recorder.name,
            handled_at=iso_or_none(call.handled_at),
            at=iso(call.at),
            exercise=call.exercise_id is not None,
            origin=call.origin,
        )


@dataclass(frozen=True, slots=True)
class CallView:
    """One call with its caller, as far as the reader may know."""

    call: CallCard
    unit: str
    name: str
    post: str
    phone: str
    is_shown: bool
    is_own: bool


def visible_to(person: Person) -> QuerySet[PhoneCall]:
    """Return the calls of the rooms ``person`` may follow, newest first."""
    rows = PhoneCall.objects.filter(room__in=rooms_visible_to(person).values("key"))
    return rows.select_related("caller", "recorder").order_by("-at", "pk")


def log(
    person: Person, *, incident: UUID | None = None, limit: int = 100, offset: int = 0
) -> list[CallView]:
    """Return the phone log, newest first."""
    rows = visible_to(person)
    if incident is not None:
        rows = rows.filter(incident=incident)
    home = holds(person, DESK, region=person.origin)
    at_desk: dict[str, bool] = {}
    shown = []
    for call in rows[offset : offset + limit]:
        if call.region_id not in at_desk:
            at_desk[call.region_id] = holds(person, DESK, region=call.region_id)
        own = call.origin == person.origin and (at_desk[call.region_id] or home)
        shown.append(_view(call, own or call.recorder_id == person.pk))
    return shown


def listed(person: Person, *, limit: int, offset: int, incident: UUID | None) -> dict[str, Any]:
    """Return a page of the phone log."""
    rows = visible_to(person)
    if incident is not None:
        rows = rows.filter(incident=incident)
    found = log(person, incident=incident, limit=limit, offset=offset)
    return {"total": rows.count(), "offset": offset, "items": [flat(view) for view in found]}


def flat(view: CallView) -> dict[str, Any]:
    """Return a call and its caller as one record; the caller empty where it is not shown."""
    who = {"unit": view.unit, "name": view.name, "post": view.post, "phone": view.phone}
    return {**asdict(view.call), **who}


def seen(key: UUID, person: Person) -> CallView:
    """Return one call. Raises ``NotThere`` when hidden."""
    call = visible_to(person).filter(pk=key).first()
    if call is None:
        raise _no_such()
    places = (call.region_id, call.origin)
    at_desk = any(holds(person, DESK, region=place) for place in places)
    own = call.origin == person.origin and at_desk
    return _view(call, own or call.recorder_id == person.pk)


def held(key: UUID, person: Person) -> PhoneCall:
    """Return a call, its row locked. Raises ``NotThere`` when hidden."""
    rows = visible_to(person).select_for_update(of=("self",)).filter(pk=key)
    call = rows.first()
    if call is None:
        raise _no_such()
    return call


def _view(call: PhoneCall, own: bool) -> CallView:  # noqa: FBT001  the last step of a decision
    caller = call.caller
    shown = own and caller.emptied_at is None
    return CallView(
        call=CallCard.of(call),
        unit=caller.unit if shown else "",
        name=caller.name if shown else "",
        post=caller.post if shown else "",
        phone=caller.phone if shown else "",
        is_shown=shown,
        is_own=own,
    )


def _no_such() -> NotThere:
    return NotThere(_("No such call, or not visible to you."))
