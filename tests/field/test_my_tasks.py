"""My tasks on a phone: what is shown, and the one next step."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import now

from command.core.ids import new_id
from command.core.models import AuditRecord
from command.tasking.actions import assign_task
from command.tasking.models import ReceiptState, TaskState
from tests import make
from tests.make import ORDOS, Post
from tests.support.signed_in import client_of
from tests.tasking import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)


@pytest.fixture
def leader(db):
    return make.person(Post.TEAM_LEADER, ORDOS)


def page(person, path="/m0/"):
    answer = client_of(person).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def verbs(html):
    return re.findall(r'name="verb" value="(\w+)"', html)


def press(person, state, verb, *, key=None, **given):
    return client_of(person).post(
        reverse("my-task-step", kwargs={"task_id": state.task_id}),
        {"verb": verb, "key": str(key or new_id()), **given},
    )


def status(state):
    return TaskState.objects.get(pk=state.pk).status


@pytest.mark.parametrize(
    ("at", "offered"),
    [
        ("issued", ["reject", "suspend", "acknowledge"]),
        ("acknowledged", ["block", "suspend", "start"]),
        ("in_progress", ["block", "suspend", "complete"]),
        ("suspended", []),
    ],
)
def test_each_state_offers_one_next_step_and_a_way_out(at, offered, commander, leader):
    made.brought_to(at, by=commander, to=leader)
    assert verbs(page(leader)) == offered


def test_the_most_urgent_comes_first_and_the_others_can_be_opened(commander, leader):
    incident = make.incident()
    later = made.issued(incident, by=commander, to=leader, due_at=now() + timedelta(hours=2))
    soon = made.issued(incident, by=commander, to=leader, due_at=now() + timedelta(hours=1))
    first = page(leader)
    assert f'data-ref="task.{soon.task_id}"' in first
    other = reverse("my-task", kwargs={"task_id": later.task_id})
    assert f'href="{other}"' in first
    assert f'data-ref="task.{later.task_id}"' in page(leader, other)


def test_nothing_to_do_is_said(leader):
    assert "No tasks for you at the moment" in page(leader)
    assert verbs(page(leader)) == []


def test_looking_at_an_order_is_reading_it(commander, leader):
    made.issued(by=commander, to=leader)
    page(leader)
    page(leader)
    assert ReceiptState.objects.get().stage == "read"


def test_the_button_takes_the_step_and_comes_back(commander, leader):
    state = made.issued(by=commander, to=leader)
    for verb, after in [
        ("acknowledge", "acknowledged"),
        ("start", "in_progress"),
        ("complete", "completed"),
    ]:
        answer = press(leader, state, verb)
        assert (answer.status_code, answer.url) == (303, f"/m0/{state.task_id}/")
        assert status(state) == after
    assert "No tasks for you" in page(leader, answer.url)


def test_pressed_twice_is_once(commander, leader):
    state = made.issued(by=commander, to=leader)
    key = uuid4()
    first, second = (press(leader, state, "acknowledge", key=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert made.kinds(state.task.incident.room_id).count("task.acknowledged") == 1
    answer = client_of(leader).get(second.url)
    assert b"data-tone" not in answer.content


def test_an_obstacle_needs_a_reason_and_is_shown(commander, leader):
    state = made.brought_to("in_progress", by=commander, to=leader)
    client = client_of(leader)
    address = reverse("my-task-step", kwargs={"task_id": state.task_id})
    told = client.post(address, {"verb": "block", "key": new_id(), "reason": ""}, follow=True)
    assert "Say why." in told.content.decode()
    client.post(address, {"verb": "block", "key": new_id(), "reason": "<b>道路塌方"})
    assert "&lt;b&gt;道路塌方" in page(leader)


def test_a_step_that_came_too_late_says_so_and_changes_nothing(commander, leader):
    state = made.brought_to("cancelled", by=commander, to=leader)
    answer = client_of(leader).post(
        reverse("my-task-step", kwargs={"task_id": state.task_id}),
        {"verb": "acknowledge", "key": new_id()},
        follow=True,
    )
    assert "not possible" in answer.content.decode()
    assert status(state) == "cancelled"


@pytest.mark.parametrize("key", ["", "x"])
def test_without_a_key_nothing_happens(key, commander, leader):
    state = made.issued(by=commander, to=leader)
    answer = client_of(leader).post(
        reverse("my-task-step", kwargs={"task_id": state.task_id}),
        {"verb": "acknowledge", "key": key},
    )
    assert answer.status_code == 303
    assert status(state) == "issued"


def test_the_task_of_another_is_refused_and_the_refusal_recorded(commander, leader):
    state = made.issued(by=commander, to=leader)
    answer = press(make.person(Post.TEAM_LEADER, ORDOS), state, "acknowledge")
    assert answer.status_code == 403
    assert status(state) == "issued"
    assert AuditRecord.objects.filter(act="refused").count() == 1


def test_news_are_told_only_when_there_are_some(commander, leader):
    made.issued(by=commander, to=leader)
    html = page(leader)
    address = re.search(r'hx-get="(/m0/news/[^"]+)"', html)[1]
    client = client_of(leader)
    assert client.get(address).content.decode().strip() == ""
    made.issued(by=commander, to=leader)
    told = client.get(address).content.decode()
    assert 'href="/m0/' in told
    assert "New task" in told


def test_in_chinese_the_chinese_title_is_shown_and_in_english_the_english(commander, leader):
    made.issued(by=commander, to=leader)
    client = client_of(leader)
    for language, title in [("en", "Move community 1"), ("zh-hans", "转移一社群众")]:
        client.cookies["django_language"] = language
        assert title in client.get("/m0/").content.decode()


def test_the_page_asks_few_questions(commander, leader, django_assert_max_num_queries):
    for _ in range(5):
        made.issued(by=commander, to=leader)
    client = client_of(leader)
    client.get("/m0/")
    with django_assert_max_num_queries(17):
        client.get("/m0/")


def test_each_of_several_people_takes_their_own_steps_ticks_and_checks_in(commander):
    crew, (one, two) = made.team(members=2)
    task = assign_task(
        actor=commander,
        incident_id=make.incident().pk,
        title="巡堤",
        kind="patrol",
        assignee_kind="team",
        assignee_id=crew.pk,
        place="K287+300",
        checklist=[{"text": "看水位", "text_en": "Read the gauge"}],
        check_in_minutes=30,
    )
    state = TaskState.objects.get(task=task)
    for verb in ("acknowledge", "start"):
        press(one, state, verb)
    assert verbs(page(one)) == ["block", "suspend", "complete"]
    assert verbs(page(two)) == ["reject", "suspend", "acknowledge"], "theirs is only delivered"
    press(two, state, "acknowledge")
    assert verbs(page(two)) == ["block", "suspend", "start"]

    def send(name, **given):
        url = reverse(name, kwargs={"task_id": task.pk})
        return client_of(two).post(url, {"key": str(new_id()), **given})

    assert send("my-task-tick", item="1", done="1").status_code == 303
    assert send("my-task-check-in").status_code == 303
    state.refresh_from_db()
    assert (state.ticks["1"]["by"], state.checked_in_at is None) == (two.name, False)
    html = page(two)
    assert 'aria-checked="true"' in html
    assert "K287+300" in html
    assert "All well" in html
