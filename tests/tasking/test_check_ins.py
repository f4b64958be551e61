"""Check-ins: people who are out are heard of in time, or somebody is told."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core import regions
from command.core.actions import add_rule
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.tasking import clock, selectors
from command.tasking.actions import advance_task, assign_task, check_in_team, tell_check_in
from command.tasking.folds import TASKS
from command.tasking.models import TaskState
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.support.later import later as moved
from tests.support.signed_in import client_of
from tests.support.story import whole_story
from tests.tasking import made

pytestmark = pytest.mark.django_db


def out(incident, *, minutes=30):
    commander = make.person(Post.COMMANDER, ORDOS)
    crew, people = made.team(members=2)
    task = assign_task(
        actor=commander,
        incident_id=incident.pk,
        title="巡堤",
        kind="patrol",
        assignee_kind="team",
        assignee_id=crew.pk,
        check_in_minutes=minutes,
    )
    advance_task(actor=people[0], task_id=task.pk, verb="acknowledge")
    return task, crew, people, commander


def later(minutes):
    return moved(minutes=minutes)


def waits(task):
    return TaskState.objects.get(task=task).next_check_in


def test_people_who_are_out_are_heard_of_by_tap_or_by_radio():
    incident = make.incident()
    task, crew, people, commander = out(incident)
    liaison = make.person(Post.LIAISON, ORDOS)
    first = waits(task)
    assert timedelta(minutes=29) < first - now() <= timedelta(minutes=30)
    with later(10):
        with whole_story(incident.room_id, made.cards(incident)) as entries:
            assert check_in_team(actor=people[1], task_id=task.pk, headcount=6) == 1
            assert check_in_team(actor=liaison, team_id=crew.pk, note="电台报平安") == 1
        assert [entry["payload"]["by_radio"] for entry in entries] == [False, True]
        assert waits(task) == now() + timedelta(minutes=30)
        advance_task(actor=people[0], task_id=task.pk, verb="start")
        wrong = [
            (people[0], {"task_id": task.pk, "team_id": crew.pk}, Invalid),
            (people[0], {"task_id": task.pk, "headcount": -1}, Invalid),
            (people[0], {"task_id": task.pk, "note": "x" * 301}, Invalid),
            (make.person(Post.TEAM_LEADER, ORDOS), {"task_id": task.pk}, NotPermitted),
            (make.person(Post.COMMANDER, BAOTOU), {"team_id": crew.pk}, NotThere),
        ]
        for by, given, error in wrong:
            with pytest.raises(error):
                check_in_team(actor=by, **given)
        advance_task(actor=people[0], task_id=task.pk, verb="complete")
        assert waits(task) is None, "they are back"
        with pytest.raises(Conflict):
            check_in_team(actor=people[0], task_id=task.pk)
    card = selectors.card_of(task.pk, commander)
    assert (card.next_check_in, card.checked_in_at is None) == (None, False)
    assert TASKS.rebuild() == 0


def test_silence_is_told_to_issuer_and_liaison_and_then_to_the_commanders():
    incident = make.incident()
    task, _crew, people, commander = out(incident)
    liaison, chief = make.person(Post.LIAISON, ORDOS), make.person(Post.COMMANDER, ORDOS)
    told = "task.check_in_missed"

    def heard():
        return [made.kinds(who.room).count(told) for who in (commander, liaison, chief)]

    with later(30.5):
        assert (clock.tell_check_ins(), heard()) == (0, [0, 0, 0]), "a minute is given"
    with later(31.5):
        with whole_story(incident.room_id, made.cards(incident)) as entries:
            assert (clock.tell_check_ins(), clock.tell_check_ins()) == (1, 0)
        assert [entry["kind"] for entry in entries] == [told]
        assert heard() == [1, 1, 0]
    with later(37):
        assert (clock.tell_check_ins(), clock.tell_check_ins()) == (1, 0)
        assert heard() == [2, 2, 1]
        assert selectors.card_of(task.pk, commander).check_in_rung == 2
        check_in_team(actor=people[0], task_id=task.pk)
        assert selectors.card_of(task.pk, commander).check_in_rung == 0
    assert tell_check_in(actor=None, task_id=task.pk) is False
    assert TASKS.rebuild() == 0


def test_a_city_rules_how_often_a_kind_of_team_is_heard_of():
    add_rule(
        actor=make.person(Post.SYSTEM_ADMIN, ORDOS),
        book="task-limits",
        given={
            "code": "check-in-FIRE",
            "basis": "本市规定",
            "value": "900",
            "unit": "seconds",
            "enabled": "on",
        },
        reason="汛期",
    )
    task, *_ = out(make.incident(), minutes=0)
    assert timedelta(minutes=14) < waits(task) - now() <= timedelta(minutes=15)
    assert selectors.limits_of(regions.REGION).keys() == {
        "span-open",
        "check-in-grace",
        "check-in-again",
    }


def test_who_answers_for_too_many_open_orders_is_warned_and_told_how_to_split():
    incident = make.incident()
    commander, leader = make.person(Post.COMMANDER, ORDOS), make.person(Post.TEAM_LEADER, ORDOS)
    for number in range(8):
        kind = "patrol" if number % 2 else "supply_basics"
        task = made.task(incident, by=commander, kind=kind)
        made.ordered_to(leader, task, commander)
        span = selectors.span_of(commander)
        assert (span.open, span.is_over) == (number + 1, number == 7)
    assert (span.most, span.split_by) == (7, "kind")
    elsewhere = make.person(Post.COMMANDER, BAOTOU)
    assert {(share.key, share.orders) for share in span.shares} == {
        ("patrol", 4),
        ("supply_basics", 4),
    }
    assert selectors.spans_of(ORDOS, commander)[0] == span
    # The mark stands above the board and the line of time, for the desks of the city alone.
    for path in ("/t/", "/t/timeline/"):
        assert b"c-tk-wide" in client_of(commander).get(path).content
        assert b"c-tk-wide" not in client_of(elsewhere).get(path).content
    assert selectors.spans_of(ORDOS, elsewhere) == []


def test_templates_ship_and_a_city_has_its_own():
    shipped = {card.code: card for card in selectors.templates(ORDOS)}
    assert {"cordon", "evacuate", "patrol", "supply"} <= set(shipped)
    assert (shipped["patrol"].repeat_minutes, shipped["patrol"].title) == (30, "堤防巡查")
    items = shipped["cordon"].checklist
    assert all(item["text"] and item["text_en"] for item in items)
    add_rule(
        actor=make.person(Post.SYSTEM_ADMIN, ORDOS),
        book="task-templates",
        given={"code": "patrol", "basis": "本市规定", "title": "黄河巡堤", "kind": "patrol"}
        | {"due_minutes": 20, "repeat_minutes": 20, "check_in_minutes": 0, "enabled": "on"},
        reason="x",
    )
    own = {card.code: card.title for card in selectors.templates(ORDOS)}
    assert (own["patrol"], len(own)) == ("黄河巡堤", len(shipped))
    assert {card.code: card.title for card in selectors.templates(BAOTOU)}["patrol"] == (
        "堤防巡查"
    )
