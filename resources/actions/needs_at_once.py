"""Saying at once all that an incident lacks, and asking others for parts of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import Conflict
from command.core.events import Fact
from command.core.models import Person
from incidents.lifecycle import ENDED
from incidents.models import IncidentState
from incidents.rights import require_part
from incidents.selectors import locked as locked_incident
from resources.actions.ask import asked_of, let_see, made
from resources.actions.capable import read_capabilities
from resources.actions.needs import stated
from resources.actions.what import What
from resources.folds import REQUESTS
from resources.models import Need, ResourceRequest
from resources.rights import MAY_ASK
from resources.selectors.reading import need_views, request_views


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """So much of something; ``asked`` is the authority that is asked for all of it, if any."""

    what: str
    quantity: int
    capabilities: Sequence[str] = ()
    needed_by: datetime | None = None
    remark: str = ""
    asked: str = ""


@door
def state_needs(
    *,
    actor: Person | None,
    incident_id: UUID,
    wanted: Sequence[Wanted],
    place: str,
    occurred_at: datetime | None = None,
) -> list[Need]:
    """State these needs, then ask whom they name: all or none.

    As ``state_need`` and ``request_resource`` do one by one, with as many queries for many
    as for few. Raises what they raise.
    """
    if not wanted:
        return []
    state = locked_incident(incident_id, actor=actor)
    require_part(actor, MAY_ASK, state, to=_("state a need"))
    things = What.read_all([(each.what, each.quantity) for each in wanted])
    if state.status in ENDED:
        raise Conflict(_("The incident is over."), status=state.status)
    at = occurred_at or now()
    needs = _needs(state, wanted, things, place, at)
    views = need_views([need.pk for need in needs])
    facts = [
        Fact(stated(need, thing), {f"need.{need.pk}": views[f"need.{need.pk}"]}, occurred_at)
        for need, thing in zip(needs, things, strict=True)
    ]
    journal.append_all(facts, room=state.incident.room_id, actor=actor)
    asked = [
        (need, thing, asked_of([each.asked]))
        for need, thing, each in zip(needs, things, wanted, strict=True)
        if each.asked
    ]
    if asked:
        _ask(state, asked, actor=actor, at=at, occurred_at=occurred_at)
    return needs


def _needs(
    state: IncidentState,
    wanted: Sequence[Wanted],
    things: Sequence[What],
    place: str,
    at: datetime,
) -> list[Need]:
    """Write the needs. The incident is locked: nobody else counts at the same time."""
    mine = Need.objects.filter(incident=state.incident, origin=authority.current())
    numbers = _numbers("NL", list(mine.values_list("number", flat=True)), len(wanted))
    needs = [
        Need(
            incident=state.incident,
            number=number,
            team_kind=thing.team_kind,
            supply=thing.supply,
            quantity=each.quantity,
            unit=thing.unit(""),
            capabilities=read_capabilities(each.capabilities),
            place=place,
            needed_by=each.needed_by,
            remark=each.remark,
            stated_at=at,
        )
        for each, thing, number in zip(wanted, things, numbers, strict=True)
    ]
    for need in needs:
        need.claim()
    return Need.objects.bulk_create(needs)


def _ask(
    state: IncidentState,
    asked: Sequence[tuple[Need, What, list[str]]],
    *,
    actor: Person | None,
    at: datetime,
    occurred_at: datetime | None,
) -> None:
    """Ask for needs that were stated just now: nobody has been asked for any of them yet."""
    incident = state.incident
    mine = ResourceRequest.objects.filter(incident=incident, origin=authority.current())
    numbers = _numbers("RR", list(mine.values_list("number", flat=True)), len(asked))
    asked_in: dict[str, str] = {}
    requests = []
    for (need, thing, cities), number in zip(asked, numbers, strict=True):
        for city in cities:
            asked_in.setdefault(city, number)
        request = ResourceRequest(
            incident=incident,
            need=need,
            capabilities=need.capabilities,
            number=number,
            team_kind=thing.team_kind,
            supply=thing.supply,
            quantity=need.quantity,
            unit=thing.unit(""),
            asked=cities,
            place=need.place,
            needed_by=need.needed_by,
            requested_at=at,
        )
        request.claim()
        requests.append(request)
    let_see(state, sorted(asked_in), ", ".join(dict.fromkeys(asked_in.values())), occurred_at)
    ResourceRequest.objects.bulk_create(requests)
    REQUESTS.begin_many(requests, [None] * len(requests))
    views = request_views([request.pk for request in requests])
    facts = [
        Fact(made(request, thing), views[request.pk], occurred_at)
        for request, (_need, thing, _cities) in zip(requests, asked, strict=True)
    ]
    journal.append_all(facts, room=incident.room_id, actor=actor)


def _numbers(prefix: str, there: Sequence[str], count: int) -> list[str]:
    """Return the next numbers of the acting authority. Raises ``Conflict``."""
    ahead = f"{prefix}-{authority.current()}"
    first = len(there) + 1
    numbers = [f"{ahead}-{number:02d}" for number in range(first, first + count)]
    if taken := set(numbers) & set(there):
        raise Conflict(_("This number is taken."), number=min(taken))
    return numbers
