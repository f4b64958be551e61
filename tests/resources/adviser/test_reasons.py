"""Why a near candidate stays: take the ground away, and it goes."""

from dataclasses import replace

import pytest

from resources.adviser.pure.optimum import solve
from resources.adviser.pure.plan import plan_of
from resources.adviser.pure.problem import Candidate, Need
from tests.resources.adviser.pure import problem, way

NEED = Need(key="n", what="WATER", quantity=1, label="N-01")
OTHER = Candidate(key="other", kind="team", city="150100", what="WATER", available=1)
NEAR = Candidate(key="near", kind="team", city="150200", what="WATER", available=1)
MINUTES = {"near": 30, "other": 60}


def reasons(question, aim="fastest"):
    answer = solve(question, seconds=5)[aim]
    plan = plan_of(question, aim, answer.shares, answer)
    found = {row.candidate: row.reasons for row in plan.not_chosen}
    return [(s.candidate) for s in plan.sends], found.get("near", ())


def ask(near=NEAR, needs=(NEED,), others=(OTHER,), minutes=MINUTES, floors=()):
    return problem(list(needs), [near, *others], minutes, floors)


def test_with_nothing_in_its_way_the_near_one_goes():
    assert reasons(ask()) == (["near"], ())


@pytest.mark.parametrize(
    ("near", "kind"),
    [
        (replace(NEAR, blocked="booked", until="2027-03-19T09:00:00+00:00"), "booked"),
        (replace(NEAR, blocked="reserved", until="2027-03-19T09:00:00+00:00"), "reserved"),
        (replace(NEAR, blocked="resting", until="2027-03-19T09:00:00+00:00"), "resting"),
        (replace(NEAR, blocked="unavailable"), "unavailable"),
        (replace(NEAR, available=0), "empty"),
        (replace(NEAR, ready_in=3000), "far"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_keeps_it_from_going_is_said_and_it_goes_without(near, kind):
    sent, found = reasons(ask(near))
    assert sent == ["other"]
    assert [reason.kind for reason in found] == [kind]
    assert found[0].until == near.until


def test_a_closed_road_is_said_and_it_goes_once_it_is_open():
    closed = way(30, is_closed=True, because=("ice",))
    sent, (found,) = reasons(ask(minutes=MINUTES | {"near": closed}))
    assert (sent, found.kind, found.words) == (["other"], "closed", ("ice",))


def test_a_capability_that_lacks_is_named_and_it_goes_with_it():
    night = replace(NEED, capabilities=("ICE", "NIGHT"))
    able = replace(OTHER, capabilities=("ICE", "NIGHT"))
    sent, (found,) = reasons(ask(replace(NEAR, capabilities=("NIGHT",)), [night], [able]))
    assert (sent, found.kind, found.words) == (["other"], "lacks", ("ICE",))
    sent, _ = reasons(ask(replace(NEAR, capabilities=("NIGHT", "ICE")), [night], [able]))
    assert sent == ["near"]


def test_a_floor_that_would_break_is_said_with_what_would_be_left():
    sent, (found,) = reasons(ask(floors=[("150200", "WATER", 1)]))
    assert (sent, found.kind, found.left, found.floor) == (["other"], "floor", 0, 1)


def test_a_slower_one_is_said_to_be_slower_by_so_many_minutes():
    sent, (found,) = reasons(ask(minutes=MINUTES | {"near": 75}))
    assert (sent, found.kind, found.minutes) == (["other"], "slower", 15)
    # Of two that come together one is enough.
    sent, (found,) = reasons(
        ask(minutes={"near": 60, "a": 60}, others=[replace(OTHER, key="a")])
    )
    assert (sent, found.kind) == (["a"], "enough")


def test_one_that_serves_another_need_is_said_to_be_used_there():
    first = replace(NEED, key="first", label="N-00", priority=1)
    minutes = MINUTES | {("first", "near"): 20, ("first", "other"): 200}
    sent, (found,) = reasons(ask(needs=[first, NEED], minutes=minutes))
    assert sent == ["near", "other"]
    assert (found.kind, found.words) == ("used", ("N-00",))


def test_a_plan_that_spares_a_city_says_what_that_city_would_have_left():
    boats = Need(key="n", what="2990102", quantity=2)
    near = Candidate(key="near", kind="stock", city="150200", what="2990102", available=4)
    other = replace(near, key="other", city="150100", available=40)
    floors = [("150200", "2990102", 1)]
    question = problem([boats], [near, other], MINUTES, floors)
    sent, (found,) = reasons(question, "least")
    assert (sent, found.kind, found.left, found.floor) == (["other"], "spares", 3, 1)
    rich = problem([boats], [replace(near, available=400), other], MINUTES, floors)
    assert reasons(rich, "least")[0] == ["near"]
    assert reasons(question, "fastest")[0] == ["near"]
