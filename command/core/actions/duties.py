"""Giving and ending duties."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.facts import DutyEnded, DutyGranted
from command.core.models import Duty, Organisation, Person
from command.core.policies import ADMINISTRATORS, COMMANDING, Post, require, require_sight
from command.core.selectors import (
    DutyCard,
    current_or_coming,
    locked_duty,
    locked_person,
    room_of,
    untold_duties,
)
from command.core.times import clock

GRANTS_REGION = frozenset({Post.SECURITY_ADMIN})
BATCH = 200


@door
def grant_duty(
    *,
    actor: Person | None,
    person_id: UUID,
    post: str,
    region: str | None = None,
    room: str | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    organisation: Organisation | None = None,
) -> Duty:
    """Give a person a post over a region or over a single room.

    The security administrator gives posts over regions; who commands there gives
    posts over a single incident. Nobody gives themselves anything, and the three
    administrators are three people. Raises ``NotThere``, ``NotPermitted``,
    ``Invalid`` or ``Conflict``.
    """
    person = locked_person(person_id)
    _require_may_grant(actor, post, region, room)
    if actor is not None and actor.pk == person.pk:
        raise NotPermitted(gettext_lazy("Nobody gives a duty to themselves."))
    starts_at = starts_at or clock()
    _judge(person, post, region, room, starts_at, ends_at)
    duty = Duty(
        person=person,
        post=post,
        region_id=region,
        room_id=room,
        organisation=organisation,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    duty.save(force_insert=True)
    card = DutyCard.of(duty)
    journal.append(
        DutyGranted(
            duty_id=card.id,
            person_id=card.person,
            post=card.post,
            region=card.region,
            room=card.room,
            starts_at=card.starts_at,
            ends_at=card.ends_at,
        ),
        room=person.room,
        actor=actor,
        changed={f"duty.{card.id}": asdict(card)},
    )
    return duty


def _require_may_grant(
    actor: Person | None, post: str, region: str | None, room: str | None
) -> None:
    if post not in Post.values:
        raise Invalid(gettext_lazy("There is no such post."), posts=sorted(Post.values))
    if (region is None) == (room is None):
        raise Invalid(gettext_lazy("A duty is over a region or over one room."))
    if room is None:
        require(actor, GRANTS_REGION, to=_("give duties over a region"), region=region)
        return
    if actor is not None:
        require_sight(actor, room)
    place = room_of(room).region_id
    # A deputy does not make commanders.
    may = {Post.COMMANDER} if post in COMMANDING else COMMANDING
    require(actor, may, to=_("give this duty over one incident"), region=place, room=room)


def _judge(
    person: Person,
    post: str,
    region: str | None,
    room: str | None,
    starts_at: datetime,
    ends_at: datetime | None,
) -> None:
    if region is not None and not regions.known(region):
        raise Invalid(gettext_lazy("There is no such region."), region=region)
    if ends_at is not None and ends_at <= max(starts_at, clock()):
        raise Invalid(gettext_lazy("A duty ends after it starts, and not in the past."))
    if not person.is_active:
        raise Conflict(gettext_lazy("This account is closed."))
    held = Duty.objects.filter(current_or_coming(), person=person)
    if post in ADMINISTRATORS:
        if room is not None:
            raise Invalid(gettext_lazy("An administrator's post is over a region."))
        if held.filter(post__in=ADMINISTRATORS - {post}).exists():
            raise Conflict(
                gettext_lazy("One person holds only one of the administrators' posts.")
            )
    if held.filter(post=post, region=region, room=room).exists():
        raise Conflict(gettext_lazy("The person holds this duty already."))


@door
def end_duty(*, actor: Person | None, duty_id: UUID, reason: str) -> Duty:
    """End a duty now; one that has not begun never does."""
    duty = locked_duty(duty_id)
    _require_may_grant(actor, duty.post, duty.region_id, duty.room_id)
    if actor is not None and actor.origin != duty.origin:
        raise NotPermitted(gettext_lazy("This duty was given by another authority."))
    if actor is not None and actor.pk == duty.person_id:
        raise NotPermitted(gettext_lazy("Nobody ends a duty of their own."))
    at = clock()
    if duty.ends_at is not None and duty.ends_at <= at:
        raise Conflict(gettext_lazy("This duty has ended already."))
    duty.ends_at = max(at, duty.starts_at)
    with authority.acting_as(duty.origin):
        _tell_end(duty, actor, reason, at)
    return duty


@door
def end_due_duties(*, actor: Person | None) -> int:
    """Tell the inboxes of the duties whose time has passed; return how many.

    The duties are dead already: every check reads the clock. This makes open
    screens let go of them.
    """
    at = clock()
    due = untold_duties(at, limit=BATCH)
    journal.hold(*(f"person.{duty.person_id}" for duty in due))
    for duty in due:
        # The clock acts for each owner in turn.
        with authority.acting_as(duty.origin):
            _tell_end(duty, actor, "", at)
    return len(due)


def _tell_end(duty: Duty, actor: Person | None, reason: str, at: datetime) -> None:
    duty.end_told_at = at
    duty.save(update_fields=["ends_at", "end_told_at"])
    journal.append(
        DutyEnded(
            duty_id=str(duty.pk),
            person_id=str(duty.person_id),
            post=duty.post,
            region=duty.region_id,
            room=duty.room_id,
            reason=reason,
        ),
        room=f"person.{duty.person_id}",
        actor=actor,
        changed={f"duty.{duty.pk}": None},
    )
