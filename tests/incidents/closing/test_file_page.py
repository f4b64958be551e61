"""The page of the file, its papers and its interface."""

import io

import pypdfium2
import pytest
from docx import Document

from incidents.closing import personal
from incidents.closing.actions import write_lesson
from incidents.closing.models import Lesson, Purge
from incidents.closing.papers import PAPERS
from incidents.documents import to_docx
from incidents.joint.actions import record_decision
from tests import make
from tests.incidents.closing import made
from tests.make import BAOTOU, DALAD, ORDOS, Post
from tests.support.client import client_of
from tests.tasking import made as tasks

pytestmark = pytest.mark.django_db

ENGLISH = {
    "ics-201": ["Incident briefing (ICS 201)", "Map sketch", "Resource summary"],
    "ics-209": ["Incident status summary (ICS 209)", "Significant events"],
    "ics-214": ["Activity log (ICS 214)", "Being handled"],
    "after-action": ["After-action report on", "Lessons", "指挥部开设晚了二十分钟。"],
}


def address(incident, rest=""):
    return f"/i/{incident.pk}/file/{rest}"


def test_every_paper_is_written_from_the_journal_in_both_languages():
    commander = made.commander()
    incident = made.filled(commander)
    leader = make.person(Post.TEAM_LEADER, ORDOS, name="刘队长")
    tasks.brought_to("completed", by=commander, to=leader, incident=incident)
    record_decision(
        actor=commander,
        incident_id=incident.pk,
        decided="转移示例三社群众",
        basis_refs=[],
        basis_text="水位一小时上涨0.4米",
        options=[],
    )
    write_lesson(
        actor=commander,
        incident_id=incident.pk,
        section="command",
        text="指挥部开设晚了二十分钟。",
        based_on=0,
    )
    for name, make_paper in PAPERS.items():
        for language in ("zh-hans", "en"):
            paper = make_paper(incident, language, by="云志强")
            said = "\n".join(p.text for p in Document(io.BytesIO(to_docx(paper))).paragraphs)
            tables = Document(io.BytesIO(to_docx(paper))).tables
            said += "\n".join(c.text for t in tables for row in t.rows for c in row.cells)
            assert incident.title in said
            assert incident.number in said
            if language == "en":
                assert all(words in said for words in ENGLISH[name]), name
            if name in {"ics-201", "ics-209", "after-action"}:
                assert ("1,186 人" if language == "zh-hans" else "1,186 people") in said
            assert "13800000000" not in said
    assert "转移示例三社群众" in said
    assert "水位一小时上涨0.4米" in said
    assert "1 orders were acknowledged" in said


def test_the_activity_log_is_of_whom_and_when_it_is_asked_for():
    commander = made.commander()
    officer = make.person(Post.DUTY_OFFICER, DALAD, name="李慧")
    incident = make.incident(by=officer)
    log = PAPERS["ics-214"]
    rows = {
        who: log(incident, "en", **given).blocks[-1]
        for who, given in {
            "all": {},
            "ordos": {"authority": ORDOS},
            "baotou": {"authority": BAOTOU},
            "commander": {"person": str(commander.pk)},
            "later": {"since": make.later(days=1)},
        }.items()
    }
    assert [row[2] for row in rows["all"].rows] == ["李慧"]
    assert rows["all"] == rows["ordos"]
    for who in ("baotou", "commander", "later"):
        assert "None recorded." in rows[who].text


