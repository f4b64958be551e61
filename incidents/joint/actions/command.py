"""The lead of a joint operation changes hands as the command of an incident does."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from incidents import folds as of_incidents
from incidents.actions.command import require_offer
from incidents.actions.judge import said
from incidents.joint import folds
from incidents.joint.actions.operation import about, record
from incidents.joint.events import (
    OperationCommandAccepted,
    OperationCommandOffered,
    OperationCommandRefused,
    OperationCommandWithdrawn,
)
from incidents.joint.lifecycle import require_running
from incidents.joint.models import JointOperation, OperationState
from incidents.joint.selectors.operations import locked_operation
from incidents.rights import require_command_of


@door
def offer_operation_command(
    *,
    actor: Person | None,
    operation_id: UUID,
    to: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> JointOperation:
    """Offer the lead of an operation to another member; until accepted it stays.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition``, or ``Invalid`` when that is no
    other member.
    """
    state = _running(operation_id, actor)
    require_command_of(actor, state.lead_authority, to=_("offer command"))
    member = state.members.get(to)
    if member is None or member["left"] or to == state.lead_authority:
        raise Invalid(_("The lead is offered to another member."), field="to", given=to)
    at, why = occurred_at or now(), said("reason", reason)[:500]
    _add(state, of_incidents.OFFERED, actor, at, {"to": to, "reason": why})
    event = OperationCommandOffered(by=state.lead_authority, to=to, reason=why, **about(state))
    record(state, event, actor=actor, at=at)
    return state.operation


@door
def accept_operation_command(
    *, actor: Person | None, operation_id: UUID, occurred_at: datetime | None = None
) -> JointOperation:
    """Accept the lead that was offered. Raises ``Conflict`` when nothing is on offer."""
    state = _running(operation_id, actor)
    taker, giver, _offer = require_offer(state)
    require_command_of(actor, taker, to=_("accept command"))
    at = occurred_at or now()
    _add(state, of_incidents.ACCEPTED, actor, at, {"by": taker, "from": giver})
    event = OperationCommandAccepted(by=giver, to=taker, **about(state))
    record(state, event, actor=actor, at=at)
    return state.operation


@door
def withdraw_operation_command(
    *,
    actor: Person | None,
    operation_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> JointOperation:
    """Take back an offer of the lead. Raises ``Conflict`` when nothing is on offer."""
    state = _running(operation_id, actor)
    taker, giver, _offer = require_offer(state)
    require_command_of(actor, giver, to=_("withdraw the offer"))
    at, why = occurred_at or now(), said("reason", reason)[:500]
    _add(state, of_incidents.WITHDRAWN, actor, at, {"to": taker, "reason": why})
    event = OperationCommandWithdrawn(by=giver, to=taker, reason=why, **about(state))
    record(state, event, actor=actor, at=at)
    return state.operation


@door
def refuse_operation_command(
    *,
    actor: Person | None,
    operation_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> JointOperation:
    """Decline the lead that was offered. Raises ``Conflict`` when nothing is on offer."""
    state = _running(operation_id, actor)
    taker, giver, _offer = require_offer(state)
    require_command_of(actor, taker, to=_("decline command"))
    at, why = occurred_at or now(), said("reason", reason)[:500]
    _add(state, of_incidents.REFUSED, actor, at, {"from": giver, "reason": why})
    event = OperationCommandRefused(by=giver, to=taker, reason=why, **about(state))
    record(state, event, actor=actor, at=at)
    return state.operation


def _running(operation_id: UUID, actor: Person | None) -> OperationState:
    state = locked_operation(operation_id, actor=actor)
    require_running(state.status)
    return state


def _add(
    state: OperationState, kind: str, actor: Person | None, at: datetime, data: dict[str, str]
) -> None:
    folds.OPERATION.add(state, kind, actor=actor, occurred_at=at, data=data)
