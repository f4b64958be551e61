"""The shipped graph, and what is drawn from it."""

import math
import random

import pytest

from resources.routing.graph import shipped
from resources.routing.legs import great_circle_km, legs
from resources.routing.reach import feature, reach, reaches
from tests.resources.routing.places import BAOTOU_CITY, HOHHOT_CITY, SHULINZHAO, at_summer

pytestmark = pytest.mark.django_db


def test_every_seat_lies_on_it_and_every_stretch_is_longer_than_the_straight_line(db):
    graph = shipped()
    from command.core.models import Region

    seats = set(Region.objects.exclude(level="region").values_list("code", flat=True))
    assert seats <= {node.key for node in graph.nodes}
    for edge in graph.edges:
        one, two = graph.nodes[edge.start], graph.nodes[edge.end]
        straight = great_circle_km((one.lat, one.lon), (two.lat, two.lon))
        assert straight * 0.98 <= edge.km <= straight * 2.2 + 2, edge.key
        assert 25 <= edge.kmh <= 120, edge.key
    places = [(node.lat, node.lon) for node in graph.nodes]
    for row in legs(places[:1], places, at=at_summer):
        assert all(math.isfinite(leg.minutes) and leg.by == "graph" for leg in row)


def test_a_way_is_never_shorter_than_the_flight_and_no_stopover_makes_it_shorter(db):
    chance = random.Random(7)  # noqa: S311  places, not secrets
    places = [(chance.uniform(39.6, 41.6), chance.uniform(109, 113.5)) for _ in range(40)]
    there = legs(places, places, at=at_summer)
    for i, start in enumerate(places):
        for j, end in enumerate(places):
            leg = there[i][j]
            assert leg.km >= great_circle_km(start, end) * 0.97
            assert leg.low <= leg.minutes <= leg.high
            assert leg.minutes == pytest.approx(there[j][i].minutes)
            # No stopover makes a way shorter, but for how a place is led to the road.
            through = there[i][0].minutes + there[0][j].minutes
            assert leg.minutes <= through + 1e-6


def test_the_river_is_crossed_by_bridges_only():
    """From the south dike to the north bank is seven kilometres, and not ten minutes."""
    [[leg]] = legs([(40.495, 109.800)], [(40.60, 109.80)], at=at_summer)
    assert leg.minutes > 60
    assert legs([(40.495, 109.800)], [SHULINZHAO], at=at_summer)[0][0].minutes < 50


def test_what_is_reached_grows_with_the_time_and_is_geojson():
    near, far = reaches(BAOTOU_CITY, [30, 90], at=at_summer)
    assert near.area.area < far.area.area
    assert {key for key, _ in near.nodes} < {key for key, _ in far.nodes}
    names = {key for key, _ in far.nodes}
    assert "150621" in names
    assert "150100" not in names
    told = feature(reach(HOHHOT_CITY, 60, at=at_summer))
    assert told["geometry"]["type"] == "MultiPolygon"
    lon, lat = told["geometry"]["coordinates"][0][0][0]
    assert 110 < lon < 113
    assert 40 < lat < 42
