"""Changing what is kept of stations and streams, and taking streams out of use."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Invalid, NotThere
from command.core.events import Event
from command.core.models import Person
from incidents.monitoring.actions import judge
from incidents.monitoring.actions.ending import end_episodes
from incidents.monitoring.events import StationChanged, StreamChanged, StreamRetired
from incidents.monitoring.models import Datastream, Station
from incidents.monitoring.selectors import StationCard, changed_stream, station_room

REASON = 200  # characters


@door
def change_station(
    *, actor: Person | None, station_id: UUID, changes: Mapping[str, Any]
) -> Station:
    """Change names, description or ``point`` (lat, lon) of a station; code and region stay.

    Raises ``NotThere``, ``NotPermitted``, ``Conflict``, or ``Invalid`` with the field.
    """
    station = Station.objects.select_for_update().filter(pk=station_id).first()
    if station is None:
        raise NotThere(_("No such station, or not visible to you."))
    judge.require_own(actor, station, to=_("change a station"))
    fields = judge.fill_station(station, changes)
    if not fields:
        raise Invalid(_("Nothing was changed."))
    station.save(update_fields=fields)
    card = StationCard.of(station)
    fact = StationChanged(
        station_id=card.id, station_zh=card.name_zh, station_en=card.name_en, fields=fields
    )
    changed = {f"station.{card.id}": asdict(card)}
    journal.append(fact, room=card.room, actor=actor, changed=changed)
    return station


@door
def change_datastream(
    *, actor: Person | None, stream_id: UUID, changes: Mapping[str, Any]
) -> Datastream:
    """Change what is kept of a stream, by the names of ``register_datastream``.

    Station, key and unit stay: the readings that are there are in that unit. Another
    limit holds from the next reading on. Raises ``NotThere``, ``NotPermitted``,
    ``Conflict``, or ``Invalid`` with the field.
    """
    stream = judge.own_stream(actor, stream_id, to=_("change a stream"))
    fields = judge.fill_stream(stream, changes)
    if not fields:
        raise Invalid(_("Nothing was changed."))
    stream.save(update_fields=fields)
    _tell(StreamChanged(**_named(stream), fields=fields), stream, actor)
    return stream


@door
def retire_datastream(*, actor: Person | None, stream_id: UUID, reason: str) -> Datastream:
    """Take a stream out of use, for a reason: it takes nothing in, its history stays.

    What stands about it is over, since nothing it says can end it any more.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when it is already.
    """
    stream = judge.own_stream(actor, stream_id, to=_("take a stream out of use"))
    why = judge.text("reason", reason, REASON, needed=True)
    stream.retired_at = now()
    stream.save(update_fields=["retired_at"])
    end_episodes(stream, actor)
    _tell(StreamRetired(**_named(stream), reason=why), stream, actor)
    return stream


def _named(stream: Datastream) -> dict[str, str]:
    return {
        "stream_id": str(stream.id),
        "station_zh": stream.station.name_zh,
        "station_en": stream.station.name_en,
        "name": stream.name,
        "name_en": stream.name_en,
    }


def _tell(fact: Event, stream: Datastream, actor: Person | None) -> None:
    changed = {ref: asdict(card) for ref, card in changed_stream(stream.id).items()}
    journal.append(fact, room=station_room(stream.station), actor=actor, changed=changed)
