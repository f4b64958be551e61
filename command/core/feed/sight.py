"""Who may follow what: the feed's questions to the database."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from types import SimpleNamespace
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.db import connections

from command.core import journal, policies, regions, sessions
from command.core.feed.frames import Frame
from command.core.models import Duty, Head, Person
from command.core.times import running

Given = ParamSpec("Given")
Result = TypeVar("Result")

MOST_ROOMS = 500  # that follow from following everything
CITIES = frozenset({"150100", "150200", "150600", "150900"})

# The feed's own few threads: however many sockets ask, requests keep their connections.
_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="feed")


async def ask(
    question: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
) -> Result:
    """Put a question to the database in one of the feed's threads."""

    def answer() -> Result:
        try:
            return question(*args, **kwargs)
        finally:
            connections.close_all()  # back to the pool

    return await asyncio.get_running_loop().run_in_executor(_threads, answer)


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person may see now: rooms with their heads, and whose units."""

    heads: dict[str, int]
    cities: frozenset[str]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is behind a socket, and where their inbox stands."""

    person: Person
    inbox_head: int


def signed_in(session_key: str | None) -> SignedIn | None:
    """Return whose session it is; nobody when it has ended."""
    session = _session(session_key)
    if session is None:
        return None
    person = get_user(SimpleNamespace(session=session))  # type: ignore[arg-type]
    if not isinstance(person, Person):
        return None
    return SignedIn(person, journal.heads([person.room]).get(person.room, 0))


def ended(session_keys: Iterable[str]) -> set[str]:
    """Return which of the sessions are over, by the limits or by signing out."""
    return {key for key in session_keys if _session(key) is None}


def sights(people: Iterable[UUID]) -> dict[UUID, Sight]:
    """Return what each of the people may see; whoever is disabled is left out.

    What ``policies.rooms_visible_to`` answers depends on a person's duties and their
    own inbox. People whose duties are alike are therefore asked for once: two queries
    and one more for each kind of people.
    """
    active = {p.pk: p for p in Person.objects.filter(pk__in=set(people), is_active=True)}
    duties: dict[UUID, set[tuple[str, str | None, str | None]]] = {pk: set() for pk in active}
    held = Duty.objects.filter(running(), person__in=active)
    for pk, *duty in held.values_list("person_id", "post", "region_id", "room_id"):
        duties[pk].add((duty[0], duty[1], duty[2]))
    alike: dict[frozenset[Any], list[Person]] = {}
    for pk, person in active.items():
        alike.setdefault(frozenset(duties[pk]), []).append(person)
    found: dict[UUID, Sight] = {}
    for people_alike in alike.values():
        first = people_alike[0]
        heads = _heads_for(first)
        common = {room: seq for room, seq in heads.items() if room != first.room}
        cities = cities_of(first)
        inboxes = journal.heads([person.room for person in people_alike])
        for person in people_alike:
            own = {person.room: inboxes[person.room]} if person.room in inboxes else {}
            found[person.pk] = Sight({**common, **own}, cities)
    return found


def permitted(person: Person, rooms: Iterable[str]) -> dict[str, int]:
    """Return those of the rooms that ``person`` may follow, with their heads. One query."""
    visible = policies.rooms_visible_to(person).filter(key__in=list(rooms))
    return dict(_heads().filter(room__in=visible).values_list("room_id", "last_seq"))


def cursors_of(person: Person) -> dict[str, int]:
    """Return where to begin for a page that shows ``person`` all they may see.

    Read it before the page's cards: an entry that is told twice does no harm, one
    that lies between the two would be missing.
    """
    return newest(_heads_for(person))


def newest(heads: Mapping[str, int]) -> dict[str, int]:
    """Return at most ``MOST_ROOMS`` of the rooms: the standing ones, the latest incidents."""
    # Keys of incidents carry a UUIDv7: the latest sorts last.
    chosen = sorted(heads, key=lambda room: (not room.startswith("incident."), room))
    return {room: heads[room] for room in chosen[-MOST_ROOMS:]}


def cities_of(person: Person) -> frozenset[str]:
    """Return the cities whose units ``person`` may see moving.

    Positions are told city by city, so a duty over one banner follows none: it would
    see the whole city. Its units stand on the map where they were last fetched.
    """
    scopes = policies.scopes_of(person)
    if regions.REGION in scopes:
        return CITIES
    return scopes & CITIES


def page(room: str, cursor: int) -> list[Frame]:
    """Return the next entries of a room after ``cursor``. One query."""
    return [Frame.of_entry(entry) for entry in journal.since(room, cursor)]


def _heads() -> Any:
    return Head.objects.filter(origin=settings.NODE_ORIGIN)


def _heads_for(person: Person) -> dict[str, int]:
    visible = policies.rooms_visible_to(person)
    return dict(_heads().filter(room__in=visible).values_list("room_id", "last_seq"))


def _session(key: str | None) -> Any:
    if not key:
        return None
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key=key)
    # A session that is not there, or not readable, loads empty and has no beginning.
    return None if session.is_empty() or sessions.is_over(session) else session
