"""Small lines drawn on the server, and the schematic land under the map."""

import csv
import json
from pathlib import Path

import pytest

from command.board.drawing import HEIGHT, WIDTH, spark

ROOT = Path(__file__).resolve().parents[2]
LAND = json.loads((ROOT / "command/static/command/map/schematic.json").read_text("utf-8"))
LINES = (ROOT / "command/core/data/regions.csv").read_text("utf-8").splitlines()
REGIONS = list(csv.DictReader(LINES))
COUNTIES = [row for row in REGIONS if row["level"] == "county"]


def inside(point, ring):
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


@pytest.mark.parametrize("readings", [(), (1.0,)])
def test_too_few_readings_are_no_line(readings):
    assert spark(readings) is None


def test_a_line_stays_in_its_box_and_shows_the_limit_in_scale():
    line = spark([1.0, 5.0, 3.0], limit=9.0)

    assert line is not None
    pairs = [tuple(map(float, pair.split(","))) for pair in line.points.split()]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in pairs)
    assert line.limit_y is not None
    assert line.limit_y < min(y for _, y in pairs)


def test_a_flat_line_is_a_line():
    line = spark([2.0, 2.0])

    assert line is not None
    assert line.last_y == 24.0


@pytest.mark.parametrize("row", COUNTIES, ids=lambda row: row["code"])
def test_each_seat_lies_in_the_land_of_its_city(row):
    rings = {
        f["properties"]["code"]: f["geometry"]["coordinates"][0]
        for f in LAND["features"]
        if f["properties"]["layer"] == "land"
    }

    assert len(COUNTIES) == 38
    assert inside((float(row["lon_wgs84"]), float(row["lat_wgs84"])), rings[row["parent_code"]])


def test_the_land_says_what_it_is_not():
    assert "not for demarcation" in LAND["note"]
