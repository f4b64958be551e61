"""How long the way takes, by the shipped graph."""

import math
from datetime import UTC, datetime

import pytest

from resources.routing.legs import legs

pytestmark = pytest.mark.django_db

SUMMER = datetime(2027, 6, 1, 4, tzinfo=UTC)
HOHHOT, BAOTOU, JINING = (40.841, 111.742), (40.656, 109.835), (41.032, 113.109)
SHULINZHAO, DONGSHENG, DALU = (40.403, 110.034), (39.817, 109.984), (40.060, 111.300)
ANCHORS = {
    "Hohhot—Baotou": (HOHHOT, BAOTOU, 170, 120),
    "Baotou—Shulinzhao": (BAOTOU, SHULINZHAO, 35, 45),
    "Baotou—Dongsheng": (BAOTOU, DONGSHENG, 105, 80),
    "Hohhot—Shulinzhao": (HOHHOT, SHULINZHAO, 190, 140),
    "Hohhot—Jining": (HOHHOT, JINING, 145, 110),
    "Jining—Shulinzhao": (JINING, SHULINZHAO, 330, 240),
    "Hohhot—Dalu": (HOHHOT, DALU, 115, 100),
    "Baotou—Dalu": (BAOTOU, DALU, 200, 160),
    "Dongsheng—Dalu": (DONGSHENG, DALU, 130, 110),
}


@pytest.mark.parametrize("name", ANCHORS)
def test_the_times_that_the_cities_know_come_out_within_a_tenth(name):
    start, end, km, minutes = ANCHORS[name]
    [[leg]] = legs([start], [end], at=SUMMER)
    assert leg.by == "graph"
    assert leg.minutes == pytest.approx(minutes, rel=0.1)
    assert leg.km == pytest.approx(km, rel=0.1)
    assert leg.low < leg.minutes < leg.high
    assert math.isfinite(leg.high)


def test_a_convoy_from_jining_takes_five_to_six_hours():
    [[leg]] = legs([JINING], [SHULINZHAO], at=SUMMER, convoy=True)
    assert 300 <= leg.minutes <= 360
