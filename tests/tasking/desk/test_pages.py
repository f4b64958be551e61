"""The pages of tasks: what stands where, who sees it, and what is printed of it."""

import io
import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now
from pypdf import PdfReader

from command.core.ids import new_id
from command.tasking.actions import advance_task
from command.tasking.desk.filters import Filters
from command.tasking.desk.selectors.board import board
from command.tasking.desk.selectors.one import told
from command.tasking.desk.selectors.timeline import timeline
from command.tasking.models import Task, TaskState
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.support.client import client_of
from tests.support.once import made_once
from tests.tasking import made

pytestmark = pytest.mark.django_db
COLUMNS = {
    "issued": "waiting",
    "acknowledged": "accepted",
    "in_progress": "working",
    "rejected": "blocked",
    "suspended": "blocked",
    "completed": "check",
    "verified": "done",
}


@pytest.fixture(scope="module")
def all_of_it(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, world) as found:
        yield found


@pytest.fixture
def here(all_of_it, db):
    return dict(all_of_it)


def world():
    """Make an incident with a task in every state; one of them late, one soon to be."""
    commander = make.person(Post.COMMANDER, ORDOS)
    leader = make.person(Post.TEAM_LEADER, ORDOS, name="巴特尔")
    incident = make.incident(by=commander)
    states = {
        status: made.brought_to(status, by=commander, to=leader, incident=incident).pk
        for status in [*COLUMNS, "draft"]
    }
    late = made.issued(incident, by=commander, to=leader, due_at=now() - timedelta(minutes=4))
    soon = made.issued(incident, by=commander, to=leader, due_at=now() + timedelta(minutes=9))
    return {
        "commander": commander,
        "leader": leader,
        "incident": incident,
        "states": states,
        "late": late.pk,
        "soon": soon,
        "stranger": make.person(Post.COMMANDER, BAOTOU),
    }


def standing(found):
    """Return where each task stands on a board: its key to the key of its column."""
    return {
        line.id: column.key
        for lane in found.lanes
        for column in lane.columns
        for line in column.lines
    }


def test_each_task_stands_in_the_column_of_its_state_and_the_late_on_top(here):
    found = board(here["commander"], Filters())
    stands = standing(found)
    for status, column in COLUMNS.items():
        assert stands[str(here["states"][status])] == column
    assert str(here["states"]["draft"]) not in stands
    assert (found.drafts, found.late, found.outside) == (1, 1, ())
    waiting = found.lanes[0].columns[0].lines
    assert (waiting[0].id, waiting[0].late) == (str(here["late"]), True)
    assert found.next_due == TaskState.objects.get(pk=here["soon"].pk).due_at


def test_what_is_late_beyond_the_filters_shows_itself(here):
    others = [Filters(city=BAOTOU), Filters(q="no such"), Filters(assignee=new_id())]
    for by in others:
        found = board(here["commander"], by)
        assert standing(found) == {}
        assert [line.id for line in found.outside] == [str(here["late"])]
    assert board(here["commander"], Filters(q="zyysqz")).total > 0  # 转移一社群众
    assert board(here["commander"], Filters(late=True)).total == 1
    lanes = board(here["commander"], Filters(group="assignee")).lanes
    assert [lane.name for lane in lanes] == ["巴特尔"]


def test_a_stranger_sees_none_of_it(here, django_assert_max_num_queries):
    client = client_of(here["stranger"])
    found = board(here["stranger"], Filters())
    assert (standing(found), found.outside, found.next_due) == ({}, (), None)
    assert found.incidents == found.assignees == ()
    for name in ["task", "task-act", "task-give"]:
        assert client.get(reverse(name, args=[here["late"]])).status_code == 404
    act = reverse("task-act", args=[here["late"]])
    assert client.post(act, {"verb": "cancel", "reason": "x"}).status_code == 404
    assert (
        client.get(f"{reverse('task-who')}?incident={here['incident'].pk}").status_code == 404
    )
    assert TaskState.objects.get(pk=here["late"]).status == "issued"
    assert here["incident"].title not in client.get(reverse("tasks-csv")).content.decode()


@pytest.mark.parametrize("path", ["tasks", "tasks-timeline", "tasks-list", "tasks-csv"])
def test_every_page_tells_of_the_tasks_whatever_the_address_holds(here, path):
    client = client_of(here["commander"])
    number = Task.objects.get(pk=here["late"]).number
    assert number in client.get(reverse(path)).content.decode()
    for query in [
        "city=1",
        "incident=x",
        "sort=-age&page=99",
        "group=what",
        "q=%00",
        "hours=9",
    ]:
        assert client.get(f"{reverse(path)}?{query}").status_code == 200


def test_the_board_asks_as_much_for_one_task_as_for_many(here, django_assert_max_num_queries):
    with django_assert_max_num_queries(48):
        board(here["commander"], Filters())


