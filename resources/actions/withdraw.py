"""Taking back what was promised, what was sent, and what was offered."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from command.core.policies import require
from incidents.selectors import locked as locked_incident
from resources.actions.booking import clock
from resources.actions.stepping import take_step
from resources.actions.what import What
from resources.folds import ANSWERED, REQUESTS
from resources.lifecycle import ENDED_REQUESTS, Answer, DeploymentStatus, check_step
from resources.models import Deployment, OfferWithdrawal, RequestReply, ResourceOffer
from resources.need_events import AnswerWithdrawn, OfferWithdrawn
from resources.rights import MAY_ANSWER, MAY_COMMIT, require_own
from resources.selectors.reading import (
    deployment_of,
    incident_of,
    locked_deployment,
    locked_request,
    offer_view,
    request_of,
    request_view,
)

S = DeploymentStatus


@door
def withdraw_answer(
    *,
    actor: Person | None,
    request_id: UUID,
    city: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> RequestReply:
    """Take back what ``city`` has promised and not yet ordered or reserved; it is open again.

    What is bound stays promised; ``recall_deployment`` takes that back. Raises
    ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when nothing is left to
    take back.
    """
    request = request_of(request_id)
    incident = incident_of(request)
    locked_incident(incident.pk, actor=None)
    state = locked_request(request_id)
    require(actor, MAY_ANSWER, to=_("answer a request"), region=city)
    require_own(city, to=_("answer a request"))
    if city not in request.asked:
        raise NotThere(_("This authority has not been asked."), city=city)
    if not reason.strip():
        raise Invalid(_("Say why."))
    if state.status in ENDED_REQUESTS:
        raise Conflict(_("The request has ended."), status=state.status)
    line = state.lines[city]
    bound = line["committed"] + line.get("reserved", 0)
    loose = line["quantity"] - bound
    if line["answer"] == Answer.DECLINE or loose < 1:
        raise Conflict(_("Nothing is promised that could be taken back."), committed=bound)

    at = occurred_at or now()
    answer = Answer.ACCEPT if bound else Answer.DECLINE
    reply = RequestReply(
        request=request, answer=answer, quantity=bound, reason=reason, answered_at=at
    )
    reply.save(force_insert=True)
    data = {"city": city, "answer": answer.value, "quantity": bound, "reason": reason}
    REQUESTS.add(
        state, ANSWERED, actor=actor, occurred_at=at, data={**data, "reply": str(reply.pk)}
    )
    journal.append(
        AnswerWithdrawn(
            request_id=str(request_id),
            number=request.number,
            city=city,
            quantity=loose,
            reason=reason,
            **What.of(request).told(),  # type: ignore[arg-type]
        ),
        room=incident.room_id,
        actor=actor,
        changed=request_view(request_id),
        occurred_at=occurred_at,
    )
    return reply


@door
def recall_deployment(
    *,
    actor: Person | None,
    deployment_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> Deployment:
    """Take back what one's authority has sent; what it promised by it is open again.

    What has not left is cancelled; what is out is released and comes home. Raises
    ``NotThere``, ``NotPermitted``, ``Invalid``, or ``BadTransition`` when it is coming home.
    """
    deployment = deployment_of(deployment_id)
    locked_incident(incident_of(deployment).pk, actor=None)
    asked = locked_request(deployment.request_id) if deployment.request_id else None
    state = locked_deployment(deployment_id)
    thing = deployment.team or deployment.asset or deployment.stock
    assert thing is not None
    require(actor, MAY_COMMIT, to=_("recall a deployment"), region=thing.region_id)
    require_own(deployment.origin, to=_("recall a deployment"))
    if not reason.strip():
        raise Invalid(_("Say why."))
    to = S.CANCELLED if state.status in {S.RESERVED, S.COMMITTED} else S.RELEASED
    check_step(state.status, to)
    take_step(
        deployment,
        state,
        to,
        asked=asked,
        actor=actor,
        at=occurred_at or clock(),
        recalled=True,
        reason=reason,
        occurred_at=occurred_at,
    )
    return deployment


@door
def withdraw_offer(
    *,
    actor: Person | None,
    offer_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> ResourceOffer:
    """Take an offer back, answered or not; what was ordered after it is recalled by itself.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when it was declined
    or withdrawn before.
    """
    offer = ResourceOffer.objects.filter(pk=offer_id).first()
    if offer is None:
        raise NotThere(_("There is no such offer."), offer=str(offer_id))
    incident = locked_incident(incident_of(offer).pk, actor=actor).incident
    require(actor, MAY_ANSWER, to=_("offer forces"), region=offer.origin)
    require_own(offer.origin, to=_("withdraw an offer"))
    if not reason.strip():
        raise Invalid(_("Say why."))
    if offer.withdrawals.exists() or offer.replies.filter(is_accepted=False).exists():
        raise Conflict(_("The offer stands no more."))
    gone = OfferWithdrawal(offer=offer, reason=reason, withdrawn_at=occurred_at or now())
    gone.save(force_insert=True)
    journal.append(
        OfferWithdrawn(offer_id=str(offer_id), number=offer.number, reason=reason),
        room=incident.room_id,
        actor=actor,
        changed=offer_view(offer_id),
        occurred_at=occurred_at,
    )
    return offer
