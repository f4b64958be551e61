"""One of our facts as a message of the standard; ``None`` for what has no counterpart."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from command.core.models import Entry
from resources.edxl.kinds import (
    LOAN_URN,
    SUPPLY_URN,
    TEAM_URN,
    Kind,
)
from resources.edxl.message import Line, Reply, When
from resources.lifecycle import Answer, DeploymentStatus
from resources.loans.lifecycle import Ask
from resources.loans.selectors.cards import is_team

S = DeploymentStatus
ANSWERS = {
    Answer.ACCEPT.value: "Accept",
    Answer.PROVISIONAL.value: "Provisional",
    Answer.DECLINE.value: "Decline",
}
# Which kind of time a step is.
TIMES: Mapping[str, str] = MappingProxyType(
    {
        S.DEPARTED.value: "ActualDeparture",
        S.EN_ROUTE.value: "Current",
        S.ON_SCENE.value: "ActualArrival",
        S.RELEASED.value: "RequestedReturnDeparture",
        S.RETURNED.value: "ActualReturnArrival",
        S.RESERVED.value: "BeginAvailable",
    }
)
REDUCED = "request.answer_withdrawn"
Card = Mapping[str, Any]
Made = tuple[Kind, Line, str]  # kind, its one line, and what it says besides


def _thing(card: Card, what: str) -> dict[str, Any]:
    return {
        "type_urn": TEAM_URN if is_team(what) else SUPPLY_URN,
        "type_value": what,
        "description": f"{card['name_zh']} {card['name_en']}",
        "unit": card.get("unit_zh", ""),
    }


def _card(entry: Entry, kind: str) -> Card:
    key = f"{kind}.{entry.payload[f'{kind}_id']}"
    found: Card = entry.changed[key]
    return found


def _requested(entry: Entry) -> Made:
    card = _card(entry, "request")
    needed = card.get("needed_by")
    schedule = When(
        "RequestedArrival", datetime.fromisoformat(needed) if needed else None, card["place"]
    )
    wanted = (schedule,) if needed or card["place"] else ()
    line = Line(quantity=card["quantity"], schedule=wanted, **_thing(card, card["what"]))
    return Kind.REQUEST, line, entry.payload.get("reason", "") or card["number"]


def _answered(entry: Entry) -> Made:
    return _said(entry, entry.payload["answer"], entry.payload["quantity"])


def _answer_reduced(entry: Entry) -> Made:
    left = _card(entry, "request")["lines"][entry.payload["city"]]
    return _said(entry, left["answer"], left["quantity"])


def _said(entry: Entry, answer: str, quantity: int) -> Made:
    card, told = _card(entry, "request"), entry.payload
    thing = _thing(card, card["what"]) | ({} if quantity else {"unit": ""})
    reply = Reply("001", ANSWERS[answer], told["reason"])
    line = Line(reply=reply, quantity=quantity or None, owner=told["city"], **thing)
    return Kind.RESPONSE, line, card["number"]


def _offered(entry: Entry) -> Made:
    card = _card(entry, "offer")
    line = Line(quantity=card["quantity"], owner=card["origin"], **_thing(card, card["what"]))
    return Kind.OFFER, line, card["remark"]


def _taken_up(entry: Entry) -> Made | None:
    if not entry.payload["is_accepted"]:
        return None
    card = _card(entry, "offer")
    line = Line(quantity=card["quantity"], owner=card["origin"], **_thing(card, card["what"]))
    return Kind.REQUISITION, line, entry.payload["reason"]


def _moved(entry: Entry) -> Made:
    card, status = _card(entry, "deployment"), entry.payload["status"]
    bound = [kind for kind in ("team", "asset", "stock") if card.get(kind)]
    amount = card["quantity"]
    reply = None
    kind = Kind.REPORT
    if status in {S.COMMITTED, S.CANCELLED}:
        kind, reply = Kind.COMMIT, Reply("001", "Accept")
    elif status == S.RELEASED:
        kind = Kind.RELEASE
    elif status == S.ON_SCENE:
        amount = card["arrived"] or amount
    times = (When(TIMES[status], entry.occurred_at),) if status in TIMES else ()
    line = Line(
        reply=reply,
        resource_id=f"{bound[0]}.{card[bound[0]]}" if bound else "",
        name=card["name"],
        owner=card["origin"],
        status=status,
        quantity=amount,
        schedule=times,
        **_thing(card, card["kind"]),
    )
    return kind, line, entry.payload.get("reason", "")


def _lent(entry: Entry, **given: Any) -> Line:
    card = _card(entry, "loan")
    return Line(
        resource_id=f"loan.{card['id']}",
        name=card["name"],
        owner=card["lender"],
        quantity=card["quantity"],
        **_thing(card, card["what"]),
        **given,
    )


def _until(iso: str) -> tuple[When, ...]:
    return (When("RequestedReturnArrival", datetime.fromisoformat(iso)),) if iso else ()


def _asked(entry: Entry) -> Made:
    told = entry.payload
    kind = Kind.EXTENSION if told["ask"] == Ask.EXTENSION else Kind.RETURN
    return kind, _lent(entry, schedule=_until(told["until"])), told["reason"]


def _replied(entry: Entry) -> Made:
    told = entry.payload
    extension = told["ask"] == Ask.EXTENSION
    kind = Kind.EXTENSION_REPLY if extension else Kind.RETURN_REPLY
    reply = Reply("001", "Accept" if told["is_accepted"] else "Decline", told["reason"])
    card = _card(entry, "loan")
    line = _lent(
        entry,
        reply=reply,
        status=card["status"],
        status_urn=LOAN_URN,
        availability=card["due_back"],
        schedule=_until(told["until"]),
    )
    return kind, line, told["reason"]


def _overdue(entry: Entry) -> Made:
    return Kind.RETURN, _lent(entry, schedule=_until(entry.payload["due"])), "overdue"


MAKERS: Mapping[str, Callable[[Entry], Made | None]] = MappingProxyType(
    {
        "request.made": _requested,
        "request.answered": _answered,
        REDUCED: _answer_reduced,
        "request.withdrawn": _requested,
        "offer.made": _offered,
        "offer.answered": _taken_up,
        "offer.withdrawn": _offered,
        "deployment.moved": _moved,
        "loan.asked": _asked,
        "loan.answered": _replied,
        "loan.overdue": _overdue,
    }
)
