"""Coming into a joint operation, staying longer, and going."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from command.core.policies import holds
from command.core.times import iso_or_none
from incidents.actions.judge import said
from incidents.joint import folds
from incidents.joint.actions.judge import is_authority, judged_until
from incidents.joint.actions.operation import about, hold, led, record, still_led
from incidents.joint.actions.sight import give_sight, take_sight
from incidents.joint.events import MemberJoined, MemberLeft, OperationExtended
from incidents.joint.lifecycle import require_running
from incidents.joint.models import JointOperation, OperationState
from incidents.joint.rights import require_of
from incidents.joint.selectors.operations import locked_operation
from incidents.rights import SHARING


@door
def join_operation(
    *,
    actor: Person | None,
    operation_id: UUID,
    members: Iterable[str],
    reason: str,
    until: datetime | None = None,
    occurred_at: datetime | None = None,
) -> JointOperation:
    """Take further authorities in; they see its incidents until a stated end.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition``, ``Invalid`` or ``Conflict``.
    """
    state = led(operation_id, actor, to=_("take in members"))
    new = sorted(set(members))
    wrong = [code for code in new if not is_authority(code)]
    if wrong or not new:
        raise Invalid(
            _("Members are cities, banners, or the region."), field="members", wrong=wrong
        )
    inside = [code for code in new if _is_inside(state, code)]
    if inside:
        raise Conflict(_("This authority is a member already."), members=inside)
    ends_at = judged_until(until, state.operation.exercise_id)

    at, why = occurred_at or now(), said("reason", reason)[:200]
    data = {"members": new, "until": iso_or_none(ends_at), "reason": why}
    folds.OPERATION.add(state, folds.JOINED, actor=actor, occurred_at=at, data=data)
    incidents = still_led(state)
    hold(state)
    for incident in incidents:
        give_sight(state, incident, new, actor=actor, ends_at=ends_at, at=at)
    event = MemberJoined(members=new, until=iso_or_none(ends_at), reason=why, **about(state))
    record(state, event, actor=actor, at=at)
    return state.operation


@door
def extend_operation(
    *,
    actor: Person | None,
    operation_id: UUID,
    until: datetime | None,
    reason: str,
    members: Iterable[str] = (),
    occurred_at: datetime | None = None,
) -> JointOperation:
    """Let the members named, or all, see its incidents for longer.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition``, ``Invalid``, or ``Conflict`` when
    one of them is no member.
    """
    state = led(operation_id, actor, to=_("extend a joint operation"))
    chosen = sorted(set(members)) or [c for c in sorted(state.members) if _is_inside(state, c)]
    strangers = [code for code in chosen if not _is_inside(state, code)]
    if strangers:
        raise Conflict(_("This authority is no member."), members=strangers)
    ends_at = judged_until(until, state.operation.exercise_id)

    at, why = occurred_at or now(), said("reason", reason)[:200]
    data = {"members": chosen, "until": iso_or_none(ends_at), "reason": why}
    folds.OPERATION.add(state, folds.EXTENDED, actor=actor, occurred_at=at, data=data)
    incidents = still_led(state)
    hold(state)
    for incident in incidents:
        give_sight(state, incident, chosen, actor=actor, ends_at=ends_at, at=at)
    event = OperationExtended(
        members=chosen, until=iso_or_none(ends_at), reason=why, **about(state)
    )
    record(state, event, actor=actor, at=at)
    return state.operation


@door
def leave_operation(
    *,
    actor: Person | None,
    operation_id: UUID,
    city: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> JointOperation:
    """Let a member go, at its own wish or the lead's; what the operation showed it ends.

    The lead hands its lead over first. Raises ``NotThere``, ``NotPermitted``,
    ``BadTransition``, ``Invalid`` or ``Conflict``.
    """
    state = locked_operation(operation_id, actor=actor)
    if actor is None or not holds(actor, SHARING, region=state.lead_authority):
        require_of(actor, SHARING, city, to=_("leave a joint operation"))
    require_running(state.status)
    if not _is_inside(state, city):
        raise Conflict(_("This authority is no member."), members=[city])
    if city == state.lead_authority:
        raise Conflict(_("Whoever leads hands the lead over before leaving."), city=city)

    at, why = occurred_at or now(), said("reason", reason)[:200]
    data = {"city": city, "reason": why}
    folds.OPERATION.add(state, folds.LEFT, actor=actor, occurred_at=at, data=data)
    take_sight(state.operation, reason=why, member=city)
    record(state, MemberLeft(city=city, reason=why, **about(state)), actor=actor, at=at)
    return state.operation


def _is_inside(state: OperationState, code: str) -> bool:
    member = state.members.get(code)
    return member is not None and not member["left"]
