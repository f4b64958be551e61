"""Whatever is asked: an answer or a refusal in the words of the standard, never a fault."""

import os
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from command.core.errors import Refusal
from incidents.monitoring.sta.entities import KINDS
from incidents.monitoring.sta.language.options import options
from incidents.monitoring.sta.language.paths import address
from incidents.monitoring.sta.selectors.collections import page
from incidents.monitoring.sta.selectors.expanding import Expansion, judge
from incidents.monitoring.sta.selectors.functions import FUNCTIONS
from incidents.monitoring.sta.selectors.resources import resource
from incidents.monitoring.sta.selectors.sight import Sight
from incidents.monitoring.sta.views import bounded
from tests import make
from tests.incidents.sta.made import world
from tests.make import Post
from tests.support.once import made_once

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("JC_FUZZ_EXAMPLES", "12"))  # more by hand, few in the timed suite
FEW = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
MARKS = "()'/,;=$ @.é\x00\u2028"
WORDS = st.sampled_from(
    [
        *FUNCTIONS, "and", "or", "not", "eq", "ne", "gt", "ge", "lt", "le", "add", "sub", "mul",
        "div", "mod", "null", "true", "1", "-2.5", "1e99", "'x'", "''", "2027-03-19T08:00:00Z",
        "2027-03-19", "9999-12-31T23:59:59Z", "duration'P1D'", "duration'P99999D'",
        "geography'POINT(1 2)'", "geography'POINT(1e999 2)'", "name", "result", "Datastreams",
        "Thing", "phenomenonTime", "desc", "$filter", "$expand", "$top", "$count",
        *MARKS,
    ]
)  # fmt: skip
SOUP = st.lists(WORDS, max_size=24).map(" ".join) | st.text(max_size=40)

ATOMS = {
    "text": ["name", "Datastreams/name", "properties/region", "'昭'", "'it''s'"],
    "number": ["1", "-0.5", "1e99", "Datastreams/properties/warning", "length(name)"],
    "time": ["now()", "2027-03-19T08:00:00Z", "Datastreams/Observations/phenomenonTime"],
    "place": ["Locations/location", "geography'POINT(109.7 40.4)'", "Datastreams/observedArea"],
    "date": ["2027-03-19"],
    "flag": ["true", "properties/illustrative"],
}


@cache
def of_kind(kind, depth=3):
    """Return expressions that give one kind of value, with others in them down to a depth."""
    found = [st.sampled_from(ATOMS[kind])]
    if depth == 0:
        return found[0]
    for name, ways in FUNCTIONS.items():
        for way in ways:
            if way.gives == kind:
                parts = st.tuples(*(of_kind(taken, depth - 1) for taken in way.takes))
                found.append(parts.map(lambda told, name=name: f"{name}({','.join(told)})"))
    if kind == "number":
        found.append(joined("number", ["add", "sub", "mul", "div", "mod"], depth))
    if kind == "flag":
        found.append(joined("flag", ["and", "or", "eq", "ne"], depth))
        found.append(of_kind("flag", depth - 1).map(lambda part: f"not ({part})"))
        comparable = ("text", "number", "time", "date")
        found += [joined(other, ["eq", "ne", "gt", "le"], depth) for other in comparable]
    return st.one_of(found)


def joined(kind, operators, depth):
    """Return two expressions with an operator between them."""
    part = of_kind(kind, depth - 1)
    return st.tuples(part, st.sampled_from(operators), part).map(
        lambda three: f"({' '.join(three)})"
    )


@pytest.fixture(scope="module")
def sight(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, seen) as made:
        yield made


def seen():
    """Make a world; return what an observer sees of it."""
    world()
    return Sight.of(make.person(Post.OBSERVER, make.BAOTOU))


def ask(sight, name, **told):
    """Ask about a set of entities, as a request would; return the status of the answer."""
    try:
        asked = options([(f"${option}", text) for option, text in told.items()])
        judge(KINDS[name], asked)
        bounded(lambda: answered(sight, KINDS[name], asked))
    except Refusal as refusal:
        return refusal.status
    return 200


def answered(sight, kind, asked):
    found = page(kind, sight.rows(kind), asked, sight)
    return Expansion("/", sight).bodies(kind, found.rows, asked)


def follow(sight, path):
    """Follow a path; return the status of the answer."""
    try:
        bounded(lambda: resource(address(path), sight))
    except Refusal as refusal:
        return refusal.status
    return 200


@FEW
@given(SOUP, st.sampled_from(["filter", "orderby", "expand", "select", "top", "skip"]))
@example("((((", "filter")
@example("Datastreams($expand=Observations($top=", "expand")
def test_a_soup_of_words_is_answered_or_refused(sight, text, option):
    assert ask(sight, "Things", **{option: text}) in {200, 400}


@FEW
@given(of_kind("flag"))
@example("substring(name,1e99) eq 'x'")
@example("(now() sub duration'P36000D') sub duration'P36000D' lt now()")
@example("st_crosses(Locations/location, Locations/location)")
def test_whatever_is_well_said_is_understood_or_refused(sight, text):
    assert ask(sight, "Things", filter=text, count="true") in {200, 400}


@FEW
@given(of_kind("text") | of_kind("number") | of_kind("time"), st.sampled_from(["", " desc"]))
def test_whatever_can_be_reckoned_can_be_sorted_by_or_is_refused(sight, text, way):
    assert ask(sight, "Things", orderby=text + way) in {200, 400}


@FEW
@given(st.lists(st.sampled_from([*KINDS, "$ref", "$value", "name", "Things('x')"]) | SOUP))
def test_whatever_the_path_it_leads_somewhere_or_nowhere(sight, parts):
    assert follow(sight, "/".join(parts)) in {200, 400, 404}
