"""Taking readings in: the one door, whoever brings them; judged in its transaction."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from command.core import authority, regions
from command.core.doors import door
from command.core.errors import Conflict, NotThere
from command.core.models import Exercise, Person
from command.core.policies import require, require_sight
from incidents.models import Incident
from incidents.monitoring.actions import keeping
from incidents.monitoring.actions.sifting import Given, Refusal, Sieve
from incidents.monitoring.detection import judging
from incidents.monitoring.detection.selectors import Book, known
from incidents.monitoring.intake import counting
from incidents.monitoring.intake.models import FeedDevice
from incidents.monitoring.limits import Limits
from incidents.monitoring.models import Datastream, ObservedProperty, Station, StreamState
from incidents.rights import RECORDING

__all__ = ["Given", "Refusal", "Taken", "record_readings"]


FEW = 100  # streams; with more of them what they share is read once, and not with each
ALONG = ("datastream__station", "datastream__observed", "datastream__exercise")


@dataclass(frozen=True)
class Taken:
    """What became of readings: what is not refused is kept. ``new`` includes ``late``."""

    new: int
    duplicates: int
    late: int = 0
    refused: list[Refusal] = field(default_factory=list)


@door
def record_readings(
    *,
    actor: Person | None,
    readings: Iterable[Given],
    incident_id: UUID | None = None,
    device: FeedDevice | None = None,
) -> Taken:
    """Record readings (stream, time, value or ``None``), raise and clear alarms.

    Each is judged by itself: one that is refused refuses no other, and all refused are
    counted. What is there already with the same value is a duplicate; with another value
    it is refused, the first stands. What is older than the newest is kept and raises
    nothing. ``None`` says that the sensor gave no value. The clock of whoever is known to
    speak (a person, a ``device``) is held against the node's, outside exercises.

    Alarms belong to the incident when one is given. Raises ``NotThere`` for it,
    ``NotPermitted``, or ``Conflict`` when stream and incident are not of the same world.
    """
    given = list(readings)
    streams = _locked({stream for stream, _at, _value in given})
    incident = _incident(incident_id, actor)
    if actor is not None:
        _of_their_world(streams.values())
    for region in {s.station.region_id or regions.REGION for s in streams.values()}:
        require(actor, RECORDING, to=_("record readings"), region=region)
    if incident is not None and any(
        s.exercise_id != incident.exercise_id for s in streams.values()
    ):
        raise Conflict(_("What belongs to an exercise stays in that exercise."))

    rules = known()
    code = authority.of(None)
    limits = rules.get(("limits", code), lambda: Limits.of(code))
    sieve = Sieve(streams, limits, trusts_clock=actor is None and device is None)
    sieve.take(given)
    sieve.compare(keeping.there(sieve.doubtful))
    new = sieve.fresh()
    keeping.keep(new)
    before = {stream_id: stream.state.observed_at for stream_id, stream in streams.items()}
    book = Book.known(rules)
    judging.judge(judging.Batch(streams, new, before, book, incident, actor))
    _count(device, sieve, streams)
    return Taken(len(new), sieve.duplicates, sieve.late, sieve.refused)


def _locked(ids: set[UUID]) -> dict[UUID, Datastream]:
    # One batch of a stream after another, streams in the order of their keys. One long word
    # is sent much faster than thousands of keys.
    keys = f"{{{','.join(map(str, ids))}}}"
    asked = RawSQL("SELECT unnest(%s::uuid[])", [keys])
    states = StreamState.objects.select_for_update(of=("self",)).filter(pk__in=asked)
    streams = {}
    few = len(ids) <= FEW
    joined = ALONG if few else ("datastream",)
    for state in states.select_related(*joined).order_by("pk"):
        stream = state.datastream
        stream.state = state
        streams[stream.id] = stream
    if not few:
        _read_along(streams.values())
    return streams


def _read_along(streams: Collection[Datastream]) -> None:
    """Read what streams share once, however many share it."""
    stations = Station.objects.in_bulk({stream.station_id for stream in streams})
    words = ObservedProperty.objects.in_bulk(
        {stream.observed_id for stream in streams if stream.observed_id}
    )
    played = Exercise.objects.in_bulk(
        {stream.exercise_id for stream in streams if stream.exercise_id}
    )
    for stream in streams:
        stream.station = stations[stream.station_id]
        if stream.observed_id:
            stream.observed = words[stream.observed_id]
        if stream.exercise_id:
            stream.exercise = played[stream.exercise_id]


def _of_their_world(streams: Iterable[Datastream]) -> None:
    """Raise ``Conflict`` when a person writes at a gauge of the other world.

    A device is held to its own world before, and the player of an exercise plays in it.
    """
    if any(stream.exercise_id != authority.exercise() for stream in streams):
        raise Conflict(_("An exercise and reality are not mixed."))


def _incident(incident_id: UUID | None, actor: Person | None) -> Incident | None:
    if incident_id is None:
        return None
    incident = Incident.objects.filter(pk=incident_id).first()
    if incident is None:
        raise NotThere(_("No such incident, or not visible to you."))
    if actor is not None:
        require_sight(actor, incident.room_id)
    return incident


def _count(device: FeedDevice | None, sieve: Sieve, streams: dict[UUID, Datastream]) -> None:
    counts: dict[tuple[Datastream | None, str], int] = {}
    for (stream_id, why), n in sieve.counts.items():
        stream = streams.get(stream_id)
        # What a person says of no stream is answered at once, and is nobody's to look after.
        if stream is not None or device is not None:
            counts[stream, why] = counts.get((stream, why), 0) + n
    counting.count_all(device, counts)
