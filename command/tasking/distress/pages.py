"""What the pages of calls for help show, put together from the selectors."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import now

from command.core import regions
from command.core.follow import start_of
from command.core.models import Person, Room
from command.core.policies import rooms_visible_to
from command.core.rooms import register_room
from command.tasking.distress import selectors
from command.tasking.distress.lifecycle import Act, HelpStatus, Whom
from command.tasking.distress.models import HelpAct, HelpState
from command.tasking.distress.rights import may_answer
from command.tasking.distress.selectors import HelpCard
from resources.nearest.selectors.search import Found, nearest

SAID_FOR = timedelta(seconds=60)  # for which every screen says who has taken a call
LATELY = timedelta(days=7)
MOST = 100
NEAREST = 6
# Who can be with somebody in danger soonest.
RESCUERS = ("FIRE", "MED", "USAR", "FLOOD", "POLICE")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a call's log."""

    at: datetime
    by: str
    kind: str
    label: str
    detail: str


def bar(person: Person) -> dict[str, Any] | None:
    """Return what the bar on every page shows; ``None`` for whom no call rings."""
    scopes = selectors.scopes_watched(person)
    if not scopes:
        return None
    waiting = selectors.open_states(person)
    first = HelpCard.of(waiting[0]) if waiting else None
    return {
        "call": first,
        "where": selectors.where(first) if first else "",
        "times": times(first) if first else {},
        "more": max(len(waiting) - 1, 0),
        "may": bool(first) and may_answer(person, waiting[0]),
        "taken": _taken(person),
        "start": start_of(*_rooms(person, scopes)),
    }


def listing(person: Person) -> dict[str, Any]:
    """Return the calls of the last days in sight, the open ones first."""
    rows = selectors.visible_to(person).filter(call__received_at__gt=now() - LATELY)
    states = list(rows.order_by("-call__received_at")[:MOST])
    states.sort(key=lambda state: list(HelpStatus).index(HelpStatus(state.status)))
    return {"rows": [row(state) for state in states]}


def page(person: Person, state: HelpState) -> dict[str, Any]:
    """Return what a call's page shows."""
    answers = may_answer(person, state)
    return {
        **row(state),
        "state": state,
        "call": state.call,
        "may_acknowledge": answers and state.status == HelpStatus.RAISED,
        "may_close": answers and state.status == HelpStatus.ACKNOWLEDGED,
        "may_follow": answers and state.status != HelpStatus.CLOSED,
        "near": near(person, state),
        "voices": selectors.voices_of(state),
        "log": log_of(state),
        "start": start_of(*_rooms(person, selectors.scopes_watched(person))),
    }


def row(state: HelpState) -> dict[str, Any]:
    """Return a call as a list shows it."""
    card = HelpCard.of(state)
    return {
        "card": card,
        "where": selectors.where(card),
        "times": times(card),
        "status": HelpStatus(state.status).label,
    }


def times(card: HelpCard) -> dict[str, datetime | None]:
    """Return the times of a card as templates write them."""
    names = ("raised_at", "received_at", "acknowledged_at", "cancelled_at", "fixed_at")
    given = {name: getattr(card, name) for name in (*names, "closed_at")}
    return {name: datetime.fromisoformat(at) if at else None for name, at in given.items()}


def near(person: Person, state: HelpState) -> list[Found]:
    """Return the forces nearest to the caller, of what the reader may see."""
    if state.lat is None or state.lon is None:
        return []
    at = (state.lat, state.lon)
    exercise = state.call.exercise_id
    found = [
        one
        for kind in RESCUERS
        for one in nearest(at, what=kind, person=person, limit=NEAREST, exercise=exercise)
    ]
    return sorted(found, key=lambda one: one.km)[:NEAREST]


def log_of(state: HelpState) -> list[Line]:
    """Return everything that was done about a call, the last first. One query."""
    acts = state.call.acts.select_related("actor").order_by("-step", "origin")
    lines = [_line(act) for act in acts]
    call = state.call
    return [*lines, Line(call.raised_at, call.person.name, "raised", "", call.note)]


def _line(act: HelpAct) -> Line:
    told, detail = act.data, ""
    if act.kind == Act.ESCALATED:
        detail = f"{Whom(told['whom']).label} · {told['people']}"
    elif act.kind in {Act.MOVED, Act.REPEATED} and told.get("lat") is not None:
        sure = f" ±{told['accuracy_m']} m" if told.get("accuracy_m") else ""
        detail = f"{told['lat']:.5f}, {told['lon']:.5f}{sure}"
    elif act.kind in {Act.CLOSED, Act.FOLLOWED}:
        detail = told.get("words") or told.get("made") or ""
    by = act.actor.name if act.actor else ""
    return Line(act.occurred_at, by, act.kind, str(Act(act.kind).label), detail)


def _taken(person: Person) -> list[dict[str, Any]]:
    """Return the calls that somebody has just taken over."""
    rows = selectors.visible_to(person).filter(acknowledged_at__gt=now() - SAID_FOR)
    return [row(state) for state in rows.order_by("-acknowledged_at")[:5]]


def _rooms(person: Person, scopes: frozenset[str]) -> list[str]:
    """Return the rooms in which a person hears of calls: of their desks, and of exercises."""
    desks = {register_room(scope, None) for scope in scopes} | ({"joint"} if scopes else set())
    if regions.REGION in scopes:
        desks |= {register_room(city, None) for city in regions.CITIES}
    drills = rooms_visible_to(person).filter(kind=Room.Kind.EXERCISE, exercise__state="running")
    return [*sorted(desks), *drills.order_by("key").values_list("key", flat=True)]
