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


def _asked(request: ResourceRequest) -> Values:
    line = {"answer": "", "quantity": 0, "reason": "", "at": None, "committed": 0, "arrived": 0}
    return {
        "status": RequestStatus.OPEN.value,
        "requested": request.quantity,
        "accepted": 0,
        "provisional": 0,
        "committed": 0,
        "arrived": 0,
        "awaiting": sorted(request.asked),
        "lines": {city: dict(line) for city in request.asked},
        "updated_at": request.requested_at,
    }


def _request_changed(before: Values, change: RequestChange) -> Values:
    """Return the state after one change; ``data`` names the line it is about."""
    values = {"updated_at": change.occurred_at}
    if change.kind == WITHDRAWN:
        return values | {"status": RequestStatus.WITHDRAWN.value, "awaiting": []}
    data = change.data
    line = dict(before["lines"][data["city"]])
    if change.kind == ANSWERED:
        line |= {key: data[key] for key in ("answer", "quantity", "reason")}
        line["at"] = change.occurred_at.isoformat()
    elif change.kind == COMMITTED:
        line["committed"] += data["quantity"]
    elif change.kind == GIVEN_BACK:
        line["committed"] -= data["quantity"]
    elif change.kind == ARRIVED:
        line["arrived"] += data["quantity"]
    lines: Lines = {**before["lines"], data["city"]: line}
    return values | _summed(before, lines)


def _summed(before: Values, lines: Lines) -> Values:
    def total(key: str, answer: str) -> int:
        return sum(line[key] for line in lines.values() if line["answer"] == answer)

    accepted = total("quantity", Answer.ACCEPT)
    arrived = sum(line["arrived"] for line in lines.values())
    awaiting = sorted(city for city, line in lines.items() if not line["answer"])
    status = before["status"]
    if status != RequestStatus.WITHDRAWN:
        status = _status(before["requested"], accepted, arrived, len(awaiting))
    return {
        "status": status,
        "accepted": accepted,
        "provisional": total("quantity", Answer.PROVISIONAL),
        "committed": sum(line["committed"] for line in lines.values()),
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
    return {
        "status": DeploymentStatus.COMMITTED.value,
        "quantity": deployment.quantity,
        "arrived": 0,
        "updated_at": deployment.ordered_at,
    }


def _deployment_changed(before: Values, change: DeploymentChange) -> Values:
    """Return the state after one step; its kind is the status it leads to."""
    return {
        "status": change.kind,
        "arrived": change.data.get("arrived", before["arrived"]),
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
