"""Moving a free team or vehicle up to an area that lacks one, and letting it go home."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid
from command.core.events import Event
from command.core.models import Person
from command.core.policies import require
from command.core.rooms import register_room
from resources.coverage import events
from resources.coverage.models import Gap, MoveUp
from resources.coverage.selectors.gaps import locked_gap, locked_move, move_card
from resources.lifecycle import ENDED, TeamStatus
from resources.models import Asset, Deployment, Team
from resources.rights import MAY_COMMIT, require_own
from resources.routing.legs import legs
from resources.selectors.reading import locked_asset, locked_team

LONGEST_H = 72


@door
def order_move_up(
    *,
    actor: Person | None,
    gap_id: UUID,
    team_id: UUID | None = None,
    asset_id: UUID | None = None,
    hours: int = 6,
    occurred_at: datetime | None = None,
) -> MoveUp:
    """Send a free team or asset of one's own to stand by at the seat of the area.

    It binds it to nothing. Raises ``NotPermitted``, ``Invalid``, or ``Conflict`` when it is
    not free for that time, the gap is over, or there is no way.
    """
    gap = locked_gap(gap_id, actor=None).gap
    thing = _thing(team_id, asset_id)
    require(actor, MAY_COMMIT, to=_("move a force up"), region=thing.region_id)
    require_own(thing.origin, to=_("move a force up"))
    at = occurred_at or now()
    if not 1 <= hours <= LONGEST_H:
        raise Invalid(_("A move-up lasts from 1 to 72 hours."), field="hours")
    until = at + timedelta(hours=hours)
    _check(gap, thing, at, until)
    move = MoveUp(
        team=thing if isinstance(thing, Team) else None,
        asset=thing if isinstance(thing, Asset) else None,
        gap=gap,
        area=gap.area,
        minutes=_minutes(thing, gap),
        ordered_by=actor,
        ordered_at=at,
        until=until,
    )
    try:
        with transaction.atomic():
            move.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("It stands by elsewhere already.")) from None
    fact = events.MoveUpOrdered(**_about(move), minutes=move.minutes, until=until.isoformat())
    _tell(fact, move, actor, at)
    return move


@door
def report_arrival(
    *, actor: Person | None, move_id: UUID, occurred_at: datetime | None = None
) -> MoveUp:
    """Say that it stands by where it was sent; from now on it counts there."""
    move = _own(actor, move_id, to=_("report an arrival"))
    if move.arrived_at is not None:
        raise BadTransition(_("It has arrived already."))
    move.arrived_at = occurred_at or now()
    move.save(update_fields=["arrived_at"])
    _tell(events.MoveUpArrived(**_about(move)), move, actor, move.arrived_at)
    return move


@door
def end_move_up(
    *,
    actor: Person | None,
    move_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> MoveUp:
    """Let it go home; it counts at its base again."""
    move = _own(actor, move_id, to=_("end a move-up"))
    if not reason.strip() or len(reason) > 200:
        raise Invalid(_("Say why, in at most 200 characters."), field="reason")
    move.ended_at, move.ended_for = occurred_at or now(), reason.strip()
    move.save(update_fields=["ended_at", "ended_for"])
    _tell(events.MoveUpEnded(**_about(move), reason=move.ended_for), move, actor, move.ended_at)
    return move


def _own(actor: Person | None, move_id: UUID, *, to: str) -> MoveUp:
    move = locked_move(move_id)
    require(actor, MAY_COMMIT, to=to, region=move.thing.region_id)
    require_own(move.origin, to=to)
    if move.ended_at is not None:
        raise BadTransition(_("This move-up has ended."))
    return move


def _thing(team_id: UUID | None, asset_id: UUID | None) -> Team | Asset:
    if team_id is not None and asset_id is None:
        return locked_team(team_id)
    if asset_id is not None and team_id is None:
        return locked_asset(asset_id)
    raise Invalid(_("Name one team, or one vehicle."), field="team_id")


def _check(gap: Gap, thing: Team | Asset, at: datetime, until: datetime) -> None:
    if gap.state.status == "closed":
        raise Conflict(_("The area is covered again."))
    if gap.what != (thing.kind if isinstance(thing, Team) else thing.supply_id):
        raise Conflict(_("The area lacks something else."), what=gap.what)
    if thing.exercise_id != gap.exercise_id:
        raise Conflict(_("An exercise uses its own forces, and reality its own."))
    if thing.base is None or thing.state.status != TeamStatus.STANDBY:
        raise Conflict(_("It is not free."), status=thing.state.status)
    held = Deployment.objects.filter(
        Q(team=thing.pk) | Q(asset=thing.pk), period__overlap=(at, until)
    )
    if held.exclude(state__status__in=ENDED).exists():
        raise Conflict(_("It is promised to somebody within that time."))


def _minutes(thing: Team | Asset, gap: Gap) -> int:
    base, seat = thing.base, gap.area.seat
    if base is None or seat is None:
        raise Conflict(_("It is not free."))
    [[leg]] = legs([(base.y, base.x)], [(seat.y, seat.x)], exercise=gap.exercise_id)
    if leg.minutes > LONGEST_H * 60:
        raise Conflict(_("There is no way there: the roads are closed."))
    return max(1, round(leg.minutes))


def _about(move: MoveUp) -> dict[str, Any]:
    return {"move_id": str(move.pk), "team": move.thing.name, "area": move.area_id}


def _tell(event: Event, move: MoveUp, actor: Person | None, at: datetime) -> None:
    """Record it in its own city, and in that of the area where it is another."""
    places = (move.thing.region_id, move.area_id)
    rooms = sorted({register_room(code, move.exercise_id) for code in places})
    journal.hold(*rooms)
    changed = {f"move_up.{move.pk}": asdict(move_card(move.pk))}
    for room in rooms:
        journal.append(event, room=room, actor=actor, changed=changed, occurred_at=at)
