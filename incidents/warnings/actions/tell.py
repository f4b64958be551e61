"""Recording what happens to a warning; parts of the doors, never doors themselves."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from command.core import journal, regions
from command.core.events import Event
from command.core.models import Person
from command.core.rooms import register_room
from incidents.models import Incident
from incidents.selectors.shares import shared_with
from incidents.warnings import events
from incidents.warnings.models import PublicWarning, WarningVersion
from incidents.warnings.selectors import WarningCard, fresh


def room_of(incident: Incident | None, region: str, exercise: object) -> str:
    """Return the room of a warning: its incident's, or else its issuer's."""
    return incident.room_id if incident else register_room(region, exercise)  # type: ignore[arg-type]  # a UUID or none


def hold_all(warning: PublicWarning, version: WarningVersion) -> None:
    """Lock every room that an issue may write to, in one order."""
    rooms = {warning.room}
    for code in {*version.addressed, *version.regions}:
        rooms.add(register_room(code, warning.exercise_id))
    journal.hold(*rooms)


def tell(event: Event, card: WarningCard, actor: Person | None, at: datetime) -> None:
    """Record one fact in the warning's room."""
    journal.append(
        event,
        room=card.room,
        actor=actor,
        changed={f"warning.{card.id}": asdict(card)},
        occurred_at=at,
    )


def tell_addressed(warning: PublicWarning, card: WarningCard, actor: Person | None) -> None:
    """Tell the addressed cities in rooms of their own, where those are not the warning's."""
    by_room: dict[str, list[str]] = {}
    for city in card.addressed:
        by_room.setdefault(register_room(city, warning.exercise_id), []).append(city)
    for room, cities in sorted(by_room.items()):
        fact = events.WarningAddressed(
            warning_id=card.id, headline=card.headline, level=card.level, cities=cities
        )
        journal.append(
            fact,
            room=room,
            actor=actor,
            changed={f"warning.{card.id}": asdict(card)},
            occurred_at=datetime.fromisoformat(card.sent_at),
        )


def issued(
    warning: PublicWarning, version: WarningVersion, actor: Person | None, fact: type[Event]
) -> WarningCard:
    """Record that a version was issued or updated, and tell those it is addressed to."""
    card = fresh(warning.pk)
    event = fact(
        warning_id=card.id,  # type: ignore[call-arg]  # the facts about warnings have these
        headline=card.headline,
        level=card.level,
        regions=card.regions,
    )
    tell(event, card, actor, version.sent_at)
    tell_addressed(warning, card, actor)
    return card


def duty_room(warning: PublicWarning, jurisdiction: str) -> str:
    """Return where a jurisdiction hears of its duty: where it sees the incident, or at home."""
    incident = warning.incident
    if incident is not None:
        city = regions.city_of(jurisdiction)
        parts: Iterable[str] = shared_with([incident.room_id]).get(incident.room_id, [])
        if city in {regions.city_of(incident.region_id), regions.REGION, *parts}:
            return incident.room_id
    return register_room(jurisdiction, warning.exercise_id)
