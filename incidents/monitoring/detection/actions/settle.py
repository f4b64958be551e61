"""Ending what stands when a rule no longer holds; a part of the doors."""

from datetime import datetime

from command.core.models import Person
from incidents.monitoring.actions.tell import Finding, tell_findings
from incidents.monitoring.detection import memory
from incidents.monitoring.detection.judging import stage_of
from incidents.monitoring.detection.lifecycle import Kind
from incidents.monitoring.detection.machine import IDLE, end
from incidents.monitoring.detection.models import AlarmRule, RuleState
from incidents.monitoring.detection.selectors import Book
from incidents.monitoring.models import Datastream, StreamState


def settle(rule: AlarmRule, at: datetime, actor: Person | None) -> int:
    """End every episode of a rule that was switched off; return how many there were."""
    concerned = RuleState.objects.filter(rule=rule).values("datastream")
    rows = StreamState.objects.select_for_update(of=("self",)).filter(pk__in=concerned)
    streams: dict[object, Datastream] = {}
    for state in rows.select_related("datastream__station").order_by("pk"):
        state.datastream.state = state
        streams[state.pk] = state.datastream
    combined = rule.kind == Kind.COMBINED
    everything = (
        memory.recall_combined([rule.id])
        if combined
        else memory.recall(stream.id for stream in streams.values())
    )
    mine = {place: one for place, one in everything.items() if place[1] == rule.id}
    findings: list[Finding] = []
    for (stream_id, rule_id), one in mine.items():
        if one.since is not None and stream_id in streams:
            stream = streams[stream_id]
            _, (when, outcome) = end(rule_id, one, max(at, one.since), stream.state.value)
            findings.append(Finding(stream, when, outcome))
    memory.keep(dict.fromkeys(mine, IDLE))
    if not findings:
        return 0
    if not combined:
        book = Book.of(streams.values())
        for stream in streams.values():
            own = {r: one for (s, r), one in everything.items() if s == stream.id}
            stream.state.stage = stage_of(book.for_stream(stream), {**own, rule.id: IDLE})
        memory.keep_states(streams.values())
    told = {finding.stream.id: finding.stream for finding in findings}
    tell_findings(findings, told, None, actor)
    return len(findings)
