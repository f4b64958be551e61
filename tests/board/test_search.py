"""The palette: finds by characters, pinyin, initials and number, cut to sight, in time."""

import pytest

from command.board.search.find import find
from command.board.search.rows import Row, rows
from command.board.search.sounds import fit
from incidents.actions import share_incident
from tests import make
from tests.make import BAOTOU, ORDOS, REGION, ULANQAB, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "typed", "rank"),
    [
        ("达拉特旗", "达拉特旗", 0),
        ("达拉特旗", "dltq", 0),
        ("达拉特旗", "dalateqi", 0),
        ("达拉特旗", "dalat", 1),
        ("达拉特旗", "达lte", 1),
        ("昭君镇段卡冰结坝", "kbjb", 2),
        ("昭君镇段卡冰结坝", "qiabing", 2),  # 卡 has two readings
        ("鄂尔多斯·总指挥", "eedszzh", 0),
        ("Dalad Banner", "dalad", 1),
        ("Dalad Banner", "banner", 2),
        ("Dalad Banner", "lad", 3),
        ("达拉特旗", "包头", None),
        ("达拉特旗", "xyz", None),
    ],
)
def test_a_name_is_found_by_its_signs_its_sounds_and_their_beginnings(name, typed, rank):
    assert fit(name, typed) == rank


def test_the_one_of_ten_thousand_names_comes_first():
    places = ("达拉特旗", "准格尔旗", "九原区", "东河区", "昆都仑区", "集宁区", "丰镇市")
    names = [f"{place}{number}号救援队" for number in range(1430) for place in places]
    many = [Row("team", n, name, (name,)) for n, name in enumerate(names)]
    assert [row.name for row in find(many, "jyq999")] == ["九原区999号救援队"]


def test_what_somebody_may_not_see_is_not_found():
    commander = make.person(Post.COMMANDER, ORDOS)
    incident = make.incident(by=commander, title="只有鄂尔多斯知道")
    make.team(region=ORDOS, name="只有鄂尔多斯的队")
    people = {
        "own": (commander, 2),
        "region": (make.person(Post.OBSERVER, REGION), 2),
        "other": (make.person(Post.COMMANDER, ULANQAB), 0),
        "administrator": (make.person(Post.SYSTEM_ADMIN, ORDOS), 0),
        "nobody": (make.person(region=ORDOS), 0),
    }
    for who, (person, expected) in people.items():
        assert len(find(rows(person), "zyeeds")) == expected, who
        assert len(find(rows(person), "只有鄂尔多斯")) == expected, who
    baotou = make.person(Post.COMMANDER, BAOTOU)
    assert find(rows(baotou), "只有") == []
    share_incident(
        actor=commander, incident_id=incident.pk, grantees=[BAOTOU], reason="x", until=None
    )
    assert [row.kind for row in find(rows(baotou), "只有")] == ["incident"]
    # An administrator goes to the pages of administration, and to no other.
    kinds = {row.kind for row in rows(people["administrator"][0])}
    assert kinds == {"page"}


def test_nothing_typed_offers_the_newest_incidents_and_strange_signs_find_nothing():
    commander = make.person(Post.COMMANDER, ORDOS)
    make.incident(by=commander)
    browser = client_of(commander)
    first = browser.get("/board/search/").json()["items"][0]
    assert first["kind"] == "incident"
    for typed in ("\x00", "%", "😀", "'; --", "x" * 5000):
        assert browser.get("/board/search/", {"q": typed}).status_code == 200
