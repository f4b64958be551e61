"""Offering forces without having been asked, and answering such an offer."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Person
from command.core.policies import require
from incidents.lifecycle import ENDED
from incidents.selectors import locked as locked_incident
from resources.actions.what import What
from resources.events import OfferAnswered, OfferMade
from resources.models import OfferReply, ResourceOffer
from resources.rights import MAY_ANSWER, require_asker
from resources.selectors.reading import incident_of, offer_view


@door
def offer_resource(
    *,
    actor: Person | None,
    incident_id: UUID,
    what: str,
    quantity: int,
    unit: str,
    remark: str = "",
    number: str | None = None,
    occurred_at: datetime | None = None,
) -> ResourceOffer:
    """Offer something for an incident that one sees but was not asked about.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when the
    incident is over or the number is taken.
    """
    state = locked_incident(incident_id, actor=actor)
    incident = state.incident
    require(actor, MAY_ANSWER, to=_("offer forces"), region=authority.current())
    thing = What.read(what, quantity)
    if state.status in ENDED:
        raise Conflict(_("The incident is over."), status=state.status)
    mine = ResourceOffer.objects.filter(incident=incident, origin=authority.current())
    given = number or f"RO-{authority.current()}-{mine.count() + 1:02d}"
    if mine.filter(number=given).exists():
        raise Conflict(_("This number is taken."), number=given)
    offer = ResourceOffer(
        incident=incident,
        number=given,
        team_kind=thing.team_kind,
        supply=thing.supply,
        quantity=quantity,
        unit=thing.unit(unit),
        remark=remark,
        offered_at=occurred_at or now(),
    )
    offer.save(force_insert=True)
    journal.append(
        OfferMade(
            offer_id=str(offer.pk),
            number=given,
            city=offer.origin,
            quantity=quantity,
            **thing.told(),  # type: ignore[arg-type]
        ),
        room=incident.room_id,
        actor=actor,
        changed=offer_view(offer.pk),
        occurred_at=occurred_at,
    )
    return offer


@door
def answer_offer(
    *,
    actor: Person | None,
    offer_id: UUID,
    is_accepted: bool,
    reason: str = "",
    occurred_at: datetime | None = None,
) -> OfferReply:
    """Accept or decline an offer, for the incident's side; the first answer stands.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when it
    has been answered.
    """
    offer = ResourceOffer.objects.filter(pk=offer_id).first()
    if offer is None:
        raise NotThere(_("There is no such offer."), offer=str(offer_id))
    incident = locked_incident(incident_of(offer).pk, actor=actor).incident
    require_asker(actor, incident, to=_("answer an offer"))
    if authority.current() == offer.origin:
        raise NotPermitted(_("An offer is answered by those it is made to."))
    if not is_accepted and not reason.strip():
        raise Invalid(_("Say why."))
    if offer.withdrawals.exists():
        raise Conflict(_("The offer is withdrawn."))
    if offer.replies.exists():
        raise Conflict(_("The offer has been answered."))
    reply = OfferReply(
        offer=offer,
        is_accepted=is_accepted,
        reason=reason,
        answered_at=occurred_at or now(),
    )
    reply.save(force_insert=True)
    journal.append(
        OfferAnswered(
            offer_id=str(offer_id),
            number=offer.number,
            is_accepted=is_accepted,
            reason=reason,
        ),
        room=incident.room_id,
        actor=actor,
        changed=offer_view(offer_id),
        occurred_at=occurred_at,
    )
    return reply
