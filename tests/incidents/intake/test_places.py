"""Places as people write them."""

import pytest

from incidents.pinyin import matches, spelled
from incidents.places import distance_km, position

AT = (40.41, 110.02)
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@pytest.mark.parametrize(
    "text",
    [
        "40.41, 110.02",
        "40.41 110.02",
        "40.41;110.02",
        "110.02,40.41",
        "40.41,110.02".translate(FULL_WIDTH),
        "40.41N 110.02E",
        "N40.41 E110.02",
        "E110.02, N40.41",
        "北纬40.41度 东经110.02度",
        "东经110.02°\uff0c北纬40.41°",
        "lat: 40.41, lon: 110.02",
        "lng=110.02 lat=40.41",
        "40°24'36\"N 110°1'12\"E",
        "40°24\u203236\u2033N110°1\u203212\u2033E",
        "北纬40°24\u203236\u2033\uff0c东经110°1\u203212\u2033",
        "北纬40度24分36秒 东经110度1分12秒",
        "40°24.6'N, 110°1.2'E",
        " 40.41 \uff0c 110.02 ",
    ],
)
def test_a_pair_of_coordinates_in_any_form_is_read(text):
    found = position(text)
    assert (round(found.lat, 4), round(found.lon, 4)) == AT
    assert found.is_inside


def test_swapped_numbers_are_caught_and_said():
    assert position("110.02,40.41").swapped
    assert not position("40.41,110.02").swapped
    assert not position("E110.02 N40.41").swapped  # the letters say it


@pytest.mark.parametrize(
    "text",
    [
        "", "后坝沟", "40.41", "40.41,", "200, 300", "91, 181", "40°61'N 110°E", "40.41N 41.2N",
        "40.41, 110.02, 5", "4041110", "1" * 200, "\x00", "N", "40.41 abc",
    ],
)  # fmt: skip
def test_what_is_no_pair_of_coordinates_is_not_read_as_one(text):
    assert position(text) is None


def test_a_position_far_away_is_read_and_known_to_be_outside():
    assert not position("39.9, 116.4").is_inside
    assert position("-33.9, 151.2").lat == -33.9


def test_distance_over_the_ground():
    assert round(distance_km(40.0, 110.0, 41.0, 110.0), 1) == 111.2


def test_names_are_found_by_characters_pinyin_and_initials():
    assert spelled("凌汛灾害") == ("lingxunzaihai", "lxzh")
    assert matches("凌汛灾害", "凌汛")
    assert matches("凌汛灾害", "lx")
    assert matches("凌汛灾害", "lingx")
    assert matches("凌汛灾害", "zaihai")
    assert not matches("凌汛灾害", "z")
    assert matches("达拉特旗", "dlt")
    assert not matches("达拉特旗", "jz")
