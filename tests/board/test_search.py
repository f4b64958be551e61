"""The palette: finds by characters, pinyin, initials and number, cut to sight, in time."""

import pytest
from django.core.management import call_command

from command.board.search.find import find
from command.board.search.rows import Row, rows
from command.board.search.sounds import fit
from command.core.models import Person
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


QUERIES = [
    ("zjz", "incident", "昭君镇段卡冰结坝"),
    ("卡冰结坝", "incident", "昭君镇段卡冰结坝"),
    ("zhaojunzhen", "incident", "昭君镇段卡冰结坝"),
    ("EVT-150621-20270319-001", "incident", "昭君镇段卡冰结坝"),
    ("20270319-002", "incident", "独贵塔拉溃口风险"),
    ("dgtl", "incident", "独贵塔拉溃口风险"),
    ("独贵", "incident", "独贵塔拉溃口风险"),
    ("xcqxf", "team", "新城区消防救援站"),
    ("回民区消防", "team", "回民区消防救援站"),
    ("tktx消防", "team", "托克托县消防救援站"),
    ("hhhttq", "team", "呼和浩特特勤消防救援站"),
    ("eedszzh", "person", "鄂尔多斯·总指挥"),
    ("baotouzongzhi", "person", "包头·总指挥"),
    ("150600.duty1", "person", "鄂尔多斯·值班员甲"),
    ("wlcbllY", "person", "乌兰察布·联络员"),
    ("dltq", "place", "达拉特旗"),
    ("dalad", "place", "达拉特旗"),
    ("150622", "place", "准格尔旗"),
    ("zbb", "page", "值班表"),
    ("jueceji", "page", "决策记录"),
]


def test_criterion_22_find_anything(client):
    call_command("load_demo", verbosity=0)
    person = Person.objects.get(username="150000.commander")
    reporter = make.person(Post.DUTY_OFFICER, "150621")
    make.incident(by=reporter)
    make.incident(by=reporter, title="独贵塔拉溃口风险")
    browser = client_of(person)

    wrong = []
    for typed, kind, name in QUERIES:
        answer = browser.get(
            "/board/search/", {"q": typed}, headers={"Accept-Language": "zh-hans"}
        )
        items = answer.json()["items"]
        first = (items[0]["kind"], items[0]["name"]) if items else None
        if first is None or first[0] != kind or not first[1].startswith(name):
            wrong.append((typed, first))
    assert len(wrong) <= 2, wrong


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
