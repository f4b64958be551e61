"""Which of our doors each kind of message knocks at."""

from collections.abc import Callable
from types import MappingProxyType
from uuid import UUID

from django.utils.translation import gettext as _

from command.core.errors import Conflict, NotThere
from command.core.models import Person
from incidents.models import Incident
from incidents.selectors import seen as seen_incident
from resources.actions import (
    advance_deployment,
    answer_offer,
    answer_request,
    commit_asset,
    commit_stock,
    commit_team,
    offer_resource,
    release_deployment,
    request_resource,
)
from resources.edxl.facts import ANSWERS
from resources.edxl.kinds import Kind
from resources.edxl.message import Line, Message
from resources.edxl.naming import (
    deployment_named,
    key,
    offer_named,
    request_named,
    same_world,
)
from resources.edxl.reading import fault
from resources.lifecycle import DeploymentStatus
from resources.loans.actions import answer_ask, ask_of_loan
from resources.loans.lifecycle import Ask
from resources.loans.models import Loan
from resources.loans.selectors import loans_open_to
from resources.models import Deployment, ResourceRequest

Done = tuple[str, UUID | None]  # what it became, and the exercise it belongs to
WORDS = {told: answer for answer, told in ANSWERS.items()}
S = DeploymentStatus
REPORTED = frozenset({S.DEPARTED, S.EN_ROUTE, S.ON_SCENE, S.RETURNED})


def _request(actor: Person, message: Message) -> Done:
    incident = _incident(actor, message)
    line = _line(message)
    made = request_resource(
        actor=actor,
        incident_id=incident.pk,
        what=line.type_value,
        quantity=_amount(line),
        unit=line.unit,
        asked=list(message.asked),
        place=line.place[:120],
        needed_by=line.when("RequestedArrival"),
    )
    return f"request.{made.pk}", incident.exercise_id


def _response(actor: Person, message: Message) -> Done:
    request = request_named(actor, message)
    same_world(message, request.exercise_id)
    line = _line(message)
    assert line.reply is not None
    answer_request(
        actor=actor,
        request_id=request.pk,
        city=actor.origin,
        answer=WORDS[line.reply.type],
        quantity=line.quantity or 0,
        reason=line.reply.reason,
    )
    return f"request.{request.pk}", request.exercise_id


def _commit(actor: Person, message: Message) -> Done:
    request = request_named(actor, message)
    same_world(message, request.exercise_id)
    line = _line(message)
    assert line.reply is not None
    if line.reply.type != "Accept":
        fault("ResponseType", _("what is committed is accepted"))
    thing, _dot, given = line.resource_id.partition(".")
    made = _ordered(actor, request, thing, key("ResourceID", given), line)
    return f"deployment.{made.pk}", request.exercise_id


def _ordered(
    actor: Person, request: ResourceRequest, thing: str, named: UUID, line: Line
) -> Deployment:
    incident = request.incident_id
    assert incident is not None
    if thing == "team":
        return commit_team(
            actor=actor, incident_id=incident, team_id=named, request_id=request.pk
        )
    if thing == "asset":
        return commit_asset(
            actor=actor, incident_id=incident, asset_id=named, request_id=request.pk
        )
    if thing == "stock":
        return commit_stock(
            actor=actor,
            incident_id=incident,
            stock_id=named,
            quantity=_amount(line),
            request_id=request.pk,
        )
    return fault("ResourceID", _("it names a team, an asset or a stock: team.<key>"))


def _offer(actor: Person, message: Message) -> Done:
    incident = _incident(actor, message)
    line = _line(message)
    made = offer_resource(
        actor=actor,
        incident_id=incident.pk,
        what=line.type_value,
        quantity=_amount(line),
        unit=line.unit,
        remark=message.description[:200],
    )
    return f"offer.{made.pk}", incident.exercise_id


