"""Asking other authorities for forces, and no longer needing them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from command.core.policies import holds
from incidents.actions import share_incident
from incidents.lifecycle import ENDED
from incidents.models import Incident, IncidentState
from incidents.rights import require_part
from incidents.selectors import locked as locked_incident
from incidents.selectors.shares import shared_with
from resources.actions.capable import read_capabilities
from resources.actions.letting_go import let_go
from resources.actions.needing import check_unasked, need_for
from resources.actions.what import What
from resources.events import RequestMade, RequestWithdrawn
from resources.folds import REQUESTS, WITHDRAWN
from resources.lifecycle import ENDED_REQUESTS
from resources.models import DeploymentState, ResourceRequest
from resources.rights import MAY_ASK, require_asker
from resources.selectors.reading import (
    incident_of,
    locked_need,
    locked_request,
    request_of,
    request_view,
)


@door
def request_resource(
    *,
    actor: Person | None,
    incident_id: UUID,
    what: str,
    quantity: int,
    unit: str,
    asked: Sequence[str],
    place: str,
    needed_by: datetime | None = None,
    need_id: UUID | None = None,
    capabilities: Sequence[str] = (),
    number: str | None = None,
    occurred_at: datetime | None = None,
) -> ResourceRequest:
    """Ask other authorities for a quantity of something; they see the incident from now on.

    ``what`` is a kind of team (then ``quantity`` counts teams) or the code of a
    supply. What serves a need (``need_id``) asks for its capabilities too, and for no more
    than nobody has been asked for yet. Raises ``NotThere``, ``NotPermitted``,
    ``Invalid``, or ``Conflict`` when the incident is over or the number is taken.
    """
    state = locked_incident(incident_id, actor=actor)
    incident = state.incident
    require_part(actor, MAY_ASK, state, to=_("ask for forces"))
    thing = What.read(what, quantity)
    cities = asked_of(asked)
    need = need_for(need_id, incident)
    if need is not None:
        check_unasked(need, thing, quantity)
    able = read_capabilities([*capabilities, *(need.capabilities if need else ())])
    if state.status in ENDED:
        raise Conflict(_("The incident is over."), status=state.status)
    given = number or _next_number(incident)
    taken = ResourceRequest.objects.filter(incident=incident, number=given)
    if taken.filter(origin=authority.current()).exists():
        raise Conflict(_("This number is taken."), number=given)
    let_see(state, cities, given, occurred_at)
    request = ResourceRequest(
        incident=incident,
        need=need,
        capabilities=able,
        number=given,
        team_kind=thing.team_kind,
        supply=thing.supply,
        quantity=quantity,
        unit=thing.unit(unit),
        asked=cities,
        place=place,
        needed_by=needed_by,
        requested_at=occurred_at or now(),
    )
    request.save(force_insert=True)
    REQUESTS.begin(request)
    journal.append(
        made(request, thing),
        room=incident.room_id,
        actor=actor,
        changed=request_view(request.pk),
        occurred_at=occurred_at,
    )
    return request


def made(request: ResourceRequest, thing: What) -> RequestMade:
    """Return the fact that forces were asked for."""
    return RequestMade(
        request_id=str(request.pk),
        number=request.number,
        quantity=request.quantity,
        asked=request.asked,
        place=request.place,
        **thing.told(),  # type: ignore[arg-type]
    )


@door
def withdraw_request(
    *,
    actor: Person | None,
    request_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> ResourceRequest:
    """End a request that is no longer needed, and what it has set in motion.

    What was promised is free again; what was ordered or reserved and has not left is
    cancelled, what is on its way released; what is on the scene stays until it is released.

    Raises ``NotThere``, ``NotPermitted``, or ``Conflict`` when it has ended.
    """
    request = request_of(request_id)
    incident = incident_of(request)
    locked_incident(incident.pk, actor=None)
    if request.need_id is not None:
        locked_need(request.need_id)
    state = locked_request(request_id)
    if actor is None or not holds(actor, MAY_ASK, region=request.origin):
        require_asker(actor, incident, to=_("withdraw a request"))
    if state.status in ENDED_REQUESTS:
        raise Conflict(_("The request has ended."), status=state.status)
    if not reason.strip():
        raise Invalid(_("Say why."))
    REQUESTS.add(
        state,
        WITHDRAWN,
        actor=actor,
        occurred_at=occurred_at or now(),
        data={"reason": reason},
    )
    journal.append(
        RequestWithdrawn(request_id=str(request_id), number=request.number, reason=reason),
        room=incident.room_id,
        actor=actor,
        changed=request_view(request_id),
        occurred_at=occurred_at,
    )
    answering = DeploymentState.objects.filter(deployment__request=request)
    let_go(answering, actor=actor, reason=reason, occurred_at=occurred_at)
    return request


def asked_of(asked: Sequence[str]) -> list[str]:
    """Return who is asked, once each. Raises ``Invalid``."""
    cities = list(dict.fromkeys(asked))
    unknown = [code for code in cities if code not in {*regions.CITIES, regions.REGION}]
    if unknown or not cities:
        raise Invalid(_("Ask one or more of the cities, or the region."), asked=cities)
    if authority.current() in cities:
        raise Invalid(_("What is one's own is ordered, not asked for."), asked=cities)
    return cities


def _next_number(incident: Incident) -> str:
    # The incident is locked: nobody else counts at the same time.
    mine = ResourceRequest.objects.filter(incident=incident, origin=authority.current())
    return f"RR-{authority.current()}-{mine.count() + 1:02d}"


def let_see(
    state: IncidentState, cities: list[str], number: str, occurred_at: datetime | None
) -> None:
    """Share the incident with those asked who cannot see it: to answer, one must know.

    A neighbour who sees it by a share asks those who see it too, and lets nobody in.
    """
    incident = state.incident
    seeing = {
        regions.REGION,
        regions.city_of(incident.region_id),
        *shared_with([incident.room_id]).get(incident.room_id, []),
    }
    blind = [city for city in cities if city not in seeing]
    hosts = {regions.REGION, regions.city_of(incident.region_id), state.lead_authority}
    if blind and authority.current() not in hosts:
        raise Conflict(
            _("That authority does not see the incident; its command must share it first."),
            blind=blind,
        )
    if blind:
        share_incident(
            actor=None,
            incident_id=incident.pk,
            grantees=blind,
            reason=_("Request %(number)s") % {"number": number},
            until=None,
            occurred_at=occurred_at,
        )
