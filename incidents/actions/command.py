"""Transfer of command: an offer of the giver, an acceptance of the taker."""

from dataclasses import asdict
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal, regions
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person, Share
from command.core.times import clock, running
from incidents import folds
from incidents.actions.judge import said
from incidents.events import (
    CommandAccepted,
    CommandOffered,
    CommandRefused,
    CommandWithdrawn,
)
from incidents.models import Incident, IncidentState
from incidents.rights import require_command_of, require_open
from incidents.selectors import changed, locked, offer_card
from incidents.selectors.shares import shared_with


@door
def offer_command(
    *,
    actor: Person | None,
    incident_id: UUID,
    to: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> Incident:
    """Offer the command of an incident to another authority; until accepted it stays.

    A new offer takes the place of an open one; a share that would end is made to last.
    Raises ``NotThere``,
    ``NotPermitted``, ``BadTransition``, ``Invalid``, or ``Conflict`` when that
    authority does not see the incident.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_command_of(actor, state.lead_authority, to=_("offer command"))
    require_open(state)
    _judge_taker(state, to)
    _keep_in_sight(state, to, reason)
    withdrawn = state.command_offer_id

    at = occurred_at or now()
    data = {"to": to, "reason": reason}
    folds.INCIDENT.add(state, folds.OFFERED, actor=actor, occurred_at=at, data=data)
    card = offer_card(state)
    touched = {**changed(incident), f"command_offer.{card.id}": asdict(card)}
    journal.append(
        CommandOffered(
            incident_id=str(incident.id), by=state.lead_authority, to=to, reason=reason
        ),
        room=incident.room_id,
        actor=actor,
        changed={**touched, **({f"command_offer.{withdrawn}": None} if withdrawn else {})},
        occurred_at=at,
    )
    return incident


@door
def accept_command(
    *, actor: Person | None, incident_id: UUID, occurred_at: datetime | None = None
) -> Incident:
    """Accept the command that was offered; from then on the taker leads.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition``, or ``Conflict`` when
    nothing is on offer.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    taker, giver, offer = require_offer(state)
    require_command_of(actor, taker, to=_("accept command"))
    require_open(state)

    at = occurred_at or now()
    folds.INCIDENT.add(
        state, folds.ACCEPTED, actor=actor, occurred_at=at, data={"by": taker, "from": giver}
    )
    journal.append(
        CommandAccepted(incident_id=str(incident.id), by=giver, to=taker),
        room=incident.room_id,
        actor=actor,
        changed={**changed(incident), f"command_offer.{offer}": None},
        occurred_at=at,
    )
    return incident


@door
def withdraw_command(
    *,
    actor: Person | None,
    incident_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> Incident:
    """Take back an offer that has not been accepted; command stays where it is.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition``, ``Invalid``, or ``Conflict``
    when nothing is on offer.
    """
    return _close_offer(actor, incident_id, reason, occurred_at, kind=folds.WITHDRAWN)


@door
def refuse_command(
    *,
    actor: Person | None,
    incident_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> Incident:
    """Decline the command that was offered; it stays with whoever offered it.

    Raises as ``withdraw_command`` does.
    """
    return _close_offer(actor, incident_id, reason, occurred_at, kind=folds.REFUSED)


def _close_offer(
    actor: Person | None,
    incident_id: UUID,
    reason: str,
    occurred_at: datetime | None,
    *,
    kind: str,
) -> Incident:
    state = locked(incident_id, actor=actor)
    incident = state.incident
    taker, giver, offer = require_offer(state)
    by_giver = kind == folds.WITHDRAWN
    who, act = (giver, _("withdraw the offer")) if by_giver else (taker, _("decline command"))
    require_command_of(actor, who, to=act)
    require_open(state)
    why = said("reason", reason)

    at = occurred_at or now()
    data = {"by": giver, "to": taker, "reason": why}
    folds.INCIDENT.add(state, kind, actor=actor, occurred_at=at, data=data)
    fact = CommandWithdrawn if by_giver else CommandRefused
    journal.append(
        fact(incident_id=str(incident.id), by=giver, to=taker, reason=why),
        room=incident.room_id,
        actor=actor,
        changed={**changed(incident), f"command_offer.{offer}": None},
        occurred_at=at,
    )
    return incident


class Led(Protocol):
    """Anything that an authority leads and may offer to another."""

    lead_authority: str
    command_offered_to: str
    command_offer_id: UUID | None


def require_offer(state: Led) -> tuple[str, str, UUID | None]:
    """Return taker, giver and offer. Raises ``Conflict`` when nothing is on offer."""
    if not state.command_offered_to:
        raise Conflict(_("Command is not on offer."))
    return state.command_offered_to, state.lead_authority, state.command_offer_id


def _keep_in_sight(state: IncidentState, to: str, reason: str) -> None:
    """Share without an end: nobody commands what goes out of sight when a share is over."""
    incident = state.incident
    if to in {regions.REGION, regions.city_of(incident.region_id)}:
        return
    lasting = Share.objects.filter(
        running(), room=incident.room_id, grantee=to, ends_at__isnull=True
    )
    if not lasting.exists():
        Share(
            room_id=incident.room_id, grantee_id=to, reason=reason[:200], starts_at=clock()
        ).save(force_insert=True)
        journal.announce(incident.room_id)


def _judge_taker(state: IncidentState, to: str) -> None:
    if to not in {*regions.CITIES, regions.REGION} or to == state.lead_authority:
        raise Invalid(_("Command is offered to another authority."), field="to", given=to)
    own, room = regions.city_of(state.incident.region_id), state.incident.room_id
    if to not in {regions.REGION, own, *shared_with([room]).get(room, [])}:
        raise Conflict(_("That authority does not see the incident; share it first."), to=to)
