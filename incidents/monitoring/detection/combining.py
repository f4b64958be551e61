"""Judging combinations: several streams over their limits at once, in separate batches."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from incidents.monitoring.actions.tell import Finding
from incidents.monitoring.detection import memory
from incidents.monitoring.detection.machine import IDLE, Memory, Told
from incidents.monitoring.detection.selectors import Book, members_of
from incidents.monitoring.detection.terms import Terms
from incidents.monitoring.detection.verdicts import Point, together
from incidents.monitoring.models import Datastream

Readings = Mapping[UUID, Sequence[Point]]


def judge_together(
    book: Book,
    locked: Mapping[UUID, Datastream],
    points: Readings,
    earlier: Mapping[UUID, Point],
    changed: memory.Memories,
) -> list[Finding]:
    """Judge the combinations that new readings are part of; put what changed in ``changed``.

    ``earlier`` are the newest readings of the batch's streams before it. Comes after the
    states of the batch are written. The row of a combination is locked first and the other
    streams are read after, so that of two batches at once the later sees what the earlier
    has brought. Four queries if there is any such rule, else none.
    """
    combined = book.combined_with(points.keys())
    if not combined:
        return []
    minds = memory.recall_combined(terms.rule for _rule, terms in combined)
    wanted = {member for _rule, terms in combined for member in members_of(terms)}
    wanted |= {rule.datastream_id for rule, _terms in combined if rule.datastream_id}
    streams = {key: stream for key, stream in locked.items() if key in wanted}
    others = Datastream.objects.select_related("station", "state", "exercise")
    streams |= {row.id: row for row in others.filter(pk__in=wanted - points.keys())}
    findings: list[Finding] = []
    for rule, terms in combined:
        anchor = streams.get(rule.datastream_id) if rule.datastream_id else None
        if anchor is None:
            continue
        before = minds.get((anchor.id, rule.id), IDLE)
        speed = anchor.exercise.speed if anchor.exercise else 1.0
        newest = {**earlier, **_newest(streams, points)}
        after, told = replay(terms, before, streams, points, newest, speed)
        findings += [Finding(anchor, at, outcome) for at, outcome in told]
        if after is not before:
            changed[anchor.id, rule.id] = after
    return findings


def replay(
    terms: Terms,
    remembered: Memory,
    streams: Mapping[UUID, Datastream],
    points: Readings,
    newest: dict[UUID, Point],
    speed: float = 1.0,
) -> tuple[Memory, list[Told]]:
    """Judge a combination at every new reading of its streams, in the order of time.

    ``newest`` is what was known of them before; it is brought up to date.
    """
    members = members_of(terms)
    arrived = [(at, key, value) for key in members for at, value in points.get(key, ())]
    arrived.sort(key=lambda one: (one[0], one[1]))
    told: list[Told] = []
    for place, (at, key, value) in enumerate(arrived):
        newest[key] = (at, value)
        if place + 1 < len(arrived) and arrived[place + 1][0] == at:
            continue  # what is of one time is judged together
        remembered, more = together(terms, remembered, newest, streams, at, speed)
        told += more
    return remembered, told


def _newest(streams: Mapping[UUID, Datastream], points: Readings) -> dict[UUID, Point]:
    return {
        key: (stream.state.observed_at, stream.state.value)
        for key, stream in streams.items()
        if key not in points and stream.state.observed_at is not None
    }
