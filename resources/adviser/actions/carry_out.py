"""The parts of choosing a plan: asking cities, ordering one's own, raising floors to sign."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.errors import Conflict
from command.core.models import Person
from command.core.policies import holds
from resources.actions import commit_asset, commit_stock, commit_team, request_resource
from resources.adviser.events import SignatureWanted
from resources.adviser.models import Advice, FloorBreach, Suggestion
from resources.adviser.pure.problem import Problem
from resources.adviser.selectors.reading import breach_view
from resources.adviser.selectors.shown import Told
from resources.models import Need, ResourceRequest
from resources.rights import MAY_COMMIT


def ask_cities(actor: Person | None, advice: Advice, plan: Told) -> list[str]:
    """Ask each other city for its share of each need; return the numbers of the requests."""
    acting = authority.current()
    shares: dict[tuple[str, str], list[Told]] = {}
    for send in plan["sends"]:
        if send["city"] != acting:
            shares.setdefault((send["need"], send["city"]), []).append(send)
    needs = Need.objects.in_bulk([UUID(need) for need, _city in shares])
    numbers = []
    for (need_key, city), sends in shares.items():
        need = needs[UUID(need_key)]
        request = request_resource(
            actor=actor,
            incident_id=_incident(advice),
            what=need.supply_id or need.team_kind,
            quantity=sum(send["quantity"] for send in sends),
            unit=need.unit,
            asked=[city],
            place=need.place,
            needed_by=need.needed_by,
            need_id=need.pk,
        )
        for send in sends:
            _suggest(request, advice, send)
        numbers.append(request.number)
    return numbers


def order_own(
    actor: Person | None, advice: Advice, plan: Told, fresh: Problem
) -> tuple[int, list[str]]:
    """Order one's own forces; return how many, and the names of those that another must order.

    What another duty commands, and whatever would go below a floor that nobody has signed
    for, is left to be ordered.
    """
    acting = authority.current()
    unsigned = {(row["city"], row["what"]) for row in plan["remains"] if row["broken"]}
    ordered, left = 0, []
    for send in plan["sends"]:
        if send["city"] != acting:
            continue
        each = fresh.candidate[send["candidate"]]
        may = actor is None or holds(actor, MAY_COMMIT, region=each.region)
        if not may or (each.city, each.what) in unsigned:
            left.append(each.name)
            continue
        try:
            _order(actor, advice, send)
        except Conflict as refusal:
            raise Conflict(
                _("Nothing was done: %(name)s cannot be ordered. %(why)s")
                % {"name": each.name, "why": refusal.message},
                changed=[str(refusal.message)],
            ) from None
        ordered += 1
    return ordered, left


def raise_breaches(actor: Person | None, advice: Advice, plan: Told) -> int:
    """Ask the cities whose floors the plan breaks to sign; return how many."""
    broken = [row for row in plan["remains"] if row["broken"]]
    assert advice.incident is not None
    for row in broken:
        breach = FloorBreach(
            incident=advice.incident,
            advice=advice,
            city=row["city"],
            what=row["what"],
            before=row["before"],
            giving=row["given"],
            floor=row["floor"],
            broken=row["broken"],
            signed_by=row["signed_by"],
        )
        breach.save(force_insert=True)
        journal.append(
            SignatureWanted(
                breach_id=str(breach.pk),
                city=breach.city,
                what=breach.what,
                broken=breach.broken,
            ),
            room=advice.incident.room_id,
            actor=actor,
            changed=breach_view(breach.pk),
        )
    return len(broken)


def _order(actor: Person | None, advice: Advice, send: Told) -> None:
    kind, _dot, key = send["candidate"].partition(".")
    need_id, thing = UUID(send["need"]), UUID(key)
    incident_id = _incident(advice)
    if kind == "team":
        commit_team(actor=actor, incident_id=incident_id, team_id=thing, need_id=need_id)
    elif kind == "asset":
        commit_asset(actor=actor, incident_id=incident_id, asset_id=thing, need_id=need_id)
    else:
        commit_stock(
            actor=actor,
            incident_id=incident_id,
            stock_id=thing,
            quantity=send["quantity"],
            need_id=need_id,
        )


def _suggest(request: ResourceRequest, advice: Advice, send: Told) -> None:
    kind, _dot, key = send["candidate"].partition(".")
    begins = datetime.fromisoformat(advice.question["at"])
    suggestion = Suggestion(
        request=request,
        quantity=send["quantity"],
        expected_at=begins + timedelta(minutes=send["eta"]),
        **{f"{kind}_id": UUID(key)},
    )
    suggestion.save(force_insert=True)


def _incident(advice: Advice) -> UUID:
    assert advice.incident_id is not None
    return advice.incident_id
