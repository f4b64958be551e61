"""Reserve floors: rules of the region, a city's own in their place, and what giving leaves."""

import pytest
from django.db import transaction

from command.core import authority, regions
from command.core.actions import add_rule
from resources.adviser import demo
from resources.adviser.floors import FloorCheck, floor_left, floors_of
from resources.adviser.models import FloorRule
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS

pytestmark = pytest.mark.django_db
BOATS = "2990102"


def own_floor(city, what, least, *, signed_by="deputy", code="", enabled="on"):
    given = {"what": what, "least": least, "signed_by": signed_by, "basis": "test"}
    given |= {"code": code or f"floor-{what}"} | ({"enabled": enabled} if enabled else {})
    with transaction.atomic(), authority.acting_as(city):
        return add_rule(actor=None, book="floors", given=given, reason="test")


def test_the_regions_floors_hold_until_a_city_has_its_own_or_does_without():
    shipped = floors_of(BAOTOU)
    assert shipped[BOATS] == 4
    own_floor(BAOTOU, BOATS, 9)
    own_floor(BAOTOU, "FIRE", 1, enabled="")
    assert floors_of(BAOTOU) == {k: v for k, v in shipped.items() if k != "FIRE"} | {BOATS: 9}
    assert floors_of(HOHHOT) == shipped
    own_floor(BAOTOU, BOATS, 12, code="floor-of-the-flood-season")
    assert floors_of(BAOTOU)[BOATS] == 12


def test_what_giving_leaves_is_counted_against_the_floor():
    make.stock(region=BAOTOU, supply=BOATS, on_hand=7)
    make.stock(region="150207", supply=BOATS, on_hand=3)
    make.stock(region=ORDOS, supply=BOATS, on_hand=50)
    assert floor_left(BAOTOU, BOATS, 6) == FloorCheck(10, 4, 4, 0, "deputy")
    assert floor_left(BAOTOU, BOATS, 9).breaks == 3
    assert floor_left(BAOTOU, "MINE", 1) == FloorCheck(0, 0, -1, 1, "")
    for _ in range(2):
        make.team(region=BAOTOU, kind="FIRE")
    # The city is below its floor already: what is given besides is what breaks it.
    assert floor_left(BAOTOU, "FIRE", 1) == FloorCheck(2, 3, 1, 1, "commander")
    assert floor_left(BAOTOU, "FIRE", 0).breaks == 0


def test_the_demo_gives_every_city_floors_of_its_own_once_and_says_they_are_invented():
    entered = demo.load()
    assert entered > 0
    assert demo.load() == 0
    own = FloorRule.objects.filter(origin__in=regions.CITIES)
    assert own.count() == entered
    assert set(own.values_list("origin", flat=True)) == set(regions.CITIES)
    assert all("llustrative" in rule.basis for rule in FloorRule.objects.all())