def _requisition(actor: Person, message: Message) -> Done:
    offer = offer_named(actor, message)
    same_world(message, offer.exercise_id)
    answer_offer(
        actor=actor, offer_id=offer.pk, is_accepted=True, reason=message.description[:200]
    )
    return f"offer.{offer.pk}", offer.exercise_id


def _release(actor: Person, message: Message) -> Done:
    deployment = deployment_named(actor, message)
    same_world(message, deployment.exercise_id)
    release_deployment(
        actor=actor, deployment_id=deployment.pk, reason=message.description[:200]
    )
    return f"deployment.{deployment.pk}", deployment.exercise_id


def _report(actor: Person, message: Message) -> Done:
    deployment = deployment_named(actor, message)
    same_world(message, deployment.exercise_id)
    line = _line(message)
    if line.status not in REPORTED:
        fault("DeploymentStatus", _("it is departed, en_route, on_scene or returned"))
    advance_deployment(
        actor=actor,
        deployment_id=deployment.pk,
        to=line.status,
        quantity=line.quantity if line.status == S.ON_SCENE else None,
        reason=message.description[:200],
    )
    return f"deployment.{deployment.pk}", deployment.exercise_id


def _ask(ask: str) -> Callable[[Person, Message], Done]:
    def act(actor: Person, message: Message) -> Done:
        loan = _loan(actor, message)
        until = _line(message).when("RequestedReturnArrival", "EstimatedReturnArrival")
        if until is None:
            fault("ScheduleInformation", _("it must say RequestedReturnArrival"))
        reason = message.description[:200]
        ask_of_loan(actor=actor, loan_id=loan.pk, ask=ask, until=until, reason=reason)
        return f"loan.{loan.pk}", loan.exercise_id

    return act


def _answer(ask: str) -> Callable[[Person, Message], Done]:
    def act(actor: Person, message: Message) -> Done:
        loan = _loan(actor, message)
        line = _line(message)
        assert line.reply is not None
        pending = loan.state.pending
        if pending is not None and pending["ask"] != ask:
            raise Conflict(
                _("Something else is asked about this loan."), pending=pending["ask"]
            )
        if line.reply.type == "Provisional":
            fault("ResponseType", _("this is accepted or declined"))
        answer_ask(
            actor=actor,
            loan_id=loan.pk,
            is_accepted=line.reply.type == "Accept",
            until=line.when("RequestedReturnArrival", "EstimatedReturnArrival"),
            reason=line.reply.reason or message.description[:200],
        )
        return f"loan.{loan.pk}", loan.exercise_id

    return act


def _loan(actor: Person, message: Message) -> Loan:
    deployment = deployment_named(actor, message)
    loan = loans_open_to(actor).filter(deployment=deployment).first()
    if loan is None:
        raise NotThere(_("What this names is not lent."))
    same_world(message, loan.exercise_id)
    return loan


def _incident(actor: Person, message: Message) -> Incident:
    incident = seen_incident(key("IncidentID", message.incident_id), actor)
    same_world(message, incident.exercise_id)
    return incident


def _line(message: Message) -> Line:
    if len(message.lines) != 1:
        fault("ResourceInformation", _("one line is taken in at a time"))
    return message.lines[0]


def _amount(line: Line) -> int:
    if line.quantity is None:
        fault("Amount", _("it is missing"))
    return line.quantity


ACTS = MappingProxyType(
    {
        Kind.REQUEST: _request,
        Kind.RESPONSE: _response,
        Kind.COMMIT: _commit,
        Kind.OFFER: _offer,
        Kind.REQUISITION: _requisition,
        Kind.RELEASE: _release,
        Kind.REPORT: _report,
        Kind.RETURN: _ask(Ask.RETURN),
        Kind.RETURN_REPLY: _answer(Ask.RETURN),
        Kind.EXTENSION: _ask(Ask.EXTENSION),
        Kind.EXTENSION_REPLY: _answer(Ask.EXTENSION),
    }
)
