"""Which readings can be taken, each judged by itself; asks the database nothing but limits."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from incidents.monitoring import words
from incidents.monitoring.intake import units
from incidents.monitoring.lifecycle import Why
from incidents.monitoring.limits import Limits
from incidents.monitoring.models import BOUND, Datastream, ObservedProperty

Given = tuple[UUID, datetime, float | None]
Key = tuple[UUID, datetime]


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reading that was not taken: its place in what was given, and why."""

    index: int
    why: Why
    text: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is possible for one stream: values, and times in which it may lie."""

    low: float
    high: float
    earliest: datetime | None
    latest: datetime | None
    newest: datetime | None


class Sieve:
    """Parts what can be taken from what cannot, and counts both."""

    def __init__(self, streams: Mapping[UUID, Datastream], *, trusts_clock: bool) -> None:
        """Take the (locked) streams, and whether the speaker's clock is the node's own."""
        self.streams = streams
        self.trusts_clock = trusts_clock
        self.refused: list[Refusal] = []
        self.counts: Counter[tuple[UUID, str]] = Counter()
        self.duplicates = 0
        self.late = 0
        # Place and value by stream and time: those that may be there already, and the others.
        self._new: dict[Key, tuple[int, float | None]] = {}
        self._doubtful: dict[Key, tuple[int, float | None]] = {}
        self._bounds: dict[UUID, Bounds] = {}

    @property
    def doubtful(self) -> list[Key]:
        """The keys that may be there already: they are not newer than the newest."""
        return sorted(self._doubtful)

    def take(self, given: Iterable[Given]) -> None:
        """Judge readings one by one."""
        self._bounds = self._drawn()
        for index, (stream_id, at, value) in enumerate(given):
            bounds = self._bounds.get(stream_id)
            if bounds is None:
                known = stream_id in self.streams
                self._refuse(index, stream_id, Why.RETIRED if known else Why.UNKNOWN_STREAM)
                continue
            if value is not None and not bounds.low <= value <= bounds.high:
                self._refuse_value(index, stream_id, value, bounds)
                continue
            if bounds.latest is not None and at > bounds.latest:
                self._refuse(index, stream_id, Why.TOO_LATE)
                continue
            if bounds.earliest is not None and at < bounds.earliest:
                self._refuse(index, stream_id, Why.TOO_EARLY)
                continue
            is_new = bounds.newest is None or at > bounds.newest
            _place, first = (self._new if is_new else self._doubtful).setdefault(
                (stream_id, at), (index, value)
            )
            if _place != index:
                self._again(index, stream_id, first, value)

    def compare(self, there: Mapping[Key, float | None]) -> None:
        """Hold what was in doubt against what is there; the rest of it is new, and late."""
        for key, (index, value) in self._doubtful.items():
            if key in there:
                self._again(index, key[0], there[key], value)
            else:
                self._new[key] = index, value
                self.late += 1
        self._doubtful = {}

    def fresh(self) -> list[Given]:
        """Return what is new, by stream and time."""
        self.refused.sort(key=lambda one: one.index)
        return [(*key, value) for key, (_index, value) in sorted(self._new.items())]

    def _again(
        self, index: int, stream_id: UUID, first: float | None, value: float | None
    ) -> None:
        if first == value:
            self.duplicates += 1
        else:
            self._refuse(index, stream_id, Why.CONFLICTING)

    def _refuse_value(self, index: int, stream_id: UUID, value: float, bounds: Bounds) -> None:
        if not math.isfinite(value):
            self._refuse(index, stream_id, Why.NOT_A_NUMBER)
            return
        unit = self.streams[stream_id].unit
        text = _("%(value)s %(unit)s is impossible: from %(low)s to %(high)s.")
        told = {
            "value": words.number(value),
            "unit": unit,
            "low": words.number(bounds.low),
            "high": words.number(bounds.high),
        }
        self._refuse(index, stream_id, Why.IMPOSSIBLE, text % told)

    def _refuse(self, index: int, stream_id: UUID, why: Why, text: str = "") -> None:
        self.refused.append(Refusal(index, why, text or str(why.label)))
        self.counts[stream_id, why.value] += 1

    def _drawn(self) -> dict[UUID, Bounds]:
        limits, at = Limits.of(), now()
        latest = at + timedelta(seconds=limits.ahead)
        earliest = at - timedelta(days=limits.raw_days)
        found = {}
        for stream_id, stream in self.streams.items():
            if stream.retired_at is not None:
                continue
            # The clock of an exercise is not that of the wall.
            free = self.trusts_clock or stream.exercise_id is not None
            low, high = possible(stream)
            found[stream_id] = Bounds(
                low=low,
                high=high,
                earliest=None if free else earliest,
                latest=None if free else latest,
                newest=stream.state.observed_at,
            )
        return found


def possible(stream: Datastream) -> tuple[float, float]:
    """Return what a stream can say at all: its own bounds within those of what it observes."""
    lows, highs = [-BOUND], [BOUND]
    observed = stream.observed
    rows: list[Datastream | ObservedProperty] = [stream]
    if observed is not None and units.same(observed.unit, stream.unit):
        rows.append(observed)
    for row in rows:
        lows += [] if row.lowest is None else [row.lowest]
        highs += [] if row.highest is None else [row.highest]
    return max(lows), min(highs)
