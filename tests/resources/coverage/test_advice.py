"""What moving something up would do: the pure part, by many made-up pictures."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from resources.coverage.picture import Picture, Standard, Thing, options

AREAS = ("150621", "150602", "150202", "150122", "150902")
CITIES = ("150100", "150200", "150600", "150900")


@st.composite
def pictures(draw):
    things = [
        Thing(
            str(n), "FLOOD", f"team {n}", draw(st.sampled_from(CITIES)), 1, draw(st.booleans())
        )
        for n in range(draw(st.integers(1, 7)))
    ]
    standards = [
        Standard(f"s{n}", AREAS[n], draw(st.integers(10, 90)), draw(st.integers(1, 3)))
        for n in range(draw(st.integers(1, 5)))
    ]
    minute = st.one_of(st.floats(0, 300), st.just(math.inf))
    minutes = [
        [(m * 0.9, m, m * 1.2) for m in (draw(minute) for _ in standards)] for _ in things
    ]
    return Picture(things, standards, minutes, [["graph"] * len(standards) for _ in things])


@settings(max_examples=150, deadline=None)
@given(pictures(), st.dictionaries(st.sampled_from(CITIES), st.integers(0, 2)))
def test_no_option_opens_or_worsens_a_gap_without_saying_so(picture, floors):
    for n, standard in enumerate(picture.standards):
        for option in options(picture, n, lambda city, _n: floors.get(city, 0), most=99):
            index = picture.things.index(option.thing)
            assert option.thing.movable
            assert not picture.covers(index, n)
            assert math.isfinite(option.minutes)
            for m, other in enumerate(picture.standards):
                before, after = picture.found(m), picture.found(m, without=index)
                worse = after < before and after < other.at_least
                if worse and other.area != standard.area:
                    assert other.area in option.uncovers
            leaves = option.thing.city[:4] != standard.area[:4]
            assert option.breaks == (floors.get(option.thing.city, 0) if leaves else 0)


@settings(max_examples=60, deadline=None)
@given(pictures())
def test_what_costs_nobody_anything_comes_first(picture):
    found = options(picture, 0, lambda _city, _n: 0, most=99)
    costs = [not option.costs_nothing for option in found]
    assert costs == sorted(costs)
    free = [option.minutes for option in found if option.costs_nothing]
    assert free == sorted(free)
