"""A city's answer to a request."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from command.core.policies import require
from incidents.lifecycle import ENDED
from incidents.selectors import locked as locked_incident
from resources.actions.needing import check_open
from resources.actions.what import What
from resources.events import RequestAnswered
from resources.folds import ANSWERED, REQUESTS
from resources.keeping import Giving, judge_giving
from resources.lifecycle import ENDED_REQUESTS, Answer
from resources.models import RequestReply, RequestState
from resources.rights import MAY_ANSWER, require_own
from resources.selectors.reading import (
    incident_of,
    locked_need,
    locked_request,
    request_of,
    request_view,
)


@door
def answer_request(
    *,
    actor: Person | None,
    request_id: UUID,
    city: str,
    answer: str,
    quantity: int,
    reason: str = "",
    occurred_at: datetime | None = None,
) -> RequestReply:
    """Answer a request for ``city``: accept, provisional, or decline.

    A new answer takes the place of the city's earlier one; the other cities'
    lines are not touched. Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or
    ``Conflict`` when the incident is over, more is accepted than is still open,
    less than is already on its way, or the city would go below a reserve floor unsigned.
    """
    request = request_of(request_id)
    incident = incident_of(request)
    held = locked_incident(incident.pk, actor=None)
    need = locked_need(request.need_id) if request.need_id else None
    state = locked_request(request_id)
    require(actor, MAY_ANSWER, to=_("answer a request"), region=city)
    require_own(city, to=_("answer a request"))
    if city not in request.asked:
        raise NotThere(_("This authority has not been asked."), city=city)
    if held.status in ENDED:
        raise Conflict(_("The incident is over."), status=held.status)
    given = 0 if answer == Answer.DECLINE else quantity
    _judge(state, city, answer, given, reason)
    if need is not None and answer == Answer.ACCEPT:
        check_open(need, given - _promised(state, city))
    line = state.lines[city]
    out = line["committed"] + line.get("reserved", 0)
    giving = Giving(
        city=city,
        what=request.supply_id or request.team_kind,
        quantity=given - out,
        incident=incident,
        request=request,
        is_provisional=answer == Answer.PROVISIONAL,
    )
    judge_giving(actor, giving)

    at = occurred_at or now()
    reply = RequestReply(
        request=request, answer=answer, quantity=given, reason=reason, answered_at=at
    )
    reply.save(force_insert=True)
    data = {"city": city, "answer": answer, "quantity": given, "reason": reason}
    REQUESTS.add(
        state, ANSWERED, actor=actor, occurred_at=at, data={**data, "reply": str(reply.pk)}
    )
    journal.append(
        RequestAnswered(
            request_id=str(request_id),
            number=request.number,
            city=city,
            answer=answer,
            quantity=given,
            reason=reason,
            **What.of(request).told(),  # type: ignore[arg-type]
        ),
        room=incident.room_id,
        actor=actor,
        changed=request_view(request_id),
        occurred_at=occurred_at,
    )
    return reply


def _judge(state: RequestState, city: str, answer: str, quantity: int, reason: str) -> None:
    if answer not in Answer.values:
        raise Invalid(_("The answer is accept, provisional or decline."), answer=answer)
    if answer != Answer.DECLINE and quantity < 1:
        raise Invalid(_("Say how much."), quantity=quantity)
    if answer != Answer.ACCEPT and not reason.strip():
        raise Invalid(_("Say why."))
    if state.status in ENDED_REQUESTS:
        raise Conflict(_("The request has ended."), status=state.status)
    line = state.lines[city]
    mine = _promised(state, city)
    still_open = state.requested - (state.accepted - mine)
    if quantity > still_open:
        raise Conflict(
            _("Only %(open)s are still open.") % {"open": still_open}, open=still_open
        )
    on_its_way = line["committed"] + line.get("reserved", 0)
    if on_its_way and (answer != Answer.ACCEPT or quantity < on_its_way):
        raise Conflict(
            _("%(count)s are on their way already.") % {"count": on_its_way},
            committed=on_its_way,
        )


def _promised(state: RequestState, city: str) -> int:
    """Return what a city's standing answer promises."""
    line = state.lines[city]
    return int(line["quantity"]) if line["answer"] == Answer.ACCEPT else 0
