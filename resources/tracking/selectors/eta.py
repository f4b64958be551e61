"""When a deployment will be there, from where it was heard last."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isfinite

from django.utils.timezone import now

from resources.lifecycle import DeploymentStatus
from resources.models import Deployment
from resources.routing.legs import legs
from resources.tracking.limits import Limits
from resources.tracking.models import Signal

ON_THE_WAY = (
    DeploymentStatus.COMMITTED,
    DeploymentStatus.DEPARTED,
    DeploymentStatus.EN_ROUTE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Eta:
    """When it arrives, between which times, by whose word, from which place.

    ``by`` is ``line`` for a mere line through the air; ``start`` says ``position`` or
    ``base``; ``closed`` means that no open road leads there, so there is no time.
    """

    arrives: str | None
    earliest: str | None
    latest: str | None
    minutes: float | None
    km: float
    by: str
    because: tuple[str, ...]
    start: str
    closed: bool
    at: str


def eta_of(deployment: Deployment) -> Eta | None:
    """Return when a deployment arrives; nothing when it is there, ended, or has no place."""
    goal = deployment.incident.point if deployment.incident else None
    if goal is None or deployment.state.status not in ON_THE_WAY:
        return None
    place, start = _start(deployment)
    if place is None:
        return None
    at = now()
    [[leg]] = legs([place], [(goal.y, goal.x)], at=at)
    open_road = isfinite(leg.minutes)
    return Eta(
        arrives=_after(at, leg.minutes),
        earliest=_after(at, leg.low),
        latest=_after(at, leg.high),
        minutes=round(leg.minutes, 1) if open_road else None,
        km=round(leg.km, 1) if isfinite(leg.km) else 0.0,
        by=leg.by,
        because=tuple(leg.because),
        start=start,
        closed=not open_road,
        at=at.isoformat(),
    )


def _start(deployment: Deployment) -> tuple[tuple[float, float] | None, str]:
    """Return where it sets out from: its last position, unless that is lost, or its base."""
    subject = deployment.team_id or deployment.asset_id
    signal = Signal.objects.filter(pk=subject).first() if subject else None
    fresh = timedelta(seconds=10 * Limits.of(deployment.origin).lost_after)
    if signal and now() - signal.at < fresh:
        return (signal.lat, signal.lon), "position"
    thing = deployment.team or deployment.asset or deployment.stock
    point = getattr(thing, "base", None) or getattr(thing, "point", None)
    return ((point.y, point.x) if point else None), "base"


def _after(at: datetime, minutes: float) -> str | None:
    return (at + timedelta(minutes=minutes)).isoformat() if isfinite(minutes) else None
