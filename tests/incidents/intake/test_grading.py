"""The grade tables: every boundary, from the rules as shipped."""

import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from incidents import books
from incidents.criteria import CRITERIA
from incidents.grading import day_of, decide

M = 1_000_000


@dataclass(frozen=True)
class Line:
    """A rule as the file has it."""

    code: str
    basis: str
    note: str
    criterion: str
    applies_to: str
    except_for: str
    at_least: Decimal | None
    unit: str
    grade: int
    counts_missing: bool


def shipped():
    with Path(books.DATA / "grade_rules.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            row["at_least"] = Decimal(row["at_least"]) if row["at_least"] else None
            row["counts_missing"] = row["counts_missing"] == "True"
            yield Line(**{**row, "grade": int(row["grade"])})


RULES = list(shipped())
ACCIDENT, COAL, FIRE, TRAFFIC, CHEMICAL = "12F00", "12A01", "12G01", "12H00", "12D02"
POLLUTION, WATER, ICE, FLOOD, QUAKE = "12Q01", "12Q05", "11A05", "11A01", "11C02"
RAIN, GRASS, FOREST = "11B03", "11G05", "11G01"


def grade(event_type, **figures):
    known = {key: Decimal(str(value)) for key, value in figures.items()}
    found = decide(RULES, event_type, known)
    return found.grade if found else None


STEPS = [
    *(
        (ACCIDENT, "dead", n, g)
        for n, g in [(0, 4), (2, 4), (3, 3), (9, 3), (10, 2), (29, 2), (30, 1)]
    ),
    *(
        (ACCIDENT, "serious", n, g)
        for n, g in [(9, 4), (10, 3), (49, 3), (50, 2), (99, 2), (100, 1)]
    ),
    *((ACCIDENT, "poisoned", n, g) for n, g in [(9, 4), (10, 3), (100, 1)]),
    *(
        (ACCIDENT, "direct_loss_cny", n * M, g)
        for n, g in [(9.99, 4), (10, 3), (49.9, 3), (50, 2), (99.9, 2), (100, 1)]
    ),
    *((kind, "dead", 10, 2) for kind in (COAL, FIRE, TRAFFIC, CHEMICAL)),
    (COAL, "trapped", 2, None),
    (COAL, "trapped", 3, 3),
    *(
        (POLLUTION, "moved", n, g)
        for n, g in [(4_999, 4), (5_000, 3), (9_999, 3), (10_000, 2), (49_999, 2), (50_000, 1)]
    ),
    *(
        (POLLUTION, "direct_loss_cny", n * M, g)
        for n, g in [(4.99, 4), (5, 3), (19.99, 3), (20, 2), (99.9, 2), (100, 1)]
    ),
    *((POLLUTION, "dead", n, g) for n, g in [(2, 4), (3, 3), (10, 2), (30, 1)]),
    *((POLLUTION, "poisoned", n, g) for n, g in [(9, 4), (10, 3), (50, 2), (100, 1)]),
    *(
        (WATER, key, 1, g)
        for key, g in [("intake_prefecture", 1), ("intake_county", 2), ("intake_township", 3)]
    ),
    *(
        (POLLUTION, key, 1, g)
        for key, g in [
            ("crosses_border", 1),
            ("crosses_province", 2),
            ("crosses_city", 3),
            ("crosses_county", 4),
        ]
    ),
    (CHEMICAL, "crosses_city", 1, 3),
    (POLLUTION, "crosses_city", 0, None),
    (FLOOD, "breach_ordinary", 1, 2),
    (FLOOD, "breach_important", 1, 1),
    (ICE, "breach_ordinary", 1, 2),
    (ICE, "breach_m", 35, 2),
    (ICE, "breach_m", 0, 3),
    (ICE, "breach_ordinary", 0, 3),
    (FLOOD, "dam_key_failed", 1, 1),
    (FLOOD, "dam_failed", 1, 2),
    (FLOOD, "flood_several_cities", 1, 2),
    (FLOOD, "flood_basin", 1, 2),
    (FLOOD, "flood_basin_exceptional", 1, 1),
    *((FLOOD, "transport_cut_h", n, g) for n, g in [(23, None), (24, 2), (47, 2), (48, 1)]),
    *((RAIN, "dead", n, g) for n, g in [(9, None), (10, 2), (29, 2), (30, 1)]),
    *(
        (RAIN, "direct_loss_cny", n * M, g)
        for n, g in [(9.9, None), (10, 2), (49.9, 2), (50, 1)]
    ),
    (RAIN, "weather_city", 1, 1),
    *(
        (QUAKE, "dead", n, g)
        for n, g in [(9, 4), (10, 3), (49, 3), (50, 2), (299, 2), (300, 1)]
    ),
    *(
        (QUAKE, "magnitude", n, g)
        for n, g in [(3.9, None), (4, 4), (4.9, 4), (5, 3), (5.9, 3), (6, 2), (6.9, 2), (7, 1)]
    ),
    *(
        (GRASS, "burned_ha", n, g)
        for n, g in [
            (9, None),
            (10, 4),
            (999, 4),
            (1_000, 3),
            (4_999, 3),
            (5_000, 2),
            (7_999, 2),
            (8_000, 1),
        ]
    ),
    *((GRASS, "dead", n, g) for n, g in [(1, 3), (2, 3), (3, 2), (9, 2), (10, 1)]),
    *(
        (GRASS, "serious", n, g)
        for n, g in [(0, None), (1, 4), (2, 4), (3, 3), (9, 3), (10, 2), (19, 2), (20, 1)]
    ),
    *(
        (GRASS, "direct_loss_cny", n, g)
        for n, g in [(4_999, None), (5_000, 4), (0.5 * M, 3), (3 * M, 2), (5 * M, 1)]
    ),
    *(
        (FOREST, "burned_ha", n, g)
        for n, g in [(0.5, 4), (1, 3), (99, 3), (100, 2), (999, 2), (1_000, 1)]
    ),
    *(
        (FOREST, "dead", n, g)
        for n, g in [(0, None), (1, 4), (2, 4), (3, 3), (9, 3), (10, 2), (29, 2), (30, 1)]
    ),
]


@pytest.mark.parametrize(("event_type", "key", "value", "expected"), STEPS)
def test_the_tables_hold_at_every_boundary(event_type, key, value, expected):
    assert grade(event_type, **{key: value}) == expected


def test_the_missing_count_as_dead_where_the_rule_says_so():
    assert grade(ACCIDENT, dead=2, missing=1) == 3
    assert grade(ACCIDENT, missing=10) == 2
    assert grade(FOREST, dead=2, missing=1) == 4


def test_the_gravest_criterion_decides_and_says_why():
    found = decide(RULES, POLLUTION, {"dead": Decimal(3), "moved": Decimal(12_000)})
    assert (found.grade, found.criterion, found.value, found.threshold) == (
        2,
        "moved",
        12_000,
        10_000,
    )
    assert "119" in found.basis
    assert found.reason == "evacuated 12,000 people (from 10,000 on)"
    crossing = decide(RULES, POLLUTION, {"crosses_city": Decimal(1)})
    assert (crossing.value, crossing.threshold) == (None, None)
    assert crossing.reason == "pollution crosses the border of a city"


def test_without_figures_only_the_type_may_speak():
    assert grade(ACCIDENT) is None
    assert grade(ICE) == 3
    assert grade("13A00", dead=30) is None


def test_every_rule_as_shipped_names_a_criterion_and_its_source():
    assert [
        rule.code for rule in RULES if rule.criterion not in CRITERIA or not rule.basis
    ] == []
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_days_are_counted_by_the_calendar_of_china():
    accident = datetime(2027, 3, 1, 15, 59, tzinfo=UTC)  # a minute before midnight in China
    assert day_of(accident, datetime(2027, 3, 1, 16, 1, tzinfo=UTC)) == 1
    assert day_of(accident, datetime(2027, 3, 31, 15, 59, tzinfo=UTC)) == 30
