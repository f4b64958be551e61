"""Small questions for the adviser, and every answer there is to them."""

from itertools import product

from hypothesis import strategies as st

from resources.adviser.pure.problem import Candidate, Need, Problem, Reserve, Way
from resources.adviser.pure.score import score

CITIES = ("150100", "150200")
WHATS = ("WATER", "2990102")
BLOCKS = ("", "", "", "booked", "resting")


def way(minutes, **given):
    return Way(minutes=minutes, low=minutes * 4 // 5, high=minutes * 3 // 2, **given)


def problem(needs, candidates, minutes, floors=(), at="2027-03-19T06:00:00+00:00"):
    """Return a question; ``minutes`` by candidate, or by need and candidate."""
    ways = {}
    for need in needs:
        for each in candidates:
            given = minutes.get((need.key, each.key), minutes.get(each.key))
            if given is not None:
                ways[need.key, each.key] = given if isinstance(given, Way) else way(given)
    held = dict.fromkeys(((c.city, c.what) for c in candidates), 0)
    for each in candidates:
        held[each.city, each.what] += 0 if each.blocked else each.available
    least = {(city, what): n for city, what, n in floors}
    reserves = [
        Reserve(
            city=city, what=what, available=n, floor=least.get((city, what), 0),
            signed_by="deputy",
        )
        for (city, what), n in held.items()
    ]  # fmt: skip
    return Problem(
        needs=tuple(needs),
        candidates=tuple(candidates),
        ways=ways,
        reserves=tuple(reserves),
        at=at,
    )


def everything(question):
    """Yield every allocation there is: the oracle of small questions."""
    pairs = list(question.etas)
    most = [min(question.need[n].quantity, question.candidate[c].available) for n, c in pairs]
    for amounts in product(*(range(each + 1) for each in most)):
        shares = {pair: n for pair, n in zip(pairs, amounts, strict=True) if n}
        if is_possible(question, shares):
            yield shares


def is_possible(question, shares):
    """Return whether nothing is given twice or beyond what is asked."""
    for need in question.needs:
        if sum(n for pair, n in shares.items() if pair[0] == need.key) > need.quantity:
            return False
    return all(
        sum(n for pair, n in shares.items() if pair[1] == each.key) <= each.available
        for each in question.candidates
    )


def best(question, aim):
    """Return the best score there is."""
    return min(score(question, aim, shares) for shares in everything(question))


@st.composite
def questions(draw):
    """Return questions of at most two needs and five candidates."""
    needs = [
        Need(
            key=f"n{number}",
            what=draw(st.sampled_from(WHATS)),
            quantity=draw(st.integers(1, 3)),
            priority=draw(st.sampled_from((1, 2, 3))),
            capabilities=("NIGHT",) if draw(st.integers(0, 4)) == 0 else (),
            by=draw(st.sampled_from((None, 40, 90))),
        )
        for number in range(draw(st.integers(1, 2)))
    ]
    candidates, minutes = [], {}
    for number in range(draw(st.integers(0, 5))):
        what = draw(st.sampled_from(WHATS))
        each = Candidate(
            key=f"c{number}",
            kind="team" if what == "WATER" else "stock",
            city=draw(st.sampled_from(CITIES)),
            what=what,
            available=1 if what == "WATER" else draw(st.integers(0, 3)),
            capabilities=("NIGHT",) if draw(st.booleans()) else (),
            ready_in=draw(st.sampled_from((0, 20))),
            blocked=draw(st.sampled_from(BLOCKS)),
        )
        candidates.append(each)
        for need in needs:
            closed = draw(st.integers(0, 7)) == 0
            minutes[need.key, each.key] = way(draw(st.integers(5, 120)), is_closed=closed)
    floors = [(city, what, draw(st.integers(0, 2))) for city in CITIES for what in WHATS]
    return problem(needs, candidates, minutes, floors)
