"""What the clock finds: sensors that say nothing, conditions that have held long enough."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from command.core.doors import door
from command.core.models import Person
from command.core.times import clock
from incidents.monitoring.actions.tell import Finding, tell_findings
from incidents.monitoring.detection import memory
from incidents.monitoring.detection.judging import stage_of
from incidents.monitoring.detection.machine import (
    IDLE,
    Judged,
    Memory,
    Told,
    Verdict,
    advance,
    tick,
)
from incidents.monitoring.detection.selectors import Book
from incidents.monitoring.detection.terms import Silence, Terms
from incidents.monitoring.lifecycle import Cause
from incidents.monitoring.models import Datastream, StreamState


@door
def judge_by_clock(*, actor: Person | None, stream_ids: Iterable[UUID]) -> int:
    """Raise the alarms that time alone raises at these streams; return how many.

    Harmless when repeated, and when a worker died over it: what is already told, or has
    been answered by a reading meanwhile, is left alone. The clock of an exercise is not
    that of the wall: its streams are left to their readings.
    """
    streams = _locked(stream_ids)
    if not streams:
        return 0
    at = clock()
    book = Book.of(streams, at)
    minds = memory.recall(stream.id for stream in streams)
    changed: memory.Memories = {}
    findings: list[Finding] = []
    for stream in streams:
        held = book.for_stream(stream)
        after = {}
        for terms in held:
            before = minds.get((stream.id, terms.rule), IDLE)
            later, told = _by_clock(terms, stream, before, at)
            after[terms.rule] = later
            if later is not before:
                changed[stream.id, terms.rule] = later
                findings += [Finding(stream, when, outcome) for when, outcome in told]
        stream.state.stage = stage_of(held, after)
    findings += _combined(book, {stream.id: stream for stream in streams}, at, changed)
    if findings:
        memory.keep(changed)
        memory.keep_states(streams)
        told_of = {finding.stream.id: finding.stream for finding in findings}
        tell_findings(findings, told_of, None, actor)
    return len(findings)


def _locked(stream_ids: Iterable[UUID]) -> list[Datastream]:
    rows = StreamState.objects.select_for_update(of=("self",)).select_related(
        "datastream__station", "datastream__exercise"
    )
    rows = rows.filter(pk__in=list(stream_ids), datastream__exercise__isnull=True)
    streams = []
    for state in rows.order_by("pk"):
        state.datastream.state = state
        streams.append(state.datastream)
    return streams


def _by_clock(
    terms: Terms, stream: Datastream, before: Memory, at: datetime
) -> tuple[Memory, list[Told]]:
    if not isinstance(terms.parameters, Silence):
        return tick(terms, before, at)
    spoke = stream.state.observed_at
    patience = timedelta(seconds=terms.parameters.patience(stream.interval_s))
    if before.since or spoke is None or at - spoke <= patience or not terms.in_season(at):
        return before, []
    return advance(terms, before, at, Judged(Verdict.BROKEN, Cause.LOST))


def _combined(
    book: Book, streams: dict[UUID, Datastream], at: datetime, changed: memory.Memories
) -> list[Finding]:
    held = {rule.id: terms for rule, terms in book.combined if rule.datastream_id in streams}
    findings: list[Finding] = []
    if not held:
        return findings
    for (stream_id, rule), before in memory.recall_combined(held).items():
        later, told = tick(held[rule], before, at)
        if later is not before:
            changed[stream_id, rule] = later
            findings += [Finding(streams[stream_id], when, outcome) for when, outcome in told]
    return findings
