"""Booking a thing: what every order, and every reservation, has in common.

No double booking, whatever happens: the thing is locked, then looked at in a new
statement, then booked from a moment after the lock; and the database's exclusion
constraints (teams, assets) and conditional update (stock) have the last word.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from command.core import authority
from command.core.errors import Conflict, NotThere
from command.core.models import Person
from incidents.lifecycle import ENDED as ENDED_INCIDENTS
from incidents.models import Incident
from incidents.selectors import locked as locked_incident
from resources.folds import COMMITTED, DEPLOYMENTS, REQUESTS, RESERVED
from resources.lifecycle import ENDED_REQUESTS, NOT_CALLED, Readiness
from resources.models import Asset, Deployment, DeploymentState, RequestState, Stock, Team
from resources.selectors.reading import locked_request

EXCLUDED = ("resources_deployment_no_double_booking", "resources_deployment_no_asset_twice")


def clock() -> datetime:
    """Return the database's time of this moment, not of the transaction's beginning."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def open_incident(actor: Person | None, incident_id: UUID) -> Incident:
    """Return the incident, its state locked. Raises ``Conflict`` when it is over."""
    state = locked_incident(incident_id, actor=actor)
    if state.status in ENDED_INCIDENTS:
        raise Conflict(_("The incident is over."), status=state.status)
    return state.incident


def request_for(request_id: UUID | None, incident: Incident) -> RequestState | None:
    """Return the locked state of the incident's request, if there is one to answer."""
    if request_id is None:
        return None
    state = locked_request(request_id)
    if state.request.incident_id != incident.pk:
        raise NotThere(_("There is no such request for this incident."))
    return state


def same_world(thing: Team | Asset | Stock, incident: Incident) -> None:
    """Raise unless both are real, or both belong to one exercise."""
    if thing.exercise_id != incident.exercise_id:
        raise Conflict(_("An exercise uses its own forces, and reality its own."))


def check_free(thing: Team | Asset) -> None:
    """Raise ``Conflict`` with what binds a (locked) thing, or when it is not ready."""
    # A new statement: under READ COMMITTED it sees what was committed while the
    # lock was waited for.
    is_team = isinstance(thing, Team)
    link = "deployment__team" if is_team else "deployment__asset"
    held = DeploymentState.objects.filter(**{link: thing}).exclude(status__in=NOT_CALLED)
    bound = held.values_list("deployment_id", "deployment__incident_id").first()
    if bound is not None:
        raise Conflict(
            _("The team is bound to an incident.")
            if is_team
            else _("The asset is bound to an incident."),
            deployment=str(bound[0]),
            incident=str(bound[1]),
        )
    if thing.readiness != Readiness.READY:
        raise Conflict(
            _("The team is not ready.") if is_team else _("The asset is not ready."),
            readiness=thing.readiness,
        )


def check_line(state: RequestState, thing: Team | Asset | Stock, quantity: int) -> None:
    """Raise ``Conflict`` unless the thing's city has promised the request so much more."""
    supply = None if isinstance(thing, Team) else thing.supply_id
    if state.request.supply_id != supply:
        raise Conflict(_("The request asks for something else."), asked=str(state.request))
    if state.status in ENDED_REQUESTS:
        raise Conflict(_("The request has ended."), status=state.status)
    line = state.lines.get(thing.origin)
    left = 0
    if line and line["answer"] == "accept":
        left = line["quantity"] - line["committed"] - line.get("reserved", 0)
    if quantity > left:
        raise Conflict(
            _("The city has accepted only %(left)s more. Answer the request first.")
            % {"left": left},
            left=left,
        )


def take(stock: Stock, quantity: int, at: datetime) -> None:
    """Take so much out of what is available, if it is there; two never take the same."""
    mine = Stock.objects.filter(pk=stock.pk)
    taken = mine.filter(available__gte=quantity).update(
        available=F("available") - quantity, updated_at=at
    )
    if not taken:
        left = mine.values_list("available", flat=True).get()
        raise Conflict(
            _("Only %(left)s are available.") % {"left": left}, available=left, asked=quantity
        )


def check_window(deployment: Deployment) -> None:
    """Raise ``Conflict``, saying for whom and when, where a booking overlaps another."""
    if deployment.stock_id is not None:
        return
    others = Deployment.objects.filter(
        origin=authority.current(),
        team=deployment.team_id,
        asset=deployment.asset_id,
        period__overlap=deployment.period,
    ).exclude(pk=deployment.pk)
    other = others.select_related("incident").order_by("period").first()
    if other is not None:
        raise Conflict(
            _("It is booked for “%(incident)s” from %(starts)s until %(until)s.")
            % {
                "incident": other.incident.title if other.incident else "",
                "starts": _clock_of(other.period.lower),
                "until": _clock_of(other.period.upper),
            },
            deployment=str(other.pk),
            incident=str(other.incident_id),
            starts=other.period.lower.isoformat(),
            until=other.period.upper.isoformat() if other.period.upper else None,
        )


def book(deployment: Deployment) -> None:
    """Write a new deployment with its state; the database has the last word."""
    check_window(deployment)
    written(deployment, force_insert=True)
    DEPLOYMENTS.begin(deployment)


def written(deployment: Deployment, **how: object) -> None:
    """Save a deployment; a booking that overlaps becomes a ``Conflict``."""
    try:
        with transaction.atomic():
            deployment.save(**how)  # type: ignore[arg-type]  # as given
    except IntegrityError as error:
        if not any(name in str(error) for name in EXCLUDED):
            raise
        raise Conflict(_("The thing is booked for that time.")) from None


def answered(
    request: RequestState | None, deployment: Deployment, actor: Person | None, at: datetime
) -> None:
    """Let the request know what has been ordered, or reserved, in answer to it."""
    if request is not None:
        data = {
            "city": deployment.origin,
            "quantity": deployment.quantity,
            "deployment": str(deployment.pk),
        }
        kind = RESERVED if deployment.is_reserved else COMMITTED
        REQUESTS.add(request, kind, actor=actor, occurred_at=at, data=data)


def _clock_of(at: datetime | None) -> str:
    return localtime(at).strftime("%m-%d %H:%M") if at else _("further notice")
