"""Criterion 22: the palette finds the right thing first, over the whole demo."""

import pytest
from django.core.management import call_command

from command.core.models import Person
from tests import make
from tests.make import Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


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
