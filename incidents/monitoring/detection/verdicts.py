"""What one reading says about a rule, kind by kind: no database, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from incidents.monitoring import rules
from incidents.monitoring.detection import terms as said
from incidents.monitoring.detection.machine import Judged, Memory, Told, Verdict, advance, over
from incidents.monitoring.detection.terms import Limit, Measured, Terms
from incidents.monitoring.lifecycle import Cause

HOUR_S = 3600
# A gauge that reports every hour is a little late now and then.
MOST = 1.02  # windows
LEAST = 0.5  # windows; over less time a rise cannot be told
PATIENCE = 3  # intervals for which a value counts in a combination

Point = tuple[datetime, float | None]


@dataclass(frozen=True, slots=True)
class Moment:
    """A reading; ``base`` is the oldest value within the window of a rate before it."""

    at: datetime
    value: float | None
    base: tuple[datetime, float] | None = None


def step(
    terms: Terms, stream: Measured, memory: Memory, moment: Moment, speed: float = 1.0
) -> tuple[Memory, list[Told]]:
    """Judge one more reading of a stream by a rule of any kind but the combined."""
    memory, judged = _judged(terms, stream, memory, moment, speed)
    if not terms.in_season(moment.at):
        judged = judged._replace(verdict=Verdict.KEPT)
    return advance(terms, memory, moment.at, judged, speed)


def together(
    terms: Terms,
    memory: Memory,
    newest: Mapping[UUID, Point],
    streams: Mapping[UUID, Measured],
    at: datetime,
    speed: float = 1.0,
) -> tuple[Memory, list[Told]]:
    """Judge a combination by the newest values of its streams.

    A stream that has given no value, or none for three of its intervals, is not counted.
    """
    combined = terms.parameters
    if not isinstance(combined, said.Combined):
        raise TypeError(terms.kind)
    broken = kept = 0
    for stream_id, limit in combined.members:
        stream, (seen_at, value) = streams.get(stream_id), newest.get(stream_id, (at, None))
        verdict = Verdict.KEPT
        if stream is not None and value is not None:
            patience = timedelta(seconds=PATIENCE * stream.interval_s / speed)
            if at - seen_at <= patience:
                verdict = over(value, limit, terms.margin_of(stream))
        broken += verdict is Verdict.BROKEN
        kept += verdict is Verdict.KEPT
    verdict = Verdict.BETWEEN
    if not terms.in_season(at) or len(combined.members) - kept < combined.n:
        verdict = Verdict.KEPT
    elif broken >= combined.n:
        verdict = Verdict.BROKEN
    judged = Judged(verdict, Cause.COMBINED, float(broken), float(combined.n))
    return advance(terms, memory, at, judged, speed)


def _judged(
    terms: Terms, stream: Measured, memory: Memory, moment: Moment, speed: float
) -> tuple[Memory, Judged]:
    parameters, value = terms.parameters, moment.value
    if isinstance(parameters, said.Silence):
        verdict = Verdict.BROKEN if value is None else Verdict.KEPT
        return memory, Judged(verdict, Cause.LOST, value)
    if isinstance(parameters, said.Frozen):
        return _frozen(parameters, memory, moment, speed)
    if isinstance(parameters, said.Rate):
        return memory, _rate(terms, parameters, stream, moment, speed)
    if isinstance(parameters, said.Stage):
        line = getattr(stream, parameters.stage)
        limit, cause = None if line is None else Limit(line), Cause.THRESHOLD
    elif isinstance(parameters, said.Threshold):
        limit = parameters.at(moment.at)
        cause = Cause.BELOW if limit.under else Cause.ABOVE
    else:
        raise TypeError(terms.kind)
    if limit is None:
        return memory, Judged(Verdict.KEPT, cause, value)
    if value is None:
        return memory, Judged(Verdict.UNKNOWN, cause, value, limit.value)
    verdict = over(value, limit, terms.margin_of(stream))
    return memory, Judged(verdict, cause, value, limit.value)


def _rate(
    terms: Terms, rate: said.Rate, stream: Measured, moment: Moment, speed: float
) -> Judged:
    cause = Cause.FALLING if rate.falling else Cause.RATE
    limit = stream.rise_per_hour if rate.per_hour is None else rate.per_hour
    if limit is None:
        return Judged(Verdict.KEPT, cause, moment.value)
    if moment.value is None or moment.base is None:
        return Judged(Verdict.UNKNOWN, cause, moment.value, limit)
    since, base = moment.base
    hours = (moment.at - since) / timedelta(seconds=HOUR_S / speed)
    change = (base - moment.value) if rate.falling else (moment.value - base)
    rise = round(change / hours, rules.DIGITS)
    # Broken only beyond the limit: a stage is reached, a rate is exceeded.
    verdict = Verdict.BROKEN if rise > limit else Verdict.BETWEEN
    if rise <= round(limit - (terms.margin or 0), rules.DIGITS):
        verdict = Verdict.KEPT
    return Judged(verdict, cause, rise, limit)


def _frozen(
    frozen: said.Frozen, memory: Memory, moment: Moment, speed: float
) -> tuple[Memory, Judged]:
    at, value = moment.at, moment.value
    hours = round(frozen.seconds / HOUR_S, 3)
    if value is None:
        return memory, Judged(Verdict.UNKNOWN, Cause.FROZEN, memory.value, hours)
    before, since = memory.value, memory.changed_at
    if before is None or since is None or abs(value - before) > frozen.tolerance:
        changed = replace(memory, value=value, changed_at=at)
        return changed, Judged(Verdict.KEPT, Cause.FROZEN, value, hours)
    still = at - since >= timedelta(seconds=frozen.seconds / speed)
    verdict = Verdict.BROKEN if still else Verdict.UNKNOWN
    return memory, Judged(verdict, Cause.FROZEN, before, hours)
