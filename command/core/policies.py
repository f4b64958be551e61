"""Who may see and who may do."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy

from command.core import regions, tongues
from command.core.errors import NotPermitted, NotThere
from command.core.models import Duty, Person, Room, Share
from command.core.times import running

Post = Duty.Post

COMMANDING = frozenset({Post.COMMANDER, Post.DEPUTY})
# Approving posts: a second factor is required (GB/T 22239 level 3, 8.1.4.1 d).
APPROVING = COMMANDING | {Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN, Post.AUDIT_ADMIN}
# Who works at a command post and may record what comes in.
DESK = COMMANDING | {Post.DUTY_OFFICER, Post.LIAISON}
# Administrators run the system; the command is not theirs to see (separation of powers).
ADMINISTRATORS = frozenset({Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN, Post.AUDIT_ADMIN})

ONLY = gettext_lazy("Only %(posts)s may %(act)s.")
OF_IT_ONLY = gettext_lazy("Only %(posts)s of that authority may %(act)s.")

# What is known of scopes already, where nothing is to be asked twice.
_known: ContextVar[dict[UUID, frozenset[str]] | None] = ContextVar("scopes", default=None)


def duties_of(person: Person) -> QuerySet[Duty]:
    """Return the duties that ``person`` holds at this moment; none for somebody disabled."""
    if not person.is_active:
        return Duty.objects.none()
    return Duty.objects.filter(running(), person=person)


@contextmanager
def asked_once() -> Iterator[None]:
    """Ask for the scopes of each person once within: for a request that only reads."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def scopes_of(person: Person) -> frozenset[str]:
    """Return the region codes over which ``person`` may see the command."""
    known = _known.get()
    if known is None:
        return _scopes_of(person)
    if person.pk not in known:
        known[person.pk] = _scopes_of(person)
    return known[person.pk]


def _scopes_of(person: Person) -> frozenset[str]:
    held = duties_of(person).exclude(post__in=ADMINISTRATORS)
    return frozenset(held.filter(region__isnull=False).values_list("region_id", flat=True))


def rooms_visible_to(person: Person) -> QuerySet[Room]:
    """Return the rooms ``person`` may follow.

    Those in the territory of a duty, those shared with a city or banner of theirs,
    those of a duty over a single room, their own inbox, and for anybody on duty over a
    region the joint room and the rooms of exercises. An administrator's post shows
    none of it.
    """
    scopes = scopes_of(person)
    mine = Q(key=person.room)
    held = duties_of(person).exclude(post__in=ADMINISTRATORS)
    mine |= Q(key__in=held.filter(room__isnull=False).values("room_id"))
    for scope in scopes:
        mine |= within(scope, "region_id") & ~Q(kind=Room.Kind.PERSON)
    if scopes:
        mine |= Q(kind__in=[Room.Kind.JOINT, Room.Kind.EXERCISE])
        # A share reaches whoever has a duty over all that it names: a city is shared with the
        # city's own desks, and a banner only where it is named itself.
        reached = Q(pk__in=[])
        for scope in scopes:
            reached |= within(scope, "grantee_id")
        shared = Share.objects.filter(running(), reached)
        mine |= Q(key__in=shared.values("room_id"))
    return Room.objects.filter(mine)


def within(scope: str, field: str) -> Q:
    """Return the condition that the region of ``field`` (``…region_id``) lies in ``scope``."""
    # A foreign key has no ``startswith``. The code is the region's key: nothing is joined.
    code = f"{field.removesuffix('_id')}__code__startswith"
    if scope == regions.REGION:
        return Q(**{code: "15"})
    if scope.endswith("00"):
        return Q(**{code: scope[:4]})
    return Q(**{field: scope})


def may_follow(person: Person, room: str) -> bool:
    """Return whether ``person`` may follow the room now. One or two queries."""
    return rooms_visible_to(person).filter(key=room).exists()


def require_sight(person: Person, room: str) -> None:
    """Raise ``NotThere`` unless ``person`` may see the room: what is hidden does not exist."""
    if not may_follow(person, room):
        raise NotThere(gettext_lazy("No such thing, or not visible to you."))


def holds(
    person: Person, posts: Iterable[str], *, region: str | None = None, room: str | None = None
) -> bool:
    """Return whether ``person`` holds one of ``posts`` over the region or the room."""
    held = duties_of(person).filter(post__in=set(posts))
    return any(
        (room is not None and duty.room_id == room)
        or (region is not None and duty.region_id and regions.covers(duty.region_id, region))
        for duty in held
    )


def require(
    actor: Person | None,
    posts: Iterable[str],
    *,
    to: str | Promise,
    region: str | None = None,
    room: str | None = None,
) -> None:
    """Raise ``NotPermitted`` unless ``actor`` holds one of ``posts`` there; the system may.

    ``to`` says what was attempted, for the message and the audit; lazy where a phone may have
    attempted it, which keeps the refusal in both languages.
    """
    if actor is None or holds(actor, posts, region=region, room=room):
        return
    raise not_permitted(posts, to=to, region=region)


def not_permitted(
    posts: Iterable[str], *, to: str | Promise, says: Promise = ONLY, **detail: Any
) -> NotPermitted:
    """Return the refusal that names who may, in the words of whoever reads it.

    ``says`` has places for the ``posts`` and the ``act``.
    """
    wanted = sorted({str(post) for post in posts})

    def said() -> str:
        names = tongues.listed(sorted(str(Post(post).label) for post in wanted))
        return str(says) % {"posts": names, "act": str(to)}

    return NotPermitted(lazy(said, str)(), posts=wanted, to=str(to), **detail)
