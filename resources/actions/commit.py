"""Giving a team or a quantity of stock to an incident. The lending city decides.

No double booking, whatever happens: the thing is locked, then looked at in a new
statement, then booked from a moment after the lock; and the database's exclusion
constraint (teams) and conditional update (stock) have the last word.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from command.core.policies import require
from incidents.lifecycle import ENDED as ENDED_INCIDENTS
from incidents.models import Incident
from incidents.selectors import locked as locked_incident
from resources.actions.standing import stand
from resources.actions.telling import tell
from resources.folds import COMMITTED, DEPLOYMENTS, REQUESTS
from resources.lifecycle import ENDED, ENDED_REQUESTS, Readiness
from resources.models import Deployment, DeploymentState, RequestState, Stock, Team
from resources.rights import MAY_COMMIT, require_own
from resources.selectors.reading import (
    locked_request,
    locked_team,
    stock_of,
)


@door
def commit_team(
    *,
    actor: Person | None,
    incident_id: UUID,
    team_id: UUID,
    request_id: UUID | None = None,
    people: int | None = None,
    vehicles: int | None = None,
    occurred_at: datetime | None = None,
) -> Deployment:
    """Order a team to an incident; ``people`` and ``vehicles`` when not all of it goes.

    Raises ``NotThere``, ``NotPermitted``, or ``Conflict`` when it is bound elsewhere,
    not ready, or the request has not been accepted for it.
    """
    incident = _open_incident(actor, incident_id)
    request = _request(request_id, incident)
    team = locked_team(team_id)
    require(actor, MAY_COMMIT, to=_("order a team"), region=team.region_id)
    require_own(team.origin, to=_("order a team"))
    _same_world(team, incident)
    _check_free(team)
    if request is not None:
        _check_line(request, team.origin, 1, supply=None)

    at = occurred_at or clock()
    deployment = Deployment(
        incident=incident,
        request=request.request if request else None,
        team=team,
        quantity=1,
        people=team.headcount if people is None else people,
        vehicles=team.vehicles if vehicles is None else vehicles,
        ordered_at=at,
        period=(at, None),
    )
    _book(deployment)
    _answered(request, deployment, actor, at)
    stand(team)
    tell(deployment, actor=actor, occurred_at=occurred_at)
    return deployment


@door
def commit_stock(
    *,
    actor: Person | None,
    incident_id: UUID,
    stock_id: UUID,
    quantity: int,
    request_id: UUID | None = None,
    people: int = 0,
    vehicles: int = 0,
    occurred_at: datetime | None = None,
) -> Deployment:
    """Give a quantity of stock to an incident, with the people and vehicles that bring it.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when not so
    much is available or the request has not been accepted for it.
    """
    incident = _open_incident(actor, incident_id)
    request = _request(request_id, incident)
    stock = stock_of(stock_id)
    require(actor, MAY_COMMIT, to=_("give stock"), region=stock.region_id)
    require_own(stock.origin, to=_("give stock"))
    _same_world(stock, incident)
    if quantity < 1:
        raise Invalid(_("Say how much."), quantity=quantity)
    if request is not None:
        _check_line(request, stock.origin, quantity, supply=stock.supply_id)

    at = occurred_at or clock()
    _take(stock, quantity, at)
    deployment = Deployment(
        incident=incident,
        request=request.request if request else None,
        stock=stock,
        quantity=quantity,
        people=people,
        vehicles=vehicles,
        ordered_at=at,
        period=(at, None),
    )
    _book(deployment)
    _answered(request, deployment, actor, at)
    tell(deployment, actor=actor, occurred_at=occurred_at)
    return deployment


def clock() -> datetime:
    """Return the database's time of this moment, not of the transaction's beginning."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def _open_incident(actor: Person | None, incident_id: UUID) -> Incident:
    state = locked_incident(incident_id, actor=actor)
    if state.status in ENDED_INCIDENTS:
        raise Conflict(_("The incident is over."), status=state.status)
    return state.incident


def _request(request_id: UUID | None, incident: Incident) -> RequestState | None:
    if request_id is None:
        return None
    state = locked_request(request_id)
    if state.request.incident_id != incident.pk:
        raise NotThere(_("There is no such request for this incident."))
    return state


def _same_world(thing: Team | Stock, incident: Incident) -> None:
    if thing.exercise_id != incident.exercise_id:
        raise Conflict(_("An exercise uses its own forces, and reality its own."))


def _check_free(team: Team) -> None:
    # A new statement: under READ COMMITTED it sees what was committed while the
    # lock was waited for.
    held = DeploymentState.objects.filter(deployment__team=team).exclude(status__in=ENDED)
    bound = held.values_list("deployment_id", "deployment__incident_id").first()
    if bound is not None:
        raise Conflict(
            _("The team is bound to an incident."),
            deployment=str(bound[0]),
            incident=str(bound[1]),
        )
    if team.readiness != Readiness.READY:
        raise Conflict(_("The team is not ready."), readiness=team.readiness)


def _check_line(state: RequestState, city: str, quantity: int, *, supply: str | None) -> None:
    if state.request.supply_id != supply:
        raise Conflict(_("The request asks for something else."), asked=str(state.request))
    if state.status in ENDED_REQUESTS:
        raise Conflict(_("The request has ended."), status=state.status)
    line = state.lines.get(city)
    promised = line["quantity"] if line and line["answer"] == "accept" else 0
    left = promised - (line["committed"] if line else 0)
    if quantity > left:
        raise Conflict(
            _("The city has accepted only %(left)s more. Answer the request first.")
            % {"left": left},
            left=left,
        )


def _take(stock: Stock, quantity: int, at: datetime) -> None:
    mine = Stock.objects.filter(pk=stock.pk)
    taken = mine.filter(available__gte=quantity).update(
        available=F("available") - quantity, updated_at=at
    )
    if not taken:
        left = mine.values_list("available", flat=True).get()
        raise Conflict(
            _("Only %(left)s are available.") % {"left": left}, available=left, asked=quantity
        )


def _book(deployment: Deployment) -> None:
    try:
        with transaction.atomic():
            deployment.save(force_insert=True)
    except IntegrityError as error:
        if "no_double_booking" not in str(error):
            raise
        raise Conflict(_("The team is booked for that time.")) from None
    DEPLOYMENTS.begin(deployment)


def _answered(
    request: RequestState | None, deployment: Deployment, actor: Person | None, at: datetime
) -> None:
    if request is not None:
        data = {
            "city": deployment.origin,
            "quantity": deployment.quantity,
            "deployment": str(deployment.pk),
        }
        REQUESTS.add(request, COMMITTED, actor=actor, occurred_at=at, data=data)
