"""How the changes of requests and deployments make their states."""

from typing import Any

from command.core.folding import Fold, Values
from resources.lifecycle import Answer, DeploymentStatus, RequestStatus
from resources.models import (
    Deployment,
    DeploymentChange,
    DeploymentState,
    RequestChange,
    RequestState,
    ResourceRequest,
)

Lines = dict[str, dict[str, Any]]

ANSWERED, COMMITTED, GIVEN_BACK, ARRIVED, WITHDRAWN = (
    "answered",
    "committed",
    "given_back",
    "arrived",
    "withdrawn",
)
# Kept for later, called from there, or let go from there; taken back by the lender.
RESERVED, CALLED, FREED, RECALLED = ("reserved", "called", "freed", "recalled")
TAKEN_BACK = frozenset({FREED, RECALLED})


def _asked(request: ResourceRequest) -> Values:
    line = {"answer": "", "quantity": 0, "reason": "", "at": None, "committed": 0, "arrived": 0}
    return {
        "status": RequestStatus.OPEN.value,
        "requested": request.quantity,
        "accepted": 0,
        "provisional": 0,
        "committed": 0,
        "reserved": 0,
        "arrived": 0,
        "awaiting": sorted(request.asked),
        "lines": {city: dict(line) for city in request.asked},
        "updated_at": request.requested_at,
    }


def _request_changed(before: Values, change: RequestChange) -> Values:
    """Return the state after one change; ``data`` names the line it is about."""
    if change.kind == WITHDRAWN:
        lines: Lines = before["lines"]
        status = RequestStatus.WITHDRAWN.value
    else:
        city = change.data["city"]
        lines = {**before["lines"], city: _line_changed(before["lines"][city], change)}
        status = before["status"]
    if status == RequestStatus.WITHDRAWN:
        lines = {city: _freed(line) for city, line in lines.items()}
    return {"updated_at": change.occurred_at} | _summed(before["requested"], status, lines)


def _line_changed(before: Values, change: RequestChange) -> Values:
    line, data, kind = dict(before), change.data, change.kind
    if kind == ANSWERED:
        line |= {key: data[key] for key in ("answer", "quantity", "reason")}
        line["at"] = change.occurred_at.isoformat()
    elif kind == ARRIVED:
        line["arrived"] += data["quantity"]
    elif kind == RECALLED:
        line["quantity"] -= data["quantity"]
        line["committed"] -= data["quantity"]
        line["arrived"] -= data["arrived"]
    if kind in {COMMITTED, CALLED}:
        line["committed"] += data["quantity"]
    elif kind == GIVEN_BACK:
        line["committed"] -= data["quantity"]
    if kind in {CALLED, FREED}:
        line["reserved"] -= data["quantity"]
        line["quantity"] -= data.get("recalled", 0)
    elif kind == RESERVED:
        line["reserved"] = line.get("reserved", 0) + data["quantity"]
    if kind in TAKEN_BACK and not line["quantity"] and line["answer"] == Answer.ACCEPT:
        line |= {"answer": Answer.DECLINE.value, "reason": data["reason"]}
    return line


def _freed(line: Values) -> Values:
    """Return a line of a request that nobody needs: what is not bound is promised no more."""
    if line["answer"] != Answer.ACCEPT:
        return {**line, "quantity": 0}
    return {**line, "quantity": line["committed"] + line.get("reserved", 0)}


def _summed(requested: int, before: str, lines: Lines) -> Values:
    def total(key: str, answer: str) -> int:
        return sum(line[key] for line in lines.values() if line["answer"] == answer)

    accepted = total("quantity", Answer.ACCEPT)
    arrived = sum(line["arrived"] for line in lines.values())
    awaiting = sorted(city for city, line in lines.items() if not line["answer"])
    status = before
    if status != RequestStatus.WITHDRAWN:
        status = _status(requested, accepted, arrived, len(awaiting))
    return {
        "status": status,
        "accepted": accepted,
        "provisional": total("quantity", Answer.PROVISIONAL),
        "committed": sum(line["committed"] for line in lines.values()),
        "reserved": sum(line.get("reserved", 0) for line in lines.values()),
        "arrived": arrived,
        "awaiting": [] if status == RequestStatus.WITHDRAWN else awaiting,
        "lines": lines,
    }


def _status(requested: int, accepted: int, arrived: int, unanswered: int) -> str:
    if arrived == requested:
        return RequestStatus.CLOSED.value
    if accepted == requested:
        return RequestStatus.FILLED.value
    return (RequestStatus.OPEN if unanswered else RequestStatus.ANSWERED).value


def _ordered(deployment: Deployment) -> Values:
    status = DeploymentStatus.RESERVED if deployment.is_reserved else DeploymentStatus.COMMITTED
    return {
        "status": status.value,
        "quantity": deployment.quantity,
        "arrived": 0,
        "recalled": False,
        "updated_at": deployment.ordered_at,
    }


def _deployment_changed(before: Values, change: DeploymentChange) -> Values:
    """Return the state after one step; its kind is the status it leads to."""
    return {
        "status": change.kind,
        "arrived": change.data.get("arrived", before["arrived"]),
        "recalled": change.data.get("recalled", before["recalled"]),
        "updated_at": change.occurred_at,
    }


REQUESTS = Fold(
    header=ResourceRequest,
    change=RequestChange,
    state=RequestState,
    link="request",
    start=_asked,
    apply=_request_changed,
)
DEPLOYMENTS = Fold(
    header=Deployment,
    change=DeploymentChange,
    state=DeploymentState,
    link="deployment",
    start=_ordered,
    apply=_deployment_changed,
)
