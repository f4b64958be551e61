"""Deciding after a grave warning, and climbing the ladder while nobody does."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import BadTransition, Invalid
from command.core.models import Person
from command.core.policies import COMMANDING, DESK, holds, require
from command.core.times import clock
from incidents.actions import activate_response, propose_response, report_incident
from incidents.actions.judge import said
from incidents.models import NEEDS_APPROVAL
from incidents.selectors import locked as locked_incident
from incidents.warnings import events, folds
from incidents.warnings.actions import duties
from incidents.warnings.lifecycle import COMMANDER_RUNG, LAST_RUNG, Duty
from incidents.warnings.models import Obligation, ObligationState
from incidents.warnings.selectors import (
    locked_obligation,
    obligation_seen,
    obligations,
    superior_of,
)

ACTIVATE, DECLINE = "activate", "decline"


@door
def decide_obligation(
    *,
    actor: Person | None,
    obligation_id: UUID,
    verdict: str,
    reason: str = "",
    level: int | None = None,
    matter: str = "",
    measures: str = "",
    expected_until: datetime | None = None,
    incident_id: UUID | None = None,
    occurred_at: datetime | None = None,
) -> ObligationState:
    """Respond after a warning as drafted or otherwise, or sign why not.

    ``verdict`` is ``activate`` or ``decline``. A commander activates levels III and IV at
    once; whatever else is proposed. Without an incident of the warning, or one given, a
    new one is opened. Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or
    ``BadTransition`` when it was decided before.
    """
    obligation = _of(obligation_id, actor)
    where = obligation.jurisdiction_id
    if verdict not in {ACTIVATE, DECLINE}:
        raise Invalid(_("Respond, or sign why not."), field="verdict")
    posts = DESK if verdict == ACTIVATE else COMMANDING
    require(actor, posts, to=_("decide after a warning"), region=where)
    at = occurred_at or now()
    if verdict == DECLINE:
        state = _still_open(obligation_id)
        return _close(state, Duty.DECLINED, said("reason", reason), actor, at)

    incident = _incident(obligation, incident_id, actor, at)
    state = _still_open(obligation_id)
    wanted = level or obligation.suggested_level
    commands = actor is None or holds(actor, COMMANDING, region=where)
    proposes = wanted in NEEDS_APPROVAL or not commands
    status = Duty.PROPOSED if proposes else Duty.ACTIVATED
    _close(state, status, reason.strip(), actor, at, incident)
    given: dict[str, Any] = {
        "actor": actor,
        "incident_id": incident,
        "jurisdiction": where,
        "level": wanted,
        "matter": matter.strip() or obligation.matter,
        "measures": measures.strip() or obligation.measures,
        "expected_until": expected_until or obligation.expected_until,
        "occurred_at": at,
    }
    if proposes:
        propose_response(**given)
    else:
        activate_response(**given)
    return state


@door
def escalate_obligation(*, actor: Person | None, obligation_id: UUID) -> bool:
    """Climb the next rung if nobody has decided in time; return whether it was due.

    The first rung tells the jurisdiction's commanders, the second the superior's. Each
    is climbed once, however often this is called. Raises ``NotThere`` while somebody
    else holds the row.
    """
    state = locked_obligation(obligation_id, skip="locked")
    at = clock()
    if state.status != Duty.OPEN or state.chase_at is None or state.chase_at > at:
        return False
    obligation = state.obligation
    rung = state.rung + 1
    where = obligation.jurisdiction_id
    told = where if rung == COMMANDER_RUNG else superior_of(where)
    chase_at = obligation.superior_at if rung < LAST_RUNG and superior_of(where) else None
    folds.OBLIGATION.add(
        state,
        folds.ESCALATED,
        actor=actor,
        occurred_at=max(at, state.updated_at),
        data={"rung": rung, "chase_at": chase_at.isoformat() if chase_at else None},
    )
    also = duties.inboxes(told, COMMANDING, obligation.exercise_id)
    journal.hold(obligation.room, *also)
    event = events.ObligationEscalated(**duties.about(obligation), rung=rung, to=told)  # type: ignore[arg-type]  # plain values by name
    duties.record(event, state, actor, state.updated_at, also=also)
    return True


@door
def meet_obligations(
    *,
    actor: Person | None,
    incident_id: UUID,
    jurisdiction: str,
    status: Duty,
    occurred_at: datetime,
) -> int:
    """Close what waits for a jurisdiction that has responded by itself; return how many."""
    rows = obligations().select_for_update(of=("self",))
    waiting = rows.filter(
        incident=incident_id, obligation__jurisdiction=jurisdiction, status=Duty.OPEN
    )
    found = list(waiting.order_by("pk"))
    for state in found:
        _close(state, status, "", actor, occurred_at)
    return len(found)


def _of(obligation_id: UUID, actor: Person | None) -> Obligation:
    if actor is None:
        found: Obligation = obligations().get(pk=obligation_id).obligation
        return found
    seen: Obligation = obligation_seen(obligation_id, actor).obligation
    return seen


def _still_open(obligation_id: UUID) -> ObligationState:
    state = locked_obligation(obligation_id)
    if state.status != Duty.OPEN:
        raise BadTransition(
            _("This was decided before: %(status)s.") % {"status": Duty(state.status).label},
            status=str(state.status),
        )
    return state


def _incident(
    obligation: Obligation, given: UUID | None, actor: Person | None, at: datetime
) -> UUID:
    """Return the incident to respond to, locked before the obligation is."""
    wanted = given or obligation.incident_id
    if wanted is not None:
        found: UUID = locked_incident(wanted, actor=actor).incident.pk
        return found
    warning, version = obligation.warning, obligation.version
    seat = obligation.jurisdiction.seat
    made = report_incident(
        actor=actor,
        event_type=warning.event_type_id or "10000",
        region=obligation.jurisdiction_id,
        title=version.headline[:120],
        place=version.area_text[:200],
        point=(seat.y, seat.x) if seat else None,
        occurred_at=at,
        source=warning.unit_name,
    )
    return made.pk


def _close(
    state: ObligationState,
    status: Duty,
    reason: str,
    actor: Person | None,
    at: datetime,
    incident: UUID | None = None,
) -> ObligationState:
    at = max(at, state.updated_at)
    folds.OBLIGATION.add(
        state,
        folds.DECIDED,
        actor=actor,
        occurred_at=at,
        data={
            "status": status.value,
            "reason": reason,
            "incident": str(incident) if incident else None,
        },
    )
    state.decided_by = actor
    event = events.ObligationDecided(
        **duties.about(state.obligation),  # type: ignore[arg-type]  # plain values by name
        status=status.value,
        reason=reason,
    )
    duties.record(event, state, actor, at)
    return state
