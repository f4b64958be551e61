"""The pure part of judging: whatever comes, episodes alternate and nothing is told twice."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command.core.errors import Invalid
from incidents.monitoring.detection.drafts import Draft
from incidents.monitoring.detection.lifecycle import Kind
from incidents.monitoring.detection.machine import IDLE, tick
from incidents.monitoring.detection.parse import parameters_of
from incidents.monitoring.detection.seasons import Season
from incidents.monitoring.detection.verdicts import Moment, step, together

START = datetime(2027, 3, 18, tzinfo=UTC)
ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))


@dataclass
class Stream:
    """What a rule needs to know of a stream."""

    interval_s: int = 60
    warning: float | None = 10.0
    guarantee: float | None = 11.0
    rise_per_hour: float | None = 1.0
    margin: float = 0.5


MEMBERS = [{"stream": str(key), "above": 10} for key in (ONE, TWO, THREE)]
PARAMETERS = {
    Kind.STAGE: {"stage": "warning"},
    Kind.THRESHOLD: {"above": 10},
    Kind.RATE: {"per_hour": 1},
    Kind.SILENCE: {"intervals": 3},
    Kind.FROZEN: {"seconds": 300},
}
# Minutes from one reading to the next, and the value or none.
readings = st.lists(
    st.tuples(st.integers(1, 90), st.none() | st.floats(8, 12).map(lambda v: round(v * 4) / 4)),
    max_size=40,
)
kinds = st.sampled_from(sorted(PARAMETERS))
waits = st.sampled_from([0, 60, 1800, 7200])


def terms_of(kind, wait=0):
    wait = 0 if kind in {Kind.SILENCE, Kind.FROZEN} else wait
    return Draft(level=2, parameters=PARAMETERS[kind], for_s=wait).terms(kind)


def moments(series):
    at, before = START, None
    for minutes, value in series:
        at += timedelta(minutes=minutes)
        yield Moment(at, value, before)
        before = (at, value) if value is not None else before


def run(terms, series, *, clock=False):
    memory, told = IDLE, []
    for moment in moments(series):
        if clock:  # a clock that looks just before each reading
            memory, more = tick(terms, memory, moment.at)
            told += more
        memory, more = step(terms, Stream(), memory, moment)
        told += more
    return memory, told


@given(kinds, waits, readings)
@settings(max_examples=60, deadline=None)
def test_what_is_raised_is_cleared_before_it_is_raised_again(kind, wait, series):
    memory, told = run(terms_of(kind, wait), series)
    sides = [outcome.broken for _at, outcome in told]
    assert sides == [n % 2 == 0 for n in range(len(sides))]
    assert (memory.since is not None) == (len(sides) % 2 == 1)
    assert [at for at, _ in told] == sorted(at for at, _ in told)
    assert memory.since is None or memory.pending_since is None


@given(kinds, waits, readings)
@settings(max_examples=40, deadline=None)
def test_whether_a_clock_looked_in_between_changes_nothing(kind, wait, series):
    terms = terms_of(kind, wait)
    assert run(terms, series) == run(terms, series, clock=True)


@given(readings)
@settings(max_examples=30, deadline=None)
def test_a_longer_duration_never_rings_more_often(series):
    counts = [
        sum(outcome.broken for _at, outcome in run(terms_of(Kind.THRESHOLD, wait), series)[1])
        for wait in (0, 1800, 7200)
    ]
    assert counts == sorted(counts, reverse=True)


@given(st.lists(st.tuples(st.sampled_from([ONE, TWO, THREE]), st.floats(8, 12)), max_size=40))
@settings(max_examples=40, deadline=None)
def test_a_combination_stands_only_while_enough_streams_are_near_their_limits(series):
    terms = Draft(level=1, parameters={"n": 2, "members": MEMBERS}).terms(Kind.COMBINED)
    streams = {key: Stream() for key in (ONE, TWO, THREE)}
    memory, newest = IDLE, {}
    for n, (key, value) in enumerate(series):
        at = START + timedelta(seconds=n)
        newest[key] = (at, value)
        memory, _told = together(terms, memory, newest, streams, at)
        over = sum(v >= 10 for _at, v in newest.values())
        near = sum(round(v, 6) >= 9.5 for _at, v in newest.values())
        assert memory.since is None or near >= 2
        assert memory.since is not None or over < 2


@pytest.mark.parametrize(
    ("season", "within", "outside"),
    [
        (Season.of("11-15", "04-10"), (1, 31), (4, 11)),
        (Season.of("06-01", "08-31"), (8, 31), (9, 1)),
        (Season.of("02-29", "03-01"), (3, 1), (2, 28)),
    ],
)
def test_a_season_holds_both_its_days_and_runs_over_new_year(season, within, outside):
    assert season.holds(datetime(2027, *within, 4, tzinfo=UTC))
    assert not season.holds(datetime(2027, *outside, 4, tzinfo=UTC))


def test_a_season_is_of_the_calendar_here():
    assert Season.of("06-01", "06-30").holds(datetime(2027, 5, 31, 17, tzinfo=UTC))


WRONG = [
    (Kind.STAGE, {"stage": "flood"}),
    (Kind.STAGE, []),
    (Kind.THRESHOLD, {}),
    (Kind.THRESHOLD, {"above": 1, "below": 2}),
    (Kind.THRESHOLD, {"above": float("nan")}),
    (Kind.THRESHOLD, {"above": True}),
    (Kind.THRESHOLD, {"above": 10**400}),
    (Kind.THRESHOLD, {"above": 1, "seasons": [{"from": "13-01", "to": "04-10", "above": 1}]}),
    (Kind.THRESHOLD, {"above": 1, "seasons": [3]}),
    (Kind.RATE, {"per_hour": 0}),
    (Kind.RATE, {"falling": True}),
    (Kind.RATE, {"per_hour": 1, "window_s": 1}),
    (Kind.SILENCE, {"intervals": 0}),
    (Kind.SILENCE, {"intervals": 3, "seconds": 3}),
    (Kind.FROZEN, {"seconds": -1}),
    (Kind.FROZEN, {"seconds": 60, "colour": "red"}),
    (Kind.COMBINED, {"n": 3, "members": MEMBERS[:2]}),
    (Kind.COMBINED, {"n": 1, "members": [MEMBERS[0], MEMBERS[0]]}),
    (Kind.COMBINED, {"n": 1, "members": ["a", "b"]}),
    (Kind.COMBINED, {"n": 2, "members": MEMBERS, "cause_key": 3}),
]


def test_parameters_that_make_no_sense_are_refused_with_their_field():
    for kind, parameters in WRONG:
        with pytest.raises(Invalid) as refusal:
            parameters_of(kind, parameters)
        assert refusal.value.detail["field"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": 5},
        {"margin": -1.0},
        {"for_s": -1},
        {"season_from": "01-01"},
        {"note": "x" * 301},
    ],
)
def test_a_version_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(Invalid):
        Draft(**{"level": 2, "parameters": {"above": 1}, **wrong}).terms(Kind.THRESHOLD)
    with pytest.raises(Invalid):
        Draft(level=2, parameters={"intervals": 3}, for_s=60).terms(Kind.SILENCE)
