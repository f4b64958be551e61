"""The reckoning of plans, against every answer there is to small questions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.adviser.pure.greedy import greedy
from resources.adviser.pure.optimum import solve
from resources.adviser.pure.plan import plan_of
from resources.adviser.pure.problem import Candidate, Need, fits, plain, read
from resources.adviser.pure.score import AIMS, FASTEST, LEAST, score
from tests.resources.adviser.pure import best, everything, is_possible, problem, questions

BOATS = "2990102"


def keeps_the_rules(question, shares):
    """Say that nothing is used that is booked, closed, unfit, or more than there is."""
    assert is_possible(question, shares)
    for (need_key, key), amount in shares.items():
        need, each = question.need[need_key], question.candidate[key]
        assert amount > 0
        assert fits(need, each)
        assert not each.blocked
        assert not question.ways[need_key, key].is_closed


def adds_up(question, plan):
    """Say that every number of a plan is the sum of its parts."""
    for row in plan.needs:
        sent = sum(s.quantity for s in plan.sends if s.need == row.need)
        assert (row.sent, row.sent + row.open) == (sent, row.quantity)
        assert (row.at is None) == (row.open > 0)
    for row in plan.remains:
        sent = sum(
            s.quantity
            for s in plan.sends
            if (s.city, question.candidate[s.candidate].what) == (row.city, row.what)
        )
        assert (row.given, row.after) == (sent, row.before - sent)
        # No floor is broken without a line that says by how much and who signs for it.
        assert row.broken == max(0, row.given - max(0, row.before - row.floor))
        assert not row.broken or (row in plan.breaches and row.signed_by)


@settings(max_examples=40, deadline=None)
@given(question=questions(), aim=st.sampled_from(AIMS))
def test_the_quick_answer_keeps_the_rules_and_adds_up(question, aim):
    shares = greedy(question, aim)
    keeps_the_rules(question, shares)
    plan = plan_of(question, aim.key, shares)
    adds_up(question, plan)
    assert plan.by == "greedy"
    assert plan.gap is None
    assert read(plain(question)) == question


@settings(max_examples=12, deadline=None)
@given(question=questions())
def test_the_proven_answer_is_the_best_of_all_there_are(question):
    answers = solve(question, seconds=5)
    every = list(everything(question))
    for aim in AIMS:
        answer = answers[aim.key]
        keeps_the_rules(question, answer.shares)
        plan = plan_of(question, aim.key, answer.shares, answer)
        adds_up(question, plan)
        worth = score(question, aim, answer.shares)
        assert worth == min(score(question, aim, shares) for shares in every)
        assert (plan.is_proven, plan.gap) == (True, 0)
        quick = greedy(question, aim)
        assert worth <= score(question, aim, quick)
        if plan.breaches:  # only because more would stay open otherwise
            whole = [s for s in every if not score(question, aim, s).broken]
            least_open = min(score(question, aim, s).open for s in whole)
            assert least_open > worth.open


def test_without_time_the_quick_answer_stands_and_nothing_is_claimed():
    needs = [Need(key="n", what=BOATS, quantity=6)]
    boats = [
        Candidate(key=f"c{n}", kind="stock", city="150100", what=BOATS, available=n)
        for n in (1, 2, 3, 4)
    ]
    question = problem(needs, boats, {f"c{n}": 10 * n for n in (1, 2, 3, 4)})
    answers = solve(question, seconds=0)
    for aim in AIMS:
        answer = answers[aim.key]
        assert score(question, aim, answer.shares) <= score(
            question, aim, greedy(question, aim)
        )


@pytest.fixture
def boats():
    """Six boats wanted; the near city has eight and keeps six, the far one has plenty."""
    needs = [Need(key="n", what=BOATS, quantity=6)]
    near = Candidate(key="near", kind="stock", city="150200", what=BOATS, available=8)
    far = Candidate(key="far", kind="stock", city="150100", what=BOATS, available=20)
    floors = [("150200", BOATS, 6), ("150100", BOATS, 4)]
    return needs, near, far, floors


def test_a_floor_holds_where_others_can_fill_the_need_and_is_broken_in_words_where_not(boats):
    needs, near, far, floors = boats
    minutes = {"near": 30, "far": 120}
    question = problem(needs, [near, far], minutes, floors)
    answer = solve(question, seconds=5)["fastest"]
    assert answer.shares == {("n", "near"): 2, ("n", "far"): 4}
    assert plan_of(question, "fastest", answer.shares, answer).breaches == ()
    # Without the far city the need stays open unless the near one goes below its floor.
    alone = problem(needs, [near], minutes, floors)
    for aim in AIMS:
        answer = solve(alone, seconds=5)[aim.key]
        plan = plan_of(alone, aim.key, answer.shares, answer)
        (line,) = plan.breaches
        assert (plan.open, line.after, line.floor, line.broken) == (0, 2, 6, 4)
        assert line.signed_by == "deputy"


def test_least_depletion_spreads_what_the_fastest_takes_from_one_city():
    needs = [Need(key="n", what=BOATS, quantity=6)]
    cities = ("150100", "150200", "150600")
    stocks = [
        Candidate(key=city, kind="stock", city=city, what=BOATS, available=10)
        for city in cities
    ]
    question = problem(needs, stocks, dict(zip(cities, (20, 60, 90), strict=True)))
    answers = solve(question, seconds=5)
    assert answers["fastest"].shares == {("n", "150100"): 6}
    assert answers["least"].shares == {("n", city): 2 for city in cities}
    assert score(question, LEAST, answers["least"].shares) == best(question, LEAST)
    assert plan_of(question, "fastest", answers["least"].shares).score > score(
        question, FASTEST, answers["fastest"].shares
    )