def test_papers_come_as_files_to_whoever_sees_the_incident():
    incident = make.incident()
    here = client_of(make.person(Post.OBSERVER, DALAD))
    answer = here.get(address(incident, "paper/ics-201.pdf"), {"language": "en"})
    assert answer["Content-Type"] == "application/pdf"
    with pypdfium2.PdfDocument(answer.content) as document:
        assert "ICS 201" in document[0].get_textpage().get_text_bounded()
    assert here.get(address(incident, "paper/ics-209.json")).json()["kind"] == "form"
    for wrong, status in (
        ("paper/ics-999.pdf", 404),
        ("paper/ics-201.exe", 404),
        ("paper/ics-201.pdf?language=tlh", 400),
        ("paper/ics-214.pdf?since=yesterday", 400),
        ("paper/ics-214.pdf?authority=999999", 400),
    ):
        assert here.get(address(incident, wrong)).status_code == status
    stranger = client_of(make.person(Post.COMMANDER, BAOTOU))
    assert stranger.get(address(incident, "paper/ics-201.pdf")).status_code == 404


def test_an_incident_goes_into_the_file_on_its_page():
    commander = made.commander()
    incident = made.filled(commander)
    here = client_of(commander)
    page = here.get(address(incident)).content.decode()
    assert 'data-panel="open"' in page
    assert 'action="' + address(incident, "do/close/") in page
    assert "do/purge/" not in page

    refused = here.post(address(incident, "do/close/"), {"reason": " "})
    assert refused.status_code == 400
    assert 'role="alert"' in refused.content.decode()
    closed = here.post(address(incident, "do/close/"), {"reason": "移交"}, follow=True)
    assert "do/purge/" in closed.content.decode()

    count = sum(personal.held(incident.pk).values())
    for confirm, status in (("many", 400), (str(count + 1), 409)):
        wrong = here.post(
            address(incident, "do/purge/"), {"confirm": confirm, "reason": "到期"}
        )
        assert wrong.status_code == status
        assert "到期" in wrong.content.decode()
    assert not Purge.objects.exists()
    here.post(address(incident, "do/purge/"), {"confirm": str(count), "reason": "到期\x00"})
    assert Purge.objects.get().reason == "到期"

    lesson = {"section": "forces", "text": "冲锋舟不足", "based_on": "0"}
    assert here.post(address(incident, "do/lesson/"), lesson).status_code == 302
    late = here.post(address(incident, "do/lesson/"), {**lesson, "text": "我的话"})
    assert late.status_code == 409
    assert "冲锋舟不足" in late.content.decode()
    assert "我的话" in late.content.decode()
    assert Lesson.objects.count() == 1
    assert here.post(address(incident, "do/nothing/")).status_code == 404
    for part in ("open/", "kept/"):
        assert here.get(address(incident, part)).status_code == 200
    observer = client_of(make.person(Post.OBSERVER, DALAD))
    assert observer.post(address(incident, "do/archive/")).status_code == 403
    assert "do/archive/" not in observer.get(address(incident)).content.decode()


def test_machines_go_the_same_way():
    commander = made.commander()
    incident = made.filled(commander)
    here = client_of(commander)
    base = f"/api/incidents/{incident.pk}/closing/"
    told = here.get(base).json()
    assert told["status"] == "contained"
    assert told["held"]["callers"] == 1
    codes = [item["code"] for item in here.get(f"{base}open/").json()]
    assert "reports.unsent" in codes

    def post(path, body):
        return here.post(f"{base}{path}/", body, content_type="application/json")

    assert post("archives", {"language": "en"}).status_code == 201
    assert here.get(f"{base}archives/").json()[0]["status"] == "requested"
    until = (make.later(days=9)).isoformat()
    kept = post("retention", {"purpose": "evidence", "reason": "案件", "until": until})
    assert kept.status_code == 200
    wrong = post("purge", {"confirm": 1, "reason": "x"})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (409, "bad_transition")
    given = {"section": "warning", "text": "预警及时", "based_on": 0}
    assert post("lessons", given).json()["version"] == 1
    assert here.get(f"{base}lessons/").json()[0]["text"] == "预警及时"
    clash = post("lessons", given)
    assert clash.status_code == 409
    assert clash.json()["error"]["detail"]["fields"]["text"]["now"] == "预警及时"
    stranger = client_of(make.person(Post.COMMANDER, BAOTOU))
    assert stranger.get(base).status_code == 404
