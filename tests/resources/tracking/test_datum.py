"""The shifted coordinates of map services: the public vectors, and back again."""

import pytest

from resources.tracking.datum import from_gcj02, to_bd09, to_gcj02, to_wgs84

# WGS 84, and what the public algorithm makes of it.
VECTORS = {
    "hohhot": ((40.8200, 111.6600), (40.821311, 111.666751)),
    "baotou": ((40.6600, 109.8200), (40.661188, 109.825754)),
    "ordos": ((39.6000, 109.7800), (39.601017, 109.785713)),
    "ulanqab": ((41.0300, 113.1100), (41.031818, 113.117293)),
}


@pytest.mark.parametrize("place", VECTORS)
def test_gcj02_is_as_published_and_its_inverse_is_exact(place):
    true, shifted = VECTORS[place]

    assert to_gcj02(*true) == pytest.approx(shifted, abs=1e-6)
    assert to_wgs84("gcj02", *to_gcj02(*true)) == pytest.approx(true, abs=1e-7)
    assert to_wgs84("gcj02", *shifted) == pytest.approx(true, abs=1e-6)
    assert to_wgs84("bd09", *to_bd09(*true)) == pytest.approx(true, abs=1e-7)
    assert to_wgs84("wgs84", *true) == true


@pytest.mark.parametrize("place", [(51.5, -0.12), (40.7, -74.0), (-33.9, 151.2), (0.5, 110.0)])
def test_nothing_is_shifted_outside_china(place):
    assert to_gcj02(*place) == from_gcj02(*place) == to_bd09(*place) == place
    assert to_wgs84("gcj02", *place) == to_wgs84("bd09", *place) == place


def test_baidu_lies_further_off_than_amap():
    true = VECTORS["baotou"][0]
    near, far = to_gcj02(*true), to_bd09(*true)

    assert abs(near[1] - true[1]) < abs(far[1] - true[1])
