"""The demo's register keeps the rules of its making, and is entered once."""

import csv
import re
from collections import Counter

import pytest

from command.core.actions import load_rules
from resources.register import demo, details
from resources.register.models import Facility, StockLot, TeamShift, TeamSkill
from tests import make
from tests.make import ULANQAB

pytestmark = pytest.mark.django_db
CITIES = ("150100", "150200", "150600", "150900")
LEAST = {
    "eoc": 1,
    "airport": 1,
    "rail": 1,
    "hospital": 2,
    "fire_station": 3,
    "depot": 2,
    "shelter": 3,
}


def rows(what):
    with (demo.DATA / f"demo_{what}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_each_city_has_what_the_guide_asks_for():
    for city in CITIES:
        kinds = Counter(r["kind"] for r in rows("facilities") if r["region"][:4] == city[:4])
        assert sum(kinds.values()) >= 25
        assert all(kinds[kind] >= n for kind, n in LEAST.items()), (city, kinds)
        assert kinds["chem_park"] + kinds["mine"] >= 2
    counted = [r for r in rows("facilities") if r["kind"] == "hospital"]
    assert all(row["beds"] for row in counted)


def test_no_record_names_a_telephone_or_a_place_that_must_not_be_shown():
    for what in ("facilities", "experts", "assets", "lots", "skills"):
        for row in rows(what):
            said = " ".join(row.values())
            assert not re.search(r"1[3-9]\d{9}|0\d{2,3}-\d{7,8}", said), said
            assert not re.search("部队|军|派出所|公安局|监狱|油库|航天|发射", said), said
    assert all(row["source"] and int(row["precision_m"]) >= 100 for row in rows("facilities"))
    for row in rows("facilities"):
        details.read(row["kind"], demo._details(row))


def test_loading_enters_one_city_through_the_doors_and_twice_is_once():
    load_rules(actor=None)
    make.team(region="150925", kind="WATER", name="乌兰察布水域救援队" + demo.MARK)
    depot = {"region": "150902", "depot": "乌兰察布市级救灾物资库" + demo.MARK}
    make.stock(supply="1990301", on_hand=2500, **depot)
    assert demo.load([ULANQAB]) > 50
    assert demo.load([ULANQAB]) == 0
    assert not Facility.objects.filter(is_illustrative=False).exists()
    assert Facility.objects.filter(kind="shelter", occupied__isnull=False).count() == 3
    for model in (StockLot, TeamSkill, TeamShift):
        assert model.objects.exists()
