"""Cameras as pages show them: the list, the tiles, those near an incident."""

from uuid import UUID

from django.db.models import QuerySet

from command.core.models import Person
from incidents.cameras.kinds import Condition, Source
from incidents.cameras.models import Camera
from incidents.cameras.selectors.cards import CameraCard
from incidents.cameras.selectors.limits import limits
from incidents.cameras.selectors.sight import shares_now, visible_to
from incidents.models import Incident
from incidents.plotting.inside import Zone, near
from incidents.selectors import seen as seen_incident

MOST = 1000  # cameras of one list
ORDER = {Condition.UP: 0, Condition.UNKNOWN: 1, Condition.OUT: 2}


def listed(person: Person, *, city: str = "", kind: str = "") -> list[CameraCard]:
    """Return the cameras in use that ``person`` may see. Three queries."""
    rows = in_use(person)
    if city:
        rows = rows.filter(region__code__startswith=city[:4])
    if kind:
        rows = rows.filter(kind=kind)
    return [CameraCard.of(row) for row in rows[:MOST]]


def in_use(person: Person) -> QuerySet[Camera]:
    """Return the cameras that ``person`` may see and that are not retired."""
    return visible_to(person).filter(retired_at__isnull=True)


def tiles(
    person: Person, incident: Incident | None = None, *, city: str = ""
) -> list[CameraCard]:
    """Return the live pictures for a wall, as many as one screen may play.

    Those shared with the incident first, then the nearest; without an incident those that
    play first. A camera without a live picture has no tile. Few queries.
    """
    most = limits(person.origin).most_tiles
    if incident is not None:
        return [card for card in near_incident(incident.pk, person) if card.plays][:most]
    return order(listed(person, city=city), most)


def order(cards: list[CameraCard], most: int) -> list[CameraCard]:
    """Return those with a live picture, as many as one screen may play, the playing first."""
    found = [card for card in cards if card.plays]
    return sorted(found, key=lambda card: ORDER[Condition(card.condition)])[:most]


def near_incident(incident_id: UUID, person: Person) -> list[CameraCard]:
    """Return the cameras of an incident: the shared ones, then those near, nearest first.

    Raises ``NotThere`` when the incident is hidden.
    """
    incident = seen_incident(incident_id, person)
    rows = in_use(person).filter(exercise=incident.exercise_id)
    shared = shares_now().filter(incident=incident).values("camera_id")
    found = {row.pk: row for row in rows.filter(pk__in=shared)}
    if incident.point is not None:
        zone = Zone(incident.point, limits(person.origin).near_m, incident.exercise_id)
        found |= {row.pk: row for row in near(rows, "point", zone) if row.pk not in found}
    return [CameraCard.of(row) for row in found.values()]


def counts(cards: list[CameraCard]) -> dict[str, int]:
    """Return how many play, are out, and have no live picture at all."""
    return {
        "up": sum(card.condition == Condition.UP for card in cards),
        "out": sum(card.plays and card.is_out for card in cards),
        "none": sum(card.source == Source.NONE for card in cards),
    }
