"""What cities promise each other: what is counted, weighed, and shown in the matrix."""

import pytest

from plans.interlock.promises import interlocked, promises
from plans.interlock.selectors import matrix
from plans.interlock.weigh import weigh
from tests import make
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, ULANQAB, Post
from tests.plans.interlock.made import BOAT, PUMP, ask, drafted, offer, plan, publish
from tests.plans.made import step

pytestmark = pytest.mark.django_db


def weighed(free=()):
    return weigh(*interlocked(), dict(free))


def cell(person, giver, taker, what=PUMP):
    lines = matrix(person, what).lines
    found = [
        c for line in lines for c in line.cells if c and (c.giver, c.taker) == (giver, taker)
    ]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("offered", "asked", "covered"),
    [
        ({}, {}, 2),
        ({"city": ""}, {}, 2),
        ({}, {"city": ""}, 2),
        ({"city": HOHHOT}, {}, 0),
        ({"what": BOAT}, {}, 0),
        ({"quantity": 1}, {}, 1),
        ({"within_minutes": 90}, {"within_minutes": 120}, 2),
        ({"within_minutes": 150}, {"within_minutes": 120}, 0),
        ({}, {"within_minutes": 120}, 0),
        ({"what": "FLOOD"}, {"what": "FLOOD", "capabilities": ["NIGHT_VISION"]}, 0),
        (
            {"what": "FLOOD", "capabilities": ["NIGHT_VISION", "X"]},
            {"what": "FLOOD", "capabilities": ["NIGHT_VISION"]},
            2,
        ),
    ],
)
def test_an_ask_is_met_by_what_is_offered_to_it_in_kind_number_ability_and_time(
    offered, asked, covered
):
    plan(ORDOS, offers=[offer(**offered)])
    plan(BAOTOU, asks=[ask(**asked)])
    (line,) = weighed().asks
    assert (line.alone, line.together) == (covered, covered)


def test_what_a_step_takes_from_a_neighbour_counts_as_asked_unless_it_is_asked_already():
    need = {"what": PUMP, "quantity": 3, "source": ORDOS}
    plan(BAOTOU, step(needs=[need]), title="甲")
    plan(HOHHOT, step(needs=[need]), asks=[ask(quantity=3)], title="乙")
    asks, _offers = interlocked()
    assert [(a.taker, a.key, a.quantity, a.step) for a in asks] == [
        (HOHHOT, "Q1", 3, ""),
        (BAOTOU, f"A-01/{PUMP}", 3, "A-01"),
    ]


def test_an_offer_promised_to_several_is_counted_once():
    plan(ORDOS, offers=[offer(city="", quantity=4)])
    plan(BAOTOU, asks=[ask(quantity=3)])
    plan(HOHHOT, asks=[ask(quantity=3)])
    found = weighed({(PUMP, ORDOS): 4})
    assert sorted((a.alone, a.together) for a in found.asks) == [(3, 1), (3, 3)]
    assert [a.contested for a in found.asks].count(True) == 1
    (line,) = found.offers
    assert (line.counted_on, line.takers, line.short, line.contested) == (
        6, (HOHHOT, BAOTOU), False, True,
    )  # fmt: skip


def test_a_draft_promises_nothing():
    draft = drafted(ORDOS, offers=[offer()])
    assert promises() == []
    publish(draft)
    assert [(p.giver, p.taker, p.quantity) for p in promises(PUMP)] == [(ORDOS, BAOTOU, 2)]
    assert promises(BOAT) == []


def test_the_matrix_shows_asked_promised_and_there_tonight_and_hides_stock_from_a_banner():
    plan(ORDOS, offers=[offer(quantity=3)])
    plan(BAOTOU, asks=[ask(quantity=3)])
    commander = make.person(Post.COMMANDER, HOHHOT)
    found = cell(commander, ORDOS, BAOTOU)
    assert (found.asked, found.promised, found.states) == (3, 3, ["unstocked"])
    make.stock(region=ORDOS, supply=PUMP, on_hand=6)
    assert cell(commander, ORDOS, BAOTOU).states == ["kept"]
    line = matrix(commander, PUMP).lines[0]
    # The region's floor keeps back what it keeps; what could go is the rest.
    assert line.standing.available == 6
    assert line.standing.free == 6 - line.standing.floor
    there = matrix(make.person(Post.DUTY_OFFICER, DALAD), PUMP).lines[0]
    assert there.standing is not None
    plan(ULANQAB, asks=[ask(city="", what=BOAT, quantity=1)])
    assert cell(commander, "", ULANQAB, BOAT).state == "unpromised"
    banner = matrix(make.person(Post.DUTY_OFFICER, "150207"), PUMP).lines[0]
    assert banner.standing is None
