"""Giving another authority sight of a room, and taking it back."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.facts import RoomShared, RoomShareEnded
from command.core.models import Person, Room, Share
from command.core.policies import COMMANDING, DESK, Post, require, require_sight
from command.core.selectors import (
    current_or_coming,
    locked_share,
    room_of,
    untold_shares,
)
from command.core.times import clock

BATCH = 200
# To let others in is a commander's decision, which a liaison officer carries out.
SHARING = COMMANDING | {Post.LIAISON}
NEVER_SHARED = frozenset({Room.Kind.PERSON, Room.Kind.JOINT})


@door
def share_room(
    *,
    actor: Person | None,
    room: str,
    grantee: str,
    reason: str,
    ends_at: datetime | None = None,
    occurred_at: datetime | None = None,
) -> Share:
    """Give the authority ``grantee`` sight of a room, until ``ends_at`` if given.

    Sharing what is shared already on the same terms changes nothing. Raises
    ``NotThere``, ``NotPermitted`` or ``Invalid``.
    """
    if actor is not None:
        require_sight(actor, room)
    journal.hold(room)
    shared = room_of(room)
    require(actor, SHARING, to=_("share this"), region=shared.region_id, room=room)
    _judge(shared, grantee, ends_at)
    there = Share.objects.filter(
        current_or_coming(),
        origin=authority.current(),
        room=shared,
        grantee=grantee,
        ends_at=ends_at,
    ).first()
    if there is not None:
        return there
    share = Share(
        room=shared, grantee_id=grantee, reason=reason, starts_at=clock(), ends_at=ends_at
    )
    share.save(force_insert=True)
    journal.append(
        RoomShared(
            share_id=str(share.pk),
            grantee=grantee,
            reason=reason,
            ends_at=ends_at.isoformat() if ends_at else None,
        ),
        room=room,
        actor=actor,
        changed={},
        occurred_at=occurred_at,
    )
    journal.announce(room)
    return share


def _judge(room: Room, grantee: str, ends_at: datetime | None) -> None:
    near = regions.city_of(grantee) in {*regions.CITIES, regions.REGION}
    # The banner it lies in sees it anyway.
    if not (near and regions.known(grantee)) or grantee == room.region_id:
        raise Invalid(gettext_lazy("Things are shared with a city, a banner or the region."))
    if room.kind in NEVER_SHARED:
        raise Invalid(gettext_lazy("This room is not shared."))
    if ends_at is not None and ends_at <= clock():
        raise Invalid(gettext_lazy("A share does not end in the past."))


@door
def end_share(*, actor: Person | None, share_id: UUID, reason: str) -> Share:
    """Take the sight of a room back."""
    share = locked_share(share_id)
    if actor is not None:
        require_sight(actor, share.room_id)
    place = share.room.region_id
    require(actor, DESK, to=_("end a share"), region=place, room=share.room_id)
    if actor is not None and actor.origin != share.origin:
        raise NotPermitted(gettext_lazy("This was shared by another authority."))
    at = clock()
    if share.ends_at is not None and share.ends_at <= at:
        raise Conflict(gettext_lazy("This share has ended already."))
    share.ends_at = at
    with authority.acting_as(share.origin):
        _tell_end(share, actor, reason, at)
    return share


@door
def end_due_shares(*, actor: Person | None) -> int:
    """Tell the rooms of the shares whose time has passed; return how many."""
    at = clock()
    due = untold_shares(at, limit=BATCH)
    journal.hold(*(share.room_id for share in due))
    for share in due:
        # The clock acts for each owner in turn.
        with authority.acting_as(share.origin):
            _tell_end(share, actor, "", at)
    return len(due)


def _tell_end(share: Share, actor: Person | None, reason: str, at: datetime) -> None:
    share.end_told_at = at
    share.save(update_fields=["ends_at", "end_told_at"])
    journal.append(
        RoomShareEnded(share_id=str(share.pk), grantee=share.grantee_id, reason=reason),
        room=share.room_id,
        actor=actor,
        changed={},
    )
