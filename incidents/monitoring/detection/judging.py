"""Judging new readings, in the transaction that takes them in.

However many streams a batch has, the database is asked a fixed number of times: for what
is remembered, for values to compare rates with, and twice to write. What is
told is told once per episode: whoever judges a stream holds the lock of its state, and what
stands is remembered in the same transaction as the alarm is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from command.core.models import Person
from incidents.models import Incident
from incidents.monitoring.actions.tell import Finding, tell_findings
from incidents.monitoring.detection import combining, memory
from incidents.monitoring.detection.lifecycle import Kind
from incidents.monitoring.detection.machine import IDLE, Memory, end
from incidents.monitoring.detection.selectors import Book, bases
from incidents.monitoring.detection.terms import Rate, Stage, Terms
from incidents.monitoring.detection.verdicts import LEAST, MOST, Moment, step
from incidents.monitoring.lifecycle import Stage as Stands
from incidents.monitoring.models import Datastream

Taken = tuple[UUID, datetime, float | None]
Points = dict[UUID, list[tuple[datetime, float | None]]]
Bases = dict[tuple[UUID, datetime, int], tuple[datetime, float]]


@dataclass(frozen=True)
class Batch:
    """Readings that are new, and their streams, which the caller has locked.

    ``streams`` have ``.station`` and ``.state`` read; ``readings`` (stream, time, value)
    are stored already. ``newest_before`` is the time of each stream's newest reading
    before this batch: whatever is not newer raises nothing.
    """

    streams: dict[UUID, Datastream]
    readings: Sequence[Taken]
    newest_before: dict[UUID, datetime | None]
    book: Book
    incident: Incident | None = None
    actor: Person | None = None


def judge(batch: Batch) -> None:
    """Bring the states of the streams up to date, and raise and clear their alarms.

    Writes ``StreamState`` (newest time, value and stage) of every stream with a newer
    reading, in one statement.
    """
    points = _newer(batch)
    if not points:
        return
    spoke = [batch.streams[stream_id] for stream_id in points]
    earlier = {s.id: (s.state.observed_at, s.state.value) for s in spoke if s.state.observed_at}
    book = batch.book
    held = {stream.id: book.for_stream(stream) for stream in spoke}
    known = memory.recall(points)
    compared = _compared(spoke, held, points)
    findings: list[Finding] = []
    changed: memory.Memories = {}
    remembered: dict[UUID, dict[UUID, Memory]] = {stream_id: {} for stream_id in points}
    for (stream_id, rule), before in known.items():
        remembered[stream_id][rule] = before
    for stream in spoke:
        mind, readings = remembered[stream.id], points[stream.id]
        found, after = follow(stream, held[stream.id], mind, readings, compared)
        findings += found
        changed |= {
            (stream.id, rule): m for rule, m in after.items() if mind.get(rule) is not m
        }
        stream.state.observed_at, stream.state.value = readings[-1]
        stream.state.stage = stage_of(held[stream.id], after)
    memory.keep_states(spoke)
    findings += combining.judge_together(book, batch.streams, points, earlier, changed)
    memory.keep(changed)
    if findings:
        told = {finding.stream.id: finding.stream for finding in findings}
        tell_findings(findings, told, batch.incident, batch.actor)


def follow(
    stream: Datastream,
    held: Sequence[Terms],
    mind: dict[UUID, Memory],
    readings: Sequence[tuple[datetime, float | None]],
    compared: Bases,
) -> tuple[list[Finding], dict[UUID, Memory]]:
    """Judge the readings of one stream one after another; asks the database nothing."""
    findings: list[Finding] = []
    speed = pace(stream)
    after = dict(mind)
    holding = {terms.rule for terms in held}
    for rule, remembered in mind.items():
        if rule not in holding:
            # The rule was switched off, or is no longer about this stream.
            after[rule] = IDLE if remembered != IDLE else remembered
            if remembered.since is not None:
                at, value = readings[0]
                _, (when, outcome) = end(rule, remembered, max(at, remembered.since), value)
                findings.append(Finding(stream, when, outcome))
    for at, value in readings:
        for terms in held:
            window = getattr(terms.parameters, "window_s", 0)
            moment = Moment(
                at, value, compared.get((stream.id, at, window)) if window else None
            )
            before = after.get(terms.rule, IDLE)
            later, told = step(terms, stream, before, moment, speed)
            if later is not before:
                after[terms.rule] = later
                findings += [Finding(stream, when, outcome) for when, outcome in told]
    return findings, after


def stage_of(held: Sequence[Terms], mind: dict[UUID, Memory]) -> Stands:
    """Return how high a stream stands by the episodes that stand."""
    found = Stands.NORMAL
    for terms in held:
        remembered = mind.get(terms.rule)
        if remembered is None or remembered.since is None:
            continue
        if terms.kind == Kind.SILENCE:
            return Stands.LOST
        if isinstance(terms.parameters, Stage) and found != Stands.GUARANTEE:
            found = Stands(terms.parameters.stage)
    return found


def pace(stream: Datastream) -> float:
    """Return how much faster time runs for a stream: it may be one of an exercise."""
    return stream.exercise.speed if stream.exercise else 1.0


def _newer(batch: Batch) -> Points:
    points: Points = {}
    for stream_id, at, value in batch.readings:
        newest = batch.newest_before.get(stream_id)
        if newest is None or at > newest:
            points.setdefault(stream_id, []).append((at, value))
    for readings in points.values():
        readings.sort(key=lambda reading: reading[0])
    return dict(sorted(points.items()))


def _compared(
    spoke: Sequence[Datastream], held: dict[UUID, list[Terms]], points: Points
) -> Bases:
    """Return what rates are told against: the oldest value within the window before."""
    asked: list[tuple[UUID, datetime, int]] = []
    spans: list[tuple[UUID, datetime, datetime]] = []
    for stream in spoke:
        windows = {
            terms.parameters.window_s
            for terms in held[stream.id]
            if isinstance(terms.parameters, Rate)
            and (terms.parameters.per_hour is not None or stream.rise_per_hour is not None)
        }
        for window in windows:
            span = timedelta(seconds=window / pace(stream))
            for at, value in points[stream.id]:
                if value is not None:
                    asked.append((stream.id, at, window))
                    spans.append((stream.id, at - MOST * span, at - LEAST * span))
    return {asked[place]: base for place, base in bases(spans).items()}
