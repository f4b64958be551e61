"""Saying what an incident lacks, and that it does not any more."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from incidents.lifecycle import ENDED as ENDED_INCIDENTS
from incidents.rights import require_part
from incidents.selectors import locked as locked_incident
from resources.actions.ask import withdraw_request
from resources.actions.capable import read_capabilities
from resources.actions.letting_go import let_go
from resources.actions.teams import LatLon, point_of
from resources.actions.what import What
from resources.lifecycle import ENDED_REQUESTS, NeedPriority
from resources.models import DeploymentState, Need, RequestState
from resources.need_events import NeedClosed, NeedStated
from resources.rights import MAY_ASK, require_own
from resources.selectors.reading import incident_of, locked_need, need_of, need_view


@door
def state_need(
    *,
    actor: Person | None,
    incident_id: UUID,
    what: str,
    quantity: int,
    capabilities: Sequence[str] = (),
    place: str,
    point: LatLon | None = None,
    needed_by: datetime | None = None,
    priority: int = NeedPriority.NORMAL,
    remark: str = "",
    unit: str = "",
    number: str | None = None,
    occurred_at: datetime | None = None,
) -> Need:
    """Say that an incident lacks so much of something, and where and by when.

    ``what`` as in ``request_resource``; ``capabilities`` are codes that what comes must
    have all of. Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when
    the incident is over or the number is taken.
    """
    state = locked_incident(incident_id, actor=actor)
    incident = state.incident
    require_part(actor, MAY_ASK, state, to=_("state a need"))
    thing = What.read(what, quantity)
    if priority not in NeedPriority.values:
        raise Invalid(_("There is no such priority."), priority=priority)
    if state.status in ENDED_INCIDENTS:
        raise Conflict(_("The incident is over."), status=state.status)
    mine = Need.objects.filter(incident=incident, origin=authority.current())
    given = number or f"NL-{authority.current()}-{mine.count() + 1:02d}"
    if mine.filter(number=given).exists():
        raise Conflict(_("This number is taken."), number=given)
    need = Need(
        incident=incident,
        number=given,
        team_kind=thing.team_kind,
        supply=thing.supply,
        quantity=quantity,
        unit=thing.unit(unit),
        capabilities=read_capabilities(capabilities),
        place=place,
        point=point_of(point),
        needed_by=needed_by,
        priority=priority,
        remark=remark,
        stated_at=occurred_at or now(),
    )
    need.save(force_insert=True)
    journal.append(
        stated(need, thing),
        room=incident.room_id,
        actor=actor,
        changed=need_view(need.pk),
        occurred_at=occurred_at,
    )
    return need


def stated(need: Need, thing: What) -> NeedStated:
    """Return the fact that a need was stated."""
    return NeedStated(
        need_id=str(need.pk),
        number=need.number,
        quantity=need.quantity,
        place=need.place,
        **thing.told(),  # type: ignore[arg-type]
    )


@door
def close_need(
    *,
    actor: Person | None,
    need_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> Need:
    """End a need that is met, or is none any more.

    Its requests that have not ended are withdrawn with all that follows; forces of one's
    own that have not left are cancelled, those on their way released; what is on the scene
    stays until it is released. Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or
    ``Conflict`` when it is closed.
    """
    incident = incident_of(need_of(need_id))
    state = locked_incident(incident.pk, actor=actor)
    need = locked_need(need_id)
    require_part(actor, MAY_ASK, state, to=_("close a need"))
    require_own(need.origin, to=_("close a need"))
    if need.closed_at is not None:
        raise Conflict(_("The need is closed."), need=str(need_id))
    if not reason.strip():
        raise Invalid(_("Say why."))
    need.closed_at = occurred_at or now()
    need.closed_for = reason.strip()
    need.save(update_fields=["closed_at", "closed_for"])
    journal.append(
        NeedClosed(need_id=str(need_id), number=need.number, reason=need.closed_for),
        room=incident.room_id,
        actor=actor,
        changed=need_view(need_id),
        occurred_at=occurred_at,
    )
    asked = RequestState.objects.filter(request__need=need).exclude(status__in=ENDED_REQUESTS)
    for request_id in list(asked.order_by("pk").values_list("request_id", flat=True)):
        # Who may close the need may end what was asked for it, whoever asked.
        withdraw_request(
            actor=None, request_id=request_id, reason=reason, occurred_at=occurred_at
        )
    serving = DeploymentState.objects.filter(deployment__need=need)
    let_go(serving, actor=actor, reason=reason, occurred_at=occurred_at)
    return need
