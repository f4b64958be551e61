"""Reading tasks: who sees what, and how many there are."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core.errors import NotThere
from command.tasking import selectors
from command.tasking.actions import issue_task
from command.tasking.selectors import Counts
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, ULANQAB, Post
from tests.support.later import later
from tests.tasking import made

pytestmark = pytest.mark.django_db


def test_nobody_is_sent_to_what_they_may_not_see():
    commander = make.person(Post.COMMANDER, ORDOS)
    guest = make.person(Post.TEAM_MEMBER, BAOTOU)
    state = made.issued(by=commander, to=guest)
    other = made.issued(by=commander)
    assert selectors.card_of(state.task_id, guest).id == str(state.task_id)
    assert [card.id for card in selectors.my_tasks(guest)] == [str(state.task_id)]
    with pytest.raises(NotThere):
        selectors.card_of(other.task_id, guest)


def test_who_is_off_duty_has_no_tasks_of_the_organisation():
    unit, [leader] = made.organisation()
    commander = make.person(Post.COMMANDER, ORDOS)
    task = made.task(by=commander)
    issue_task(
        actor=commander, task_id=task.pk, assignee_kind="organisation", assignee_id=unit.pk
    )
    assert len(selectors.my_tasks(leader)) == 1
    with later(days=-1):
        assert selectors.my_tasks(leader) == []


def test_my_tasks_come_most_urgent_first_and_finished_ones_go():
    commander = make.person(Post.COMMANDER, ORDOS)
    leader = make.person(Post.TEAM_LEADER, ORDOS)
    incident = make.incident()
    times = [None, now() + timedelta(hours=2), now() + timedelta(hours=1)]
    states = [made.issued(incident, by=commander, to=leader, due_at=due) for due in times]
    made.brought_to("completed", by=commander, to=leader, incident=incident)
    order = [states[2], states[1], states[0]]
    assert [card.id for card in selectors.my_tasks(leader)] == [str(s.task_id) for s in order]


def test_the_counts_of_incidents_and_cities():
    commander = make.person(Post.COMMANDER, ORDOS)
    here, there = (make.person(Post.TEAM_LEADER, city) for city in (ORDOS, BAOTOU))
    incident, empty = make.incident(), make.incident()
    for status in ("draft", "verified", "completed", "cancelled"):
        made.brought_to(status, by=commander, to=here, incident=incident)
    made.issued(incident, by=commander, to=there, due_at=now() - timedelta(minutes=1))
    assert selectors.counts_by_incident([incident.pk, empty.pk]) == {
        incident.pk: Counts(done=2, total=4, overdue=1),
        empty.pk: Counts(),
    }
    assert selectors.counts_by_city(commander) == {
        HOHHOT: Counts(),
        BAOTOU: Counts(done=0, total=1, overdue=1),
        ORDOS: Counts(done=2, total=3, overdue=0),
        ULANQAB: Counts(),
    }


def test_a_list_asks_few_questions(django_assert_num_queries):
    commander = make.person(Post.COMMANDER, ORDOS)
    incident = make.incident()
    for _ in range(5):
        made.issued(incident, by=commander)
    with django_assert_num_queries(2):
        assert len(selectors.of_incident(incident.pk)) == 5
    with django_assert_num_queries(1):
        selectors.counts_by_incident([incident.pk])
