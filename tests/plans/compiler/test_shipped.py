"""The plans that are shipped: believable to the compiler, and the one that is to be shown."""

from collections import Counter

import pytest

from plans import demo
from plans.compiler import compiled
from plans.document import read_document
from tests.plans.compiler.demo_world import DemoWorld, holders

pytestmark = pytest.mark.django_db


def test_three_plans_or_more_for_each_city_compile_and_lack_only_what_is_meant_to_lack():
    plans = demo.shipped()
    assert len(plans) >= 12
    assert min(Counter(plan["city"] for plan in plans).values()) >= 3
    world = DemoWorld(plans)
    unmet = set()
    for plan in plans:
        result = compiled(read_document(plan["document"]), world.facts(plan))
        assert [(plan["title"], one.code, one.says) for one in result.errors] == []
        assert result.critical
        codes = {one.code for one in result.warnings}
        assert codes <= {"W301", "W401", "W402"}, plan["title"]
        unmet |= {
            (plan["city"], plan["event_types"][0], one.key)
            for one in result.warnings
            if one.code == "W401"
        }
        assert all("示意" in chapter["text"] for chapter in plan["document"]["chapters"][:1])
    assert unmet == {("150600", "11A05", "K12"), ("150900", "11G05", "K03")}


def test_the_ice_plan_has_28_steps_at_level_one_and_tells_312():
    plans = {(plan["city"], plan["event_types"][0]): plan for plan in demo.shipped()}
    plan = plans["150600", "11A05"]
    document = read_document(plan["document"])
    steps = document.at_level(1)
    assert [step.key for step in steps] == [f"T-{n:02d}" for n in range(1, 29)]
    when = Counter(
        "now" if not step.offset_minutes else "soon" if step.offset_minutes <= 30 else "later"
        for step in steps
    )
    assert when == {"now": 9, "soon": 11, "later": 8}
    assert all(step.offset_minutes > 30 for step in steps if step.after or step.when)
    facts = DemoWorld([]).facts(plan)
    told = [
        facts.contacts[notice.to]
        if notice.to_kind == "contacts"
        else len(facts.who(notice.to_kind, notice.to, notice.region)[1])
        for notice in document.notices
    ]
    assert sum(told) == 312


def test_each_city_has_its_authorities_with_somebody_on_duty():
    held = holders()
    kinds = ("command_centre", "flood_control", "fire", "police", "health", "environment",
             "transport", "weather", "power", "comms", "government")  # fmt: skip
    for city in ("150100", "150200", "150600", "150900"):
        empty = [kind for kind in kinds if not held["organisation", kind, city]]
        assert empty == [], city
