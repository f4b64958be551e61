"""Promises that do not hold: looked for, told, taken on, answered for, and shown."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.board.selectors import Sight
from command.board.selectors.decisions import decisions
from command.core import authority
from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.core.models import Entry
from command.tasking.desk.filters import Filters
from command.tasking.desk.selectors.board import board
from plans.interlock.actions import answer_shortfall, take_shortfall
from plans.interlock.checking import check
from plans.interlock.models import Look, Shortfall
from plans.interlock.selectors import shortfalls
from plans.interlock.selectors.shortfalls import due
from plans.interlock.tasks import chase_shortfalls, check_promises
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, ULANQAB, Post
from tests.plans.interlock.made import PUMP, ask, offer, plan, revised
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


def told(kind):
    return sorted(Entry.objects.filter(kind=kind).values_list("room_id", flat=True))


@pytest.fixture
def missing():
    """Baotou counts on Ordos, which has promised nothing; one shortfall is open."""
    officer = make.person(Post.RESOURCE_OFFICER, ORDOS)
    liaison = make.person(Post.LIAISON, BAOTOU)
    plan(BAOTOU, asks=[ask()])
    assert check() == 1
    return Shortfall.objects.get(), officer, liaison


def test_a_missing_promise_is_told_once_to_both_cities_with_owner_and_deadline(missing):
    row, officer, liaison = missing
    assert (row.origin, row.owner, row.found, row.wanted) == (ORDOS, officer, 0, 2)
    assert row.due_at - row.opened_at == timedelta(hours=24)
    rooms = {f"city.{BAOTOU}", f"city.{ORDOS}", officer.room, liaison.room}
    assert set(told("promise.missing")) == rooms
    assert check() == 0
    assert len(told("promise.missing")) == len(rooms)
    assert [card.id for card in shortfalls(liaison)] == [str(row.pk)]
    assert shortfalls(make.person(Post.COMMANDER, ULANQAB)) == []


def test_it_is_over_when_the_promise_is_made_and_opens_again_without_doubling(missing):
    row, _officer, _liaison = missing
    make.stock(region=ORDOS, supply=PUMP, on_hand=9)
    giver = plan(ORDOS, offers=[offer()])
    assert check() == 1
    row.refresh_from_db()
    assert (row.status, shortfalls(make.person(Post.LIAISON, BAOTOU))) == ("closed", [])
    revised(giver)
    assert check() == 1
    row.refresh_from_db()
    assert (row.status, row.times, Shortfall.objects.count()) == ("open", 2, 1)


def test_what_is_promised_and_not_there_concerns_giver_and_taker():
    plan(ORDOS, offers=[offer(quantity=2)])
    plan(BAOTOU, asks=[ask(quantity=1)])
    assert check() == 1
    row = Shortfall.objects.get()
    assert (row.matter, row.origin, row.found) == ("unstocked", ORDOS, 0)
    assert row.concerns == [BAOTOU, ORDOS]
    assert set(told("promise.broken")) == {f"city.{BAOTOU}", f"city.{ORDOS}"}


def test_its_owner_answers_and_the_next_look_checks_what_was_said(missing):
    row, officer, liaison = missing
    answer_shortfall(actor=officer, shortfall_id=row.pk, answer="mended", reason="已补")
    with pytest.raises(BadTransition):
        answer_shortfall(actor=officer, shortfall_id=row.pk, answer="mended", reason="已补")
    assert liaison.room in told("promise.answered")
    assert check() == 1  # It was said to be mended, and is not.
    commander = make.person(Post.COMMANDER, ORDOS)
    answer_shortfall(actor=commander, shortfall_id=row.pk, answer="accepted", reason="汛期后")
    assert check() == 0
    row.refresh_from_db()
    assert (row.status, row.answer, row.answered_by) == ("answered", "accepted", commander)


def test_others_do_not_answer_for_it_and_nothing_changes(missing):
    row, officer, liaison = missing
    of = {"shortfall_id": row.pk, "answer": "mended", "reason": "好"}
    region = make.person(Post.COMMANDER, "150000")
    for who, why, given in (
        (liaison, NotPermitted, {}),
        (region, NotPermitted, {}),
        (make.person(Post.OBSERVER, ORDOS), NotPermitted, {}),
        (make.person(Post.COMMANDER, ULANQAB), NotThere, {}),
        (officer, NotPermitted, {"answer": "accepted"}),
        (officer, Invalid, {"answer": "perhaps"}),
        (officer, Invalid, {"reason": " "}),
        (officer, Invalid, {"reason": "x" * 301}),
    ):
        with pytest.raises(why):
            answer_shortfall(actor=who, **{**of, **given})
    row.refresh_from_db()
    assert (row.status, row.answer, told("promise.answered")) == ("open", "", [])


def test_silence_goes_to_the_commanders_once(missing):
    row, _officer, _liaison = missing
    commander = make.person(Post.COMMANDER, ORDOS)
    assert chase_shortfalls() == 0
    with transaction.atomic(), authority.acting_as(ORDOS):
        Shortfall.objects.filter(pk=row.pk).update(due_at=now() - timedelta(minutes=1))
    assert (chase_shortfalls(), chase_shortfalls()) == (1, 0)
    assert commander.room in told("promise.unanswered")


def test_a_look_is_due_at_night_and_after_a_publication():
    assert check_promises() == 0
    at = now()
    assert Look.objects.count() == 1
    assert due(at) is False
    assert due(at + timedelta(days=1)) is True
    plan(ORDOS)
    assert due(now()) is True


def test_the_decision_queue_shows_what_waits_for_the_own_city(missing):
    row, officer, liaison = missing
    (mine,) = decisions(Sight(officer))
    assert (mine.kind, mine.key, mine.link) == (
        "shortfall", str(row.pk), f"/p/interlock/{row.pk}/",
    )  # fmt: skip
    assert decisions(Sight(liaison)) == ()


def test_its_owner_finds_it_beside_the_tasks_takes_it_on_and_is_held_to_its_time(missing):
    row, officer, liaison = missing
    client = client_of(officer)

    def beside(person, **by):
        return [(b.column, b.late, b.owner) for b in board(person, Filters(**by)).beside]

    mine = ("waiting", False, str(officer.pk))
    assert beside(officer, mine=True) == beside(officer, city=ORDOS) == [mine]
    assert beside(officer, late=True) == beside(officer, city=HOHHOT) == []
    assert beside(officer, incident=row.pk) == beside(liaison) == []
    assert beside(make.person(Post.COMMANDER, ULANQAB)) == []
    page = client.get("/t/?mine=yes").content.decode()
    assert f'data-side-act="/p/interlock/{row.pk}/take/"' in page
    assert page.index('data-column="waiting"') < page.index(f'id="side-{row.pk}"')
    assert page.index(f'id="side-{row.pk}"') < page.index('data-column="accepted"')
    for address in ("/t/list/?mine=yes", "/t/list/?state=issued"):
        assert f'id="line-side-{row.pk}"' in client.get(address).content.decode()
    others = client.get("/t/list/?state=acknowledged").content.decode()
    assert f'id="line-side-{row.pk}"' not in others
    for who, why in (
        (liaison, NotPermitted),
        (make.person(Post.OBSERVER, ORDOS), NotPermitted),
        (make.person(Post.COMMANDER, ULANQAB), NotThere),
    ):
        with pytest.raises(why):
            take_shortfall(actor=who, shortfall_id=row.pk)
    assert (beside(officer), told("promise.taken")) == ([mine], [])

    commander = make.person(Post.COMMANDER, ORDOS)
    taken = client_of(commander).post(f"/p/interlock/{row.pk}/take/")
    assert taken.status_code == 302
    assert liaison.room in told("promise.taken")
    again = client.post(f"/api/interlock/shortfalls/{row.pk}/take/")
    assert again.status_code == 409, "somebody sees to it"
    assert beside(commander, mine=True) == [("accepted", False, str(commander.pk))]
    assert beside(officer, mine=True) == []
    # Taking it on does not move the time: silence still reaches the commanders.
    with transaction.atomic(), authority.acting_as(ORDOS):
        Shortfall.objects.filter(pk=row.pk).update(due_at=now() - timedelta(minutes=1))
    assert beside(commander, late=True) == [("accepted", True, str(commander.pk))]
    (lane,) = board(commander, Filters()).lanes
    (column,) = [each for each in lane.columns if each.key == "accepted"]
    assert [one.late for one in column.cards] == [True]
    assert (column.total, column.late) == (1, 1)
    assert chase_shortfalls() == 1
    answer_shortfall(actor=commander, shortfall_id=row.pk, answer="mended", reason="已补")
    assert beside(commander) == [("done", False, str(commander.pk))]
    assert check() == 1  # It was said to be mended, and is not: it waits for somebody anew.
    assert beside(officer) == [mine]


def test_the_page_the_form_and_the_files_say_the_same(missing):
    row, officer, _liaison = missing
    client = client_of(officer)
    page = client.get("/p/interlock/", {"what": PUMP, "open": f"{PUMP}-{ORDOS}-{BAOTOU}"})
    text = page.content.decode()
    assert 'data-state="unpromised"' in text
    assert 'aria-expanded="true"' in text
    one = f"/p/interlock/{row.pk}/"
    refused = client.post(one, {"answer": "mended", "reason": ""})
    assert (refused.status_code, b"c-problems" in refused.content) == (400, True)
    table = client.get("/p/interlock/as/csv/").content.decode().splitlines()
    assert table[1].split(",")[-4:] == ["2", "0", "0", "unpromised"]
    assert client.get("/p/interlock/as/json/").status_code == 200
    (cell,) = client.get("/api/interlock/").json()
    assert (cell["asked"], cell["promised"], cell["there"], cell["states"]) == (
        2, 0, 0, ["unpromised"],
    )  # fmt: skip
    answer = {"answer": "mended", "reason": "已补"}
    told = client.post(
        f"/api/interlock/shortfalls/{row.pk}/answer/", answer, content_type="application/json"
    )
    assert (told.status_code, told.json()["status"]) == (200, "answered")
