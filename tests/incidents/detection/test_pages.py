"""Pages and API of rules: rehearsed before it is saved, saved once, shown to who may."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from command.core.ids import new_id
from incidents.monitoring.detection.models import AlarmRule
from tests import make
from tests.incidents.detection.made import rule_of, take
from tests.incidents.monitoring.stations import stage_at, station
from tests.make import Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db

FORM = {
    "name_zh": "封冻期水位",
    "scope": "stream",
    "stream": "ZJF/stage 昭君坟",
    "region": make.BAOTOU,
    "side": "above",
    "limit": "10",
    "level": "2",
    "for_min": "0",
}


def tried(answer):
    return re.search(rb'name="tried" value="(\w*)"', answer.content).group(1).decode()


def test_a_rule_is_saved_only_as_it_was_rehearsed_and_once():
    stream = stage_at()
    take(stream, 9.0, 10.5)
    head = client_of(make.person(Post.DUTY_OFFICER, make.BAOTOU))
    to = reverse("alarm-rule-new") + "?kind=threshold"
    given = {**FORM, "key": str(new_id())}
    seen = head.post(to, {**given, "act": "try"})
    assert seen.status_code == 200
    assert b"would have rung" in seen.content
    other = head.post(to, {**given, "limit": "11", "act": "save", "tried": tried(seen)})
    assert (other.status_code, AlarmRule.objects.filter(code="").count()) == (200, 0)
    assert b"changed since it was rehearsed" in other.content
    for _again in range(2):
        saved = head.post(to, {**given, "act": "save", "tried": tried(seen)})
        assert saved.status_code == 303
    rule = AlarmRule.objects.get(code="")
    assert (rule.region_id, rule.datastream_id) == (make.BAOTOU, stream.id)
    assert saved.url == reverse("alarm-rule", args=[rule.id])
    page = head.get(saved.url)
    assert "≥ 10 m" in page.content.decode()
    wrong = head.post(to, {**given, "limit": "x", "stream": "nowhere", "act": "try"})
    assert (wrong.status_code, b"data-errsum" in wrong.content) == (400, True)

    to = reverse("alarm-rule-version", args=[rule.id])
    assert b'value="10' in head.get(to).content
    change = {**given, "key": str(new_id()), "limit": "12", "based_on": "1"}
    seen = head.post(to, {**change, "act": "try"})
    assert head.post(to, {**change, "act": "save", "tried": tried(seen)}).status_code == 303
    late = {**change, "key": str(new_id()), "act": "save", "tried": tried(seen)}
    assert head.post(to, late).status_code == 409
    assert rule.versions.count() == 2
    to = reverse("alarm-rule-switch", args=[rule.id])
    assert head.post(to, {"enabled": "0", "reason": "检修"}).status_code == 303
    assert "switched off" in head.get(reverse("alarm-rules")).content.decode()


def test_every_kind_has_a_form_that_its_newest_version_fills():
    place = station()
    first, second = (stage_at(place, key=key) for key in ("a", "b"))
    members = [{"stream": str(s.id), "above": 10.0} for s in (first, second)]
    head = client_of(make.person(Post.DUTY_OFFICER, make.BAOTOU))
    said = {
        "stage": {"stage": "guarantee"},
        "threshold": {"below": 1, "seasons": [{"from": "11-15", "to": "04-10", "below": 2}]},
        "rate": {"per_hour": 0.5, "falling": True},
        "silence": {"seconds": 600},
        "frozen": {"seconds": 7200, "tolerance": 0.01},
        "combined": {"n": 2, "members": members},
    }
    for kind, parameters in said.items():
        assert head.get(reverse("alarm-rule-new") + f"?kind={kind}").status_code == 200
        rule = rule_of(kind, first, parameters=parameters)
        filled = head.get(reverse("alarm-rule-version", args=[rule.id]))
        assert filled.status_code == 200
        for name in ("alarm-rule", "alarm-rule-rehearsal"):
            assert head.get(reverse(name, args=[rule.id])).status_code == 200
    assert head.get(reverse("alarm-rule-new") + "?kind=moon").status_code == 400
    taken = reverse("alarm-rule-new") + "?kind=stage&instead=stage-warning"
    assert "达到警戒水位" in head.get(taken).content.decode()
    stranger = client_of(make.person(Post.COMMANDER, make.ORDOS))
    assert stranger.get(reverse("alarm-rule", args=[rule.id])).status_code == 404
    assert len(stranger.get("/api/alarm-rules/").json()) == 4


def test_machines_write_revise_rehearse_and_switch_rules():
    stream = stage_at()
    take(stream, 9.0, 10.5)
    head: Client = client_of(make.person(Post.PLANNER, make.BAOTOU))
    draft = {"level": 2, "parameters": {"above": 10}}
    aim = {"name_zh": "规则", "kind": "threshold", "scope": "stream", "stream": str(stream.id)}
    made = head.post("/api/alarm-rules/", {**aim, **draft}, content_type="application/json")
    assert made.status_code == 201
    one = f"/api/alarm-rules/{made.json()['id']}/"
    assert head.get(one).json() == made.json()
    wrong = {**draft, "parameters": {"above": "ten"}}
    for path in (f"{one}versions/", "/api/alarm-rules/"):
        body = {**wrong, **(aim if path.endswith("rules/") else {})}
        assert head.post(path, body, content_type="application/json").status_code == 400
    again = head.post(f"{one}versions/", {**draft, "level": 1}, content_type="application/json")
    assert (again.status_code, again.json()["version"]) == (201, 2)
    assert head.get(f"{one}rehearsal/?days=90").status_code == 200
    assert head.get(f"{one}rehearsal/?days=900").status_code == 400
    off = {"enabled": False, "reason": "why"}
    answer = head.post(f"{one}switch/", off, content_type="application/json")
    assert (answer.status_code, answer.json()["enabled"]) == (200, False)
