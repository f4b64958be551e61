"""How what is done about a call for help makes its state."""

from datetime import datetime
from typing import Any

from command.core import regions
from command.core.folding import Fold, Values
from command.tasking.distress.lifecycle import Act, HelpStatus, Whom
from command.tasking.distress.models import HelpAct, HelpCall, HelpState


def start(call: HelpCall) -> Values:
    """Return the state of a call that has just come in."""
    return {
        "status": HelpStatus.RAISED.value,
        "rung": 0,
        "widened_at": None,
        "region_id": call.region_id,
        "cities": list(call.cities),
        "lat": call.point.y if call.point else None,
        "lon": call.point.x if call.point else None,
        "accuracy_m": call.accuracy_m,
        "fixed_at": call.fixed_at,
        "acknowledged_by_id": None,
        "acknowledged_at": None,
        "cancelled_at": None,
        "closed_by_id": None,
        "closed_at": None,
        "words": "",
        "at": call.received_at,
    }


def apply(before: Values, act: HelpAct) -> Values:
    """Return what one act sets. Two desks that answer at once: the first of them has it."""
    at = act.occurred_at
    match act.kind:
        case Act.REPEATED | Act.MOVED:
            return {**_position(before, act.data), "at": at}
        case Act.ESCALATED:
            wide = act.data["whom"] == Whom.COMMANDERS
            widened = before["widened_at"] or (at if wide else None)
            return {"rung": act.data["rung"], "widened_at": widened, "at": at}
        case Act.ACKNOWLEDGED if before["acknowledged_by_id"] is None:
            return {
                "status": HelpStatus.ACKNOWLEDGED.value,
                "acknowledged_by_id": act.actor_id,
                "acknowledged_at": at,
                "at": at,
            }
        case Act.CANCELLED:
            return {"cancelled_at": before["cancelled_at"] or at, "at": at}
        case Act.CLOSED if before["status"] == HelpStatus.ACKNOWLEDGED:
            return {
                "status": HelpStatus.CLOSED.value,
                "closed_by_id": act.actor_id,
                "closed_at": at,
                "words": act.data["words"],
                "at": at,
            }
    return {"at": at}


def _position(before: Values, told: dict[str, Any]) -> Values:
    """Return the newer of two positions; one that arrives late does not lead back."""
    if told.get("lat") is None:
        return {}
    fixed_at = _time(told.get("fixed_at"))
    known = before["fixed_at"]
    if known is not None and fixed_at is not None and fixed_at < known:
        return {}
    region = told.get("region") or before["region_id"]
    city = [regions.city_of(region)] if region else []
    return {
        "region_id": region,
        "cities": list(dict.fromkeys([*before["cities"], *city])),
        "lat": told["lat"],
        "lon": told["lon"],
        "accuracy_m": told.get("accuracy_m"),
        "fixed_at": fixed_at,
    }


def _time(given: Any) -> Any:
    return datetime.fromisoformat(given) if isinstance(given, str) else given


HELP = Fold(
    header=HelpCall,
    change=HelpAct,
    state=HelpState,
    link="call",
    start=start,
    apply=apply,
)
