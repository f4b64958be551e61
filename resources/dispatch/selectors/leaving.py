"""What releasing everything of an incident brings, city by city, before it is done."""

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from command.core import regions
from command.core.models import Person
from command.core.policies import holds
from incidents.models import Incident
from resources.lifecycle import ENDED, DeploymentStatus
from resources.models import Deployment
from resources.rights import MAY_ASK
from resources.selectors import DeploymentCard
from resources.selectors.reading import DEPLOYMENT

OVER = (*ENDED, DeploymentStatus.RELEASED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What one city takes back: what is let go, and what was only kept for later."""

    city: str
    released: tuple[DeploymentCard, ...]
    cancelled: tuple[DeploymentCard, ...]

    @property
    def people(self) -> int:
        """How many people are told to go home."""
        return sum(card.people for card in self.released)


def leaving(incident_id: UUID) -> list[Leaving]:
    """Return what would be let go, by lender. One query; who may see it has been judged."""
    rows = Deployment.objects.filter(incident_id=incident_id).exclude(state__status__in=OVER)
    ordered = rows.select_related(*DEPLOYMENT).order_by("origin", "ordered_at")
    found = []
    for city, sent in groupby(map(DeploymentCard.of, ordered), lambda card: card.origin):
        cards = list(sent)
        kept = [card for card in cards if card.status == DeploymentStatus.RESERVED]
        found.append(
            Leaving(
                city=regions.name(city),
                released=tuple(card for card in cards if card not in kept),
                cancelled=tuple(kept),
            )
        )
    return found


def may_release(person: Person, incident: Incident | None) -> bool:
    """Return whether ``person`` may let something go that is still at ``incident``."""
    if incident is None or not holds(
        person, MAY_ASK, region=incident.region_id, room=incident.room_id
    ):
        return False
    return Deployment.objects.filter(incident=incident).exclude(state__status__in=OVER).exists()
