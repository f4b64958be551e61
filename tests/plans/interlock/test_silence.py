"""A promise that does not hold is work that nobody can overlook: it calls, and it climbs."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority
from command.core.models import Duty, Entry
from command.tasking.desk.filters import Filters
from command.tasking.desk.selectors.board import board
from command.tasking.paging.actions import register_phone
from command.tasking.paging.models import Page
from command.tasking.paging.tasks import deliver_pages
from plans.interlock.actions import answer_shortfall, take_shortfall
from plans.interlock.checking import check
from plans.interlock.models import Look, Shortfall
from plans.interlock.tasks import chase_shortfalls, check_promises, close_kept
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.plans.interlock.made import PUMP, ask, offer, plan
from tests.support.later import later
from tests.tasking.paging.conftest import server, vapid  # noqa: F401  fixtures
from tests.tasking.paging.pages import attempts

pytestmark = pytest.mark.django_db


class People:
    """Whoever may have to do with a promise of Ordos, each with a telephone."""

    def __init__(self):
        self.officer = self._with(Post.RESOURCE_OFFICER, "13800000001")
        self.liaison = self._with(Post.LIAISON, "13800000002")
        self.commander = self._with(Post.COMMANDER, "13800000003")

    def _with(self, post, phone):
        person = make.person(post, ORDOS)
        register_phone(actor=person, phone=phone)
        return person


@pytest.fixture
def people(db):
    return People()


@pytest.fixture
def broken(people):
    """Baotou counts on Ordos, which has promised nothing."""
    plan(BAOTOU, asks=[ask()])
    assert check_promises() == 1
    return Shortfall.objects.get()


def called():
    """Return who was called, in order."""
    return list(Page.objects.order_by("made_at", "pk").values_list("person", flat=True))


def told(kind):
    return set(Entry.objects.filter(kind=kind).values_list("room_id", flat=True))


def test_its_owner_is_called_at_once_and_the_call_leads_to_it(server, people, broken):  # noqa: F811
    assert called() == [people.officer.pk]
    assert deliver_pages() == 1
    (sms,) = server.messages.values()
    assert sms["to"] == "13800000001"
    assert "0" in sms["text"]
    assert people.officer.room in told("promise.missing")
    row = Page.objects.get()
    assert row.reference == f"shortfall.{broken.pk}"


def test_silence_climbs_to_the_liaison_and_then_to_the_commander_each_once(people, broken):
    assert chase_shortfalls() == 0
    with later(minutes=59):
        assert chase_shortfalls() == 0
    with later(minutes=61):
        assert (chase_shortfalls(), chase_shortfalls()) == (1, 0)
    assert called() == [people.officer.pk, people.liaison.pk]
    assert people.liaison.room in told("promise.untaken")
    assert people.commander.room not in told("promise.untaken")
    with later(minutes=241):
        assert (chase_shortfalls(), chase_shortfalls()) == (1, 0)
    assert called()[2:] == [people.commander.pk]
    assert people.commander.room in told("promise.untaken")
    with later(hours=23):
        assert chase_shortfalls() == 0
    # Its time has passed as well: commander and owner are called once more.
    with later(hours=25):
        assert (chase_shortfalls(), chase_shortfalls()) == (1, 0)
        (card,) = board(people.officer, Filters(late=True)).beside
        assert (card.late, card.column) == (True, "waiting")
        outside = board(people.officer, Filters(q="无此词")).beside_outside
        assert [one.key for one in outside] == [str(broken.pk)]
    assert set(called()[3:]) == {people.officer.pk, people.commander.pk}


def test_who_takes_it_on_ends_the_climbing_and_what_still_waits_to_leave(
    server,  # noqa: F811
    people,
    broken,
):
    with later(minutes=61):
        assert chase_shortfalls() == 1
    take_shortfall(actor=people.liaison, shortfall_id=broken.pk)
    with later(hours=23):
        assert chase_shortfalls() == 0
        deliver_pages()
    assert server.messages == {}
    assert {attempts(page)[0][1:] for page in Page.objects.all()} == {("refused", "answered")}


def test_nobody_off_duty_is_called(server, people, broken):  # noqa: F811
    end = {"starts_at": now() - timedelta(hours=2), "ends_at": now() - timedelta(seconds=1)}
    with transaction.atomic(), authority.acting_as(ORDOS):
        Duty.objects.filter(person=people.officer).update(**end)
        Duty.objects.filter(person=people.liaison).update(**end)
    deliver_pages()
    assert server.messages == {}
    assert attempts(Page.objects.get())[0][1:] == ("refused", "off_duty")
    # No liaison is on duty: that rung calls nobody, and the commander's turn comes at once.
    with later(minutes=61):
        assert (chase_shortfalls(), chase_shortfalls(), chase_shortfalls()) == (1, 1, 0)
    assert called() == [people.officer.pk, people.commander.pk]


def test_where_nobody_is_on_duty_for_it_the_commander_hears_at_once():
    commander = make.person(Post.COMMANDER, ORDOS)
    plan(BAOTOU, asks=[ask()])
    assert check() == 1
    assert Shortfall.objects.get().owner is None
    assert [chase_shortfalls() for _ in range(3)] == [1, 1, 0]
    assert called() == [commander.pk]


def test_it_closes_by_itself_within_minutes_when_the_promise_is_whole_again(people):
    plan(ORDOS, offers=[offer(quantity=2)])
    assert check() == 1
    row = Shortfall.objects.get()
    take_shortfall(actor=people.officer, shortfall_id=row.pk)
    assert close_kept() == 0
    make.stock(region=ORDOS, supply=PUMP, on_hand=9)
    assert close_kept() == 1
    row.refresh_from_db()
    assert (row.status, row.chase_at) == ("closed", None)
    assert f"city.{ORDOS}" in told("promise.holds")
    assert board(people.officer, Filters()).beside == ()
    assert (close_kept(), Look.objects.count()) == (0, 1)


def test_by_day_nothing_is_opened_and_what_is_answered_is_not_opened_again(people, broken):
    answer_shortfall(
        actor=people.officer, shortfall_id=broken.pk, answer="mended", reason="已补"
    )
    plan_count = Shortfall.objects.count()
    assert close_kept() == 0
    broken.refresh_from_db()
    assert (broken.status, Shortfall.objects.count()) == ("answered", plan_count)
    assert board(people.officer, Filters()).counts["done"] == 1
