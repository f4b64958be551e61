"""Townships: entered by a city's own IT, quiet while the rest of their county reports."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from command.core import journal
from command.core.errors import Invalid, NotPermitted
from command.tasking.models import TaskState
from incidents.monitoring.quiet import demo, selectors, table
from incidents.monitoring.quiet.actions import enter_townships
from incidents.monitoring.quiet.models import QuietAreaState, Township
from incidents.monitoring.quiet.tasks import look_at
from tests import make
from tests.incidents.quiet.world import JIUYUAN, beats, go_on, hours_ago, speak, stream
from tests.make import BAOTOU, ORDOS, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db

DALAD = "150621"
ZHAOJUN, SHULINZHAO = (40.480, 109.690), (40.404, 110.040)
BEND = "POLYGON((109.9 40.45, 110.0 40.45, 110.0 40.55, 109.9 40.55, 109.9 40.45))"
HEAD = "区划代码,名称,英文名,纬度,经度,人口,边界\n"
TABLE = (
    f"{HEAD}150621104,昭君镇,Zhaojun,40.48,109.69,30000,\n"
    f'150621100,树林召镇,Shulinzhao,40.404,110.04,,"{BEND}"\n'
)


def enter(text, by):
    return enter_townships(actor=by, rows=table.read(text))


def test_a_township_falls_quiet_while_the_rest_of_its_county_reports():
    admin = make.person(Post.SYSTEM_ADMIN, ORDOS)
    enter(TABLE, admin)
    silent = [stream(f"Z-{n}", DALAD, point=ZHAOJUN) for n in range(2)]
    # Nearer to the seat of Zhaojun, but within the outline of Shulinzhao.
    speaking = [stream("S-1", DALAD, point=(40.5, 109.91))]
    speaking.append(stream("S-2", DALAD, point=SHULINZHAO))
    beyond = stream("N-1", JIUYUAN)
    room = make.incident().room_id
    go_on(*speaking, beyond)
    speak(hours_ago(10), *silent, *speaking, beyond)

    [state] = beats(hours_ago(2), minutes=3)
    area = state.area
    assert (area.township.code, area.region_id) == ("150621104", DALAD)
    assert (area.voices, area.silent, area.neighbours, area.people) == (2, 2, 1, 30000)
    [card] = selectors.open_areas(make.person(Post.DUTY_OFFICER, ORDOS))
    assert (card.township, card.name_zh, card.name_en) == ("150621104", "昭君镇", "Zhaojun")
    assert (round(card.lat, 2), round(card.lon, 2)) == (40.48, 109.69)
    [look] = TaskState.objects.filter(task__basis=f"quiet_area.{area.pk}")
    assert (look.status, look.task.title) == ("draft", "侦察核实静默区域 · 达拉特旗昭君镇")
    assert look.task.incident.room_id == room
    says = [str(e["says"]) for e in journal.since("city.150600", 0)]
    assert any("达拉特旗昭君镇" in text for text in says)
    page = client_of(make.person(Post.OBSERVER, ORDOS)).get(reverse("quiet-areas"))
    assert "data-small" in page.content.decode()
    assert "data-outline" not in page.content.decode()
    # Its outline is drawn as soon as the city has entered one: rings of lat and lon.
    around = '"POLYGON((109.6 40.4, 109.7 40.4, 109.7 40.5, 109.6 40.5, 109.6 40.4))"'
    enter(TABLE.replace("30000,", f"30000,{around}"), admin)
    for name in ("quiet-areas", "quiet-areas-dark"):
        page = client_of(make.person(Post.OBSERVER, ORDOS)).get(reverse(name))
        found = re.search(r'data-outline="([^"]*)"', page.content.decode()).group(1)
        [outer] = json.loads(unescape(found))
        assert outer[:2] == [[40.4, 109.6], [40.4, 109.7]]
    assert selectors.open_areas(make.person(Post.OBSERVER, BAOTOU)) == []

    speak(hours_ago(1), silent[0])
    look_at(hours_ago(1))
    assert QuietAreaState.objects.get().ending == "spoke"
    # When all of the county is silent it is the county that is quiet, and once.
    later = hours_ago(1) + timedelta(hours=5)
    speak(later - timedelta(minutes=30), beyond)
    [state] = beats(later, minutes=3)
    assert (state.township_id, state.region_id) == (None, DALAD)


def test_townships_are_entered_by_the_citys_own_it_all_of_them_or_none():
    admin, desk = make.person(Post.SYSTEM_ADMIN, ORDOS), make.person(Post.OBSERVER, ORDOS)
    for line, why in (
        ("15062110,名,,40,110,,", "nine digits"),
        ("159999104,名,,40,110,,", "no such county"),
        ("150600104,名,,40,110,,", "no such county"),
        ("150621101,,,40,110,,", "missing"),
        ("150621101,名,,91,110,,", "not on the earth"),
        ("150621101,名,,north,110,,", "numbers"),
        ("150621101,名,,nan,110,,", "not on the earth"),
        ("150621101,名,,40,110,-3,", "whole number"),
        ("150621101,名,,40,110,,POINT(1 2)", "polygon"),
        ("150621101,名,,40,110,,nonsense", "polygon"),
        ("150621104,名,,40,110,,", "another line"),
    ):
        with pytest.raises(Invalid) as caught:
            enter(f"{TABLE}{line}\n", admin)
        [problem] = caught.value.detail["rows"]
        assert problem["row"] == 4
        assert why in problem["message"].lower()
    for text in ("", HEAD, "code,name_zh\n150621104,昭君镇\n", 'code,"'):
        with pytest.raises(Invalid):
            enter(text, admin)
    for stranger in (desk, make.person(Post.SYSTEM_ADMIN, BAOTOU)):
        with pytest.raises(NotPermitted):
            enter(TABLE, stranger)
    assert not Township.objects.exists()

    theirs = client_of(admin)
    path, page = reverse("api-townships"), reverse("townships")
    sent = {"csv": TABLE}
    assert theirs.post(path, sent, content_type="application/json").json()["new"] == 2
    again = TABLE.replace("30000", "31000")
    file = SimpleUploadedFile("t.csv", again.encode("gb18030"))
    shown = theirs.post(page, {"file": file}, follow=True).content.decode()
    assert "0 new, 1 changed, 1 as before" in shown
    assert "Zhaojun" in shown
    bad = SimpleUploadedFile("t.csv", b"code\n1\n")
    assert theirs.post(page, {"file": bad}).status_code == 400
    assert [one["people"] for one in theirs.get(path).json()] == [None, 31000]
    elsewhere = client_of(make.person(Post.SYSTEM_ADMIN, BAOTOU))
    assert elsewhere.get(path).json() == []
    assert (demo.load(), demo.load()) == (7, 0)
    assert Township.objects.filter(illustrative=True).count() == 9
