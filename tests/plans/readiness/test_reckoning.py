"""The reckoning of readiness: a plan small enough to do by hand, and what always holds."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.readiness.pure.causes import suspects
from plans.readiness.pure.draws import draw
from plans.readiness.pure.facts import (
    Facts,
    Numbers,
    PoolFact,
    RoleFact,
    StepFact,
    WayFact,
    digest,
)
from plans.readiness.pure.play import Without, play
from plans.readiness.pure.reckon import reckon

# Without spread, so that every figure can be done by hand.
EVEN = Numbers(ack_spread=0, local_spread=0, work_spread=0, own_spread=0, own_ready=1)
RUNS = 400


def role(key="R1", *, filled=True, on_duty=2):
    return RoleFact(key=key, name="防办", name_en="Office", filled=filled, on_duty=on_duty)


def step(key="A", due=60, *, after=(), finish=None, **given):
    told = {"offset": 0, "start": 0, "role": "R1", "way": "", "pools": (), **given}
    return StepFact(key=key, title=key, title_en="", due=due, after=after,
                    finish=due if finish is None else finish, **told)  # fmt: skip


def way(**given):
    told = {"low": 30, "minutes": 30, "high": 30, "km": 20, "closed": False, **given}
    return WayFact(start="1", end="2", because=((), ()), **told)


def pool(own=3, promised=(), wanted=3):
    return PoolFact(what="PUMP", source="", wanted=wanted, own=own, promised=promised)


def facts(*steps, roles=None, ways=(), pools=(), night=False):
    roles = (role(),) if roles is None else roles
    return Facts(steps=steps or (step(),), roles=roles, ways=ways, pools=pools, night=night)


def end(told, numbers=EVEN, seed=1):
    return play(told, numbers, draw(told, seed, 1))[:, 0]


def test_a_plan_done_by_hand():
    # Two on duty answer in 6 / 1.15 minutes, are there in 12, and work three quarters of
    # what is left of the hour once 18 usual minutes are gone.
    first = 6 / 1.15 + 12 + (60 - 18) * 0.75
    second = first + 6 / 1.15 + 12 + (40 - 18) * 0.75
    told = facts(step("A"), step("B", 40, after=("A",), finish=100))
    assert end(told) == pytest.approx([first, second])
    assert reckon(told, EVEN, 1, 50).chance == 1


@pytest.mark.parametrize(
    ("told", "more"),
    [
        (facts(step(offset=10)), 10),
        (facts(step(way="1-2"), ways=(way(),)), 30),
        (facts(step(pools=("PUMP/",)), pools=(pool(own=2),)), 31.5 * 0.5),
        (facts(step(pools=("PUMP/",)), pools=(pool(own=0),)), 31.5 * 3),
        (facts(night=True), 6 / 1.15 * 0.8),
        (facts(roles=(role(on_duty=1),)), 6 - 6 / 1.15),
        (facts(roles=(role(filled=False, on_duty=0),)), 6 - 6 / 1.15 + 60),
    ],
)
def test_what_makes_a_step_later_by_hand(told, more):
    found = end(told, replace(EVEN, unfilled_fails=0))
    assert found[0] - end(facts())[0] == pytest.approx(more)


def test_the_same_seed_and_facts_give_the_same_numbers_and_another_seed_others():
    told = facts(step(due=45), pools=(pool(own=1),), night=True, roles=(role(filled=False),))
    assert reckon(told, Numbers(), 7, RUNS) == reckon(told, Numbers(), 7, RUNS)
    assert reckon(told, Numbers(), 7, RUNS) != reckon(told, Numbers(), 8, RUNS)
    assert digest(told, Numbers()) == digest(replace(told), Numbers())
    assert digest(told, Numbers()) != digest(replace(told, night=False), Numbers())


def test_the_gravest_cause_is_the_one_that_is_at_fault():
    short = facts(
        step("A", pools=("PUMP/",)),
        step("B", way="1-2", finish=140),
        ways=(way(low=5, minutes=8, high=12),),
        pools=(pool(own=1),),
    )
    (first, *_rest) = reckon(short, Numbers(), 1, RUNS).causes
    assert (first.kind, first.key, first.share > 0.8) == ("pool", "PUMP/", True)
    empty = facts(roles=(role(filled=False, on_duty=0),), night=True)
    assert next(c.kind for c in reckon(empty, Numbers(), 1, RUNS).causes) == "role"
    closed = facts(step(way="1-2"), ways=(way(closed=True, km=5),))
    outcome = reckon(closed, Numbers(), 1, RUNS)
    assert (outcome.causes[0].kind, outcome.chance) == ("way", 0)
    assert 0 < outcome.steps[0].never < RUNS
    assert outcome.steps[0].never + sum(outcome.steps[0].bars) == RUNS
    assert reckon(facts(), EVEN, 1, RUNS).causes == []
    assert reckon(facts(step(due=0)), EVEN, 1, RUNS).chance == 1  # There is no deadline.


@st.composite
def plans(drawn):
    """Draw a plan of up to five steps that wait for each other at random."""
    count = drawn(st.integers(1, 5))
    steps = []
    for n in range(count):
        due = drawn(st.integers(10, 300))
        after = tuple(f"S{k}" for k in range(n) if drawn(st.booleans()))
        begin = max([s.finish for s in steps if s.key in after], default=0)
        steps.append(
            step(
                f"S{n}",
                due,
                after=after,
                finish=begin + due,
                role=drawn(st.sampled_from(["R1", "R2"])),
                way=drawn(st.sampled_from(["", "1-2"])),
                pools=drawn(st.sampled_from([(), ("PUMP/",)])),
            )
        )
    fast = drawn(st.floats(1, 60))
    return facts(
        *steps,
        roles=(role(), role("R2", on_duty=drawn(st.integers(1, 3)))),
        ways=(way(low=fast, minutes=fast * 1.3, high=fast * 2, closed=drawn(st.booleans())),),
        pools=(
            pool(
                drawn(st.integers(0, 60)),
                tuple(drawn(st.lists(st.integers(1, 9), max_size=3))),
                drawn(st.integers(1, 60)),
            ),
        ),
        night=drawn(st.booleans()),
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(plans(), st.integers(0, 2**60), st.integers(1, 40))
def test_more_stock_and_one_more_promise_never_lower_a_chance(told, seed, more):
    (had,) = told.pools
    for richer in (
        replace(had, own=had.own + more),
        replace(had, promised=(*had.promised, more)),
    ):
        _never_later(told, replace(told, pools=(richer,)), seed)


@settings(max_examples=40, deadline=None)
@given(plans(), st.integers(0, 2**60))
def test_an_empty_role_or_a_closed_road_never_raises_a_chance(told, seed):
    one, two = told.roles
    _never_later(replace(told, roles=(one, replace(two, filled=False, on_duty=0))), told, seed)
    _never_later(replace(told, roles=(one,)), told, seed)


@settings(max_examples=40, deadline=None)
@given(plans(), st.integers(0, 2**60))
def test_no_counterfactual_makes_anything_later_than_it_was(told, seed):
    draws = draw(told, seed, 60)
    base = play(told, Numbers(), draws)
    for kind, _key, without in suspects(told):
        if kind != "work":
            assert (play(told, Numbers(), draws, without) <= base + 1e-6).all(), kind
    assert (play(told, Numbers(), draws, Without()) == base).all()


def _never_later(worse, better, seed):
    late = play(worse, Numbers(), draw(worse, seed, 60))
    soon = play(better, Numbers(), draw(better, seed, 60))
    assert (soon <= late + 1e-6).all()
    assert (
        reckon(better, Numbers(), seed, 60).chance >= reckon(worse, Numbers(), seed, 60).chance
    )
