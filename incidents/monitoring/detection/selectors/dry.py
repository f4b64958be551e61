"""What a rule would have raised: a rehearsal over history, within a bounded read."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from command.core.errors import Invalid
from incidents.monitoring.detection.judging import pace
from incidents.monitoring.detection.machine import (
    IDLE,
    Judged,
    Memory,
    Told,
    Verdict,
    advance,
    tick,
)
from incidents.monitoring.detection.terms import Rate, Silence, Terms
from incidents.monitoring.detection.verdicts import LEAST, MOST, Moment, Point, step, together
from incidents.monitoring.detection.words import where
from incidents.monitoring.lifecycle import Cause
from incidents.monitoring.models import Datastream, Reading

MOST_READINGS = 200_000
LONGEST = timedelta(days=92)
AT_ONCE = 25  # streams of one query
SHOWN = 200  # episodes


@dataclass(frozen=True, slots=True)
class Episode:
    """One time at which the rule would have rung; ``ends`` null while it lasts."""

    stream: Datastream
    begins: datetime
    ends: datetime | None
    value: float | None

    @property
    def where(self) -> str:
        """Station and quantity, in the language of the reader."""
        return where(self.stream)


@dataclass(slots=True)
class DryRun:
    """What a rule would have raised. ``looked`` of ``streams`` were within the budget."""

    start: datetime
    end: datetime
    streams: int = 0
    looked: int = 0
    readings: int = 0
    count: int = 0
    loud: set[UUID] = field(default_factory=set)
    episodes: list[Episode] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether every stream was looked at."""
        return self.looked == self.streams

    def take(self, stream: Datastream, told: Sequence[Told]) -> None:
        """Pair what begins with what ends."""
        begun: tuple[datetime, float | None] | None = None
        for at, outcome in told:
            if outcome.broken:
                begun = (at, outcome.value)
            elif begun is not None:
                self._add(Episode(stream, begun[0], at, begun[1]))
                begun = None
        if begun is not None:
            self._add(Episode(stream, begun[0], None, begun[1]))

    def _add(self, episode: Episode) -> None:
        self.count += 1
        self.loud.add(episode.stream.id)
        if len(self.episodes) < SHOWN:
            self.episodes.append(episode)


def dry_run(
    terms: Terms, streams: Sequence[Datastream], start: datetime, end: datetime
) -> DryRun:
    """Rehearse a rule at streams over a span of time.

    At most ``MOST_READINGS`` are read; streams beyond that are not looked at, and the
    result says so. What stood before ``start`` begins with the first reading after it.
    Raises ``Invalid`` for a span that is empty or too long.
    """
    if not timedelta(0) < end - start <= LONGEST:
        raise Invalid("", field="span")
    found = DryRun(start, end, streams=len(streams))
    if terms.kind == "combined":
        _together(terms, streams, found)
        return found
    before = timedelta(0)
    if isinstance(terms.parameters, Rate):
        before = MOST * timedelta(seconds=terms.parameters.window_s)
    for place in range(0, len(streams), AT_ONCE):
        some = streams[place : place + AT_ONCE]
        history = _read(
            [s.id for s in some], start - before, end, MOST_READINGS - found.readings
        )
        if history is None:
            break
        for stream in some:
            points = history.get(stream.id, [])
            found.readings += len(points)
            found.looked += 1
            found.take(stream, list(rehearse(terms, stream, points, start, end)))
    found.episodes.sort(key=lambda episode: episode.begins, reverse=True)
    return found


def rehearse(
    terms: Terms, stream: Datastream, points: Sequence[Point], start: datetime, end: datetime
) -> Iterator[Told]:
    """Judge the readings of one stream as they came, with a clock that never slept."""
    memory, speed, spoke = IDLE, pace(stream), None
    window: deque[tuple[datetime, float]] = deque()
    for at, value in points:
        if at >= start:
            memory, told = _clock(terms, stream, memory, spoke, at)
            yield from told
            base = _base(terms, window, at, speed)
            memory, told = step(terms, stream, memory, Moment(at, value, base), speed)
            yield from told
            spoke = at
        if value is not None and isinstance(terms.parameters, Rate):
            window.append((at, value))
    _memory, told = _clock(terms, stream, memory, spoke, end)
    yield from told


def _clock(
    terms: Terms, stream: Datastream, memory: Memory, spoke: datetime | None, now: datetime
) -> tuple[Memory, list[Told]]:
    if not isinstance(terms.parameters, Silence):
        return tick(terms, memory, now)
    if spoke is None or memory.since is not None or stream.exercise_id is not None:
        return memory, []
    patience = timedelta(seconds=terms.parameters.patience(stream.interval_s))
    if now - spoke <= patience or not terms.in_season(spoke + patience):
        return memory, []
    return advance(terms, memory, spoke + patience, Judged(Verdict.BROKEN, Cause.LOST))


def _base(
    terms: Terms, window: deque[tuple[datetime, float]], at: datetime, speed: float
) -> tuple[datetime, float] | None:
    if not isinstance(terms.parameters, Rate):
        return None
    span = timedelta(seconds=terms.parameters.window_s / speed)
    while window and window[0][0] < at - MOST * span:
        window.popleft()
    return window[0] if window and window[0][0] <= at - LEAST * span else None


def _together(terms: Terms, streams: Sequence[Datastream], found: DryRun) -> None:
    history = _read([s.id for s in streams], found.start, found.end, MOST_READINGS)
    if history is None or not streams:
        return
    found.looked = len(streams)
    by_id = {stream.id: stream for stream in streams}
    arrived = [(at, key, value) for key, rows in history.items() for at, value in rows]
    arrived.sort(key=itemgetter(0))
    found.readings = len(arrived)
    memory, newest, told = IDLE, dict[UUID, Point](), list[Told]()
    for at, group in groupby(arrived, key=itemgetter(0)):
        newest |= {key: (at, value) for _at, key, value in group}
        memory, more = together(terms, memory, newest, by_id, at, pace(streams[0]))
        told += more
    told += tick(terms, memory, found.end)[1]
    found.take(streams[0], told)
    found.episodes.sort(key=lambda episode: episode.begins, reverse=True)


def _read(
    ids: list[UUID], start: datetime, end: datetime, most: int
) -> dict[UUID, list[Point]] | None:
    """Return the readings of some streams in the order of time; none when too many."""
    rows = Reading.objects.filter(datastream__in=ids, observed_at__range=(start, end))
    found: dict[UUID, list[Point]] = {}
    count = 0
    for key, at, value in rows.order_by().values_list("datastream_id", "observed_at", "value")[
        : most + 1
    ]:
        found.setdefault(key, []).append((at, value))
        count += 1
    if count > most:
        return None
    for points in found.values():
        points.sort(key=itemgetter(0))
    return found