def test_the_timeline_marks_the_late_part(here):
    found = timeline(here["commander"], Filters())
    bars = {bar.line.id: bar for row in found.rows for layer in row.layers for bar in layer}
    late, soon = bars[str(here["late"])], bars[str(here["soon"].pk)]
    assert late.late_from is not None
    assert soon.late_from is None
    assert soon.due is not None
    assert 0 <= soon.start < soon.end <= 1


def test_a_new_task_is_given_once_however_often_the_form_is_sent(here):
    client, key = client_of(here["commander"]), str(new_id())
    asked = {
        "incident": str(here["incident"].pk),
        "who": f"person:{here['leader'].pk}",
        "title": "封控警戒",
        "template": "cordon",
        "kind": "hazard_control",
        "minutes": "45",
        "place": "东门",
    }
    before = Task.objects.count()
    for _ in range(2):
        answer = client.post(
            reverse("task-new"), asked, headers={"Idempotency-Key": key, "HX-Request": "true"}
        )
        assert answer.status_code == 204
    assert Task.objects.count() == before + 1
    task = Task.objects.order_by("created_at").last()
    assert (task.title, task.title_en, task.place) == ("封控警戒", "Cordon and control", "东门")
    assert len(task.checklist) == 5
    assert task.state.status == "issued"
    assert task.state.assignee_id == here["leader"].pk

    for wrong in [
        {"who": ""},
        {"who": "team:x"},
        {"title": " "},
        {"incident": ""},
        {"minutes": "-1"},
    ]:
        answer = client.post(reverse("task-new"), asked | wrong, headers={"HX-Request": "true"})
        assert answer.status_code == 400
        page = client.post(reverse("task-new"), asked | wrong)
        assert (page.status_code, "东门" in page.content.decode()) == (400, True)
    assert Task.objects.count() == before + 1


def test_a_task_is_given_to_somebody_else_and_its_page_tells_of_both(here):
    client, other = client_of(here["commander"]), make.person(Post.TEAM_LEADER, ORDOS)
    url = reverse("task-give", args=[here["late"]])
    again = {"who": f"person:{other.pk}", "reason": ""}
    assert client.post(url, again).status_code == 400
    assert client.post(url, again | {"reason": "路断"}).status_code == 303
    assert TaskState.objects.get(pk=here["late"]).assignee_id == other.pk
    handed = told(here["late"])
    assert [(one.name, one.again) for one in handed] == [(other.name, False), ("巴特尔", True)]
    page = client.get(reverse("task", args=[here["late"]])).content.decode()
    assert "路断" in page
    assert other.name in page


def test_a_word_is_said_of_a_task_and_a_refusal_changes_nothing(here):
    client, task = client_of(here["commander"]), here["states"]["in_progress"]
    url = reverse("task-act", args=[task])
    assert client.post(url, {"verb": "block"}).status_code == 400
    assert client.post(url, {"verb": "verify"}).status_code == 409
    assert client.post(url, {"verb": "report", "progress": "999"}).status_code == 400
    assert TaskState.objects.get(pk=task).progress == 0
    assert client.post(url, {"verb": "block", "reason": "塌方"}).status_code == 303
    assert standing(board(here["commander"], Filters()))[str(task)] == "blocked"
    assert client.post(url, {"verb": "report"}).status_code == 303
    assert standing(board(here["commander"], Filters()))[str(task)] == "working"


def test_who_may_get_a_task_is_found_by_pinyin_and_offered_to_desks_only(here):
    url = f"{reverse('task-who')}?incident={here['incident'].pk}"
    rows = json.loads(client_of(here["commander"]).get(url).content)["rows"]
    mine = next(row for row in rows if row[0] == f"person:{here['leader'].pk}")
    assert mine[3:5] == ["bateer", "bte"]
    assert any(row[0].startswith("post:") for row in rows)
    assert client_of(here["leader"]).get(url).status_code == 403


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("paper", ["ics204", "ics214", "ics215"])
def test_papers_of_tasks_are_printed_in_both_languages(here, paper, language):
    advance_task(actor=here["leader"], task_id=here["late"], verb="acknowledge")
    client = client_of(here["commander"])
    client.cookies["django_language"] = language
    of = f"?incident={here['incident'].pk}"
    whole = client.get(reverse("tasks-paper", args=[paper, "json"]) + of)
    assert whole.status_code == 200
    said = json.dumps(json.loads(whole.content), ensure_ascii=False)
    assert Task.objects.get(pk=here["late"]).number in said
    assert paper.removeprefix("ics") in said
    assert ("演练" in said) is False
    if paper == "ics204" and language == "en":
        pdf = client.get(reverse("tasks-paper", args=[paper, "pdf"]) + of)
        assert "ICS 204" in PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text()
