"""The last word of a team, whole: for whoever has chosen it on the map."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import now

from command.core.models import Person
from resources import selectors
from resources.models import Deployment
from resources.tracking.limits import Limits
from resources.tracking.models import Signal
from resources.tracking.selectors.ages import age_of
from resources.tracking.selectors.eta import Eta, eta_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FixCard:
    """Where a team is: accuracy in metres, speed in km/h, battery in percent, and its ETA.

    ``lat`` and what follows are empty for a team that has not been heard of.
    """

    id: str
    name: str
    status: str
    city: str
    lat: float | None
    lon: float | None
    heading: float | None
    accuracy: float | None
    speed: float | None
    battery: float | None
    age: str
    eta: Eta | None
    origin: str
    exercise: bool
    at: str | None


def fix_of(team_id: UUID, person: Person) -> FixCard:
    """Return the last word of a team. Raises ``NotThere`` when hidden or missing."""
    team = selectors.team_card_of(team_id, person)
    signal = Signal.objects.filter(pk=team_id).first()
    limits = Limits.of(team.origin)
    eta = None
    # The way of a team is told to those who see where it goes.
    if team.deployment and Deployment.objects.filter(
        pk=team.deployment, pk__in=selectors.deployments_open_to(person).values("pk")
    ):
        eta = eta_of(Deployment.objects.get(pk=team.deployment))
    return FixCard(
        id=team.id,
        name=team.name,
        status=team.status,
        city=team.city,
        lat=signal.lat if signal else None,
        lon=signal.lon if signal else None,
        heading=signal.heading if signal else None,
        accuracy=signal.accuracy if signal else None,
        speed=_kmh(signal),
        battery=signal.battery if signal else None,
        age=age_of(signal.at, now(), limits) if signal else "",
        eta=eta,
        origin=team.origin,
        exercise=team.exercise,
        at=signal.at.isoformat() if signal else None,
    )


def last_words(subjects: Iterable[UUID]) -> dict[str, Signal]:
    """Return the last word of teams and assets that have been heard of. One query."""
    rows = Signal.objects.filter(pk__in=list(subjects))
    return {str(row.subject): row for row in rows}


def _kmh(signal: Signal | None) -> float | None:
    if signal is None or signal.speed is None:
        return None
    return round(signal.speed * 3.6, 1)
