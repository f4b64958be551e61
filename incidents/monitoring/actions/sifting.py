"""Which readings can be taken, each judged by itself; asks the database nothing."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
Placed = tuple[int, float | None]  # place among what was given, and value


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reading that was not taken: its place in what was given, and why."""

    index: int
    why: Why
    text: str


@dataclass(slots=True)
class Lane:
    """One stream: what it can say and when, and what was given, by time, with its place.

    What is newer than its ``newest`` is new; the rest may be there already.
    """

    low: float
    high: float
    earliest: datetime | None
    latest: datetime | None
    newest: datetime | None
    new: dict[datetime, Placed] = field(default_factory=dict)
    doubtful: dict[datetime, Placed] = field(default_factory=dict)


class Sieve:
    """Parts what can be taken from what cannot, and counts both."""

    def __init__(
        self, streams: Mapping[UUID, Datastream], limits: Limits, *, trusts_clock: bool
    ) -> None:
        """Take the (locked) streams, and whether the speaker's clock is the node's own."""
        self.streams, self.limits = streams, limits
        self.trusts_clock = trusts_clock
        self.refused: list[Refusal] = []
        self.counts: Counter[tuple[UUID, str]] = Counter()
        self.duplicates = 0
        self.late = 0
        self._lanes: dict[UUID, Lane] = {}

    @property
    def doubtful(self) -> list[Key]:
        """What may be there already: it is not newer than the newest."""
        return [(stream, at) for stream, lane in self._lanes.items() for at in lane.doubtful]

    def take(self, given: Iterable[Given]) -> None:
        """Judge readings one by one."""
        self._lanes = self._drawn()
        for index, (stream_id, at, value) in enumerate(given):
            lane = self._lanes.get(stream_id)
            if lane is None:
                known = stream_id in self.streams
                self._refuse(index, stream_id, Why.RETIRED if known else Why.UNKNOWN_STREAM)
            elif value is not None and not lane.low <= value <= lane.high:
                self._refuse_value(index, stream_id, value, lane)
            elif lane.latest is not None and at > lane.latest:
                self._refuse(index, stream_id, Why.TOO_LATE)
            elif lane.earliest is not None and at < lane.earliest:
                self._refuse(index, stream_id, Why.TOO_EARLY)
            else:
                is_new = lane.newest is None or at > lane.newest
                placed = (index, value)
                first = (lane.new if is_new else lane.doubtful).setdefault(at, placed)
                if first is not placed:
                    self._again(index, stream_id, first[1], value)

    def compare(self, there: Mapping[Key, float | None]) -> None:
        """Hold what was in doubt against what is there; the rest of it is new, and late."""
        for stream_id, lane in self._lanes.items():
            for at, (index, value) in lane.doubtful.items():
                if (stream_id, at) in there:
                    self._again(index, stream_id, there[stream_id, at], value)
                else:
                    lane.new[at] = index, value
                    self.late += 1
            lane.doubtful = {}

    def fresh(self) -> list[Given]:
        """Return what is new, stream by stream."""
        self.refused.sort(key=lambda one: one.index)
        return [
            (stream_id, at, value)
            for stream_id, lane in self._lanes.items()
            for at, (_index, value) in lane.new.items()
        ]

    def _again(
        self, index: int, stream_id: UUID, first: float | None, value: float | None
    ) -> None:
        if first == value:
            self.duplicates += 1
        else:
            self._refuse(index, stream_id, Why.CONFLICTING)

    def _refuse_value(self, index: int, stream_id: UUID, value: float, lane: Lane) -> None:
        if not math.isfinite(value):
            self._refuse(index, stream_id, Why.NOT_A_NUMBER)
            return
        unit = self.streams[stream_id].unit
        text = _("%(value)s %(unit)s is impossible: from %(low)s to %(high)s.")
        told = {
            "value": words.number(value),
            "unit": unit,
            "low": words.number(lane.low),
            "high": words.number(lane.high),
        }
        self._refuse(index, stream_id, Why.IMPOSSIBLE, text % told)

    def _refuse(self, index: int, stream_id: UUID, why: Why, text: str = "") -> None:
        self.refused.append(Refusal(index, why, text or str(why.label)))
        self.counts[stream_id, why.value] += 1

    def _drawn(self) -> dict[UUID, Lane]:
        limits, at = self.limits, now()
        latest = at + timedelta(seconds=limits.ahead)
        earliest = at - timedelta(days=limits.raw_days)
        found: dict[UUID, Lane] = {}
        for stream_id, stream in self.streams.items():
            if stream.retired_at is not None:
                continue
            # The clock of an exercise is not that of the wall.
            free = self.trusts_clock or stream.exercise_id is not None
            low, high = possible(stream)
            found[stream_id] = Lane(
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
