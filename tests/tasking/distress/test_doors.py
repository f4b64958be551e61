"""A call for help: raised by anybody, heard where it matters, ended only by a named person."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils.timezone import now

from command.core import authority
from command.core.actions import share_room
from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.core.ids import new_id
from command.core.models import Entry
from command.tasking.distress.actions import (
    acknowledge_help,
    cancel_help,
    climb_help,
    close_help,
    draft_rescue,
    move_help,
    raise_help,
    report_distress,
)
from command.tasking.distress.folds import HELP
from command.tasking.distress.models import HelpAct, HelpCall, HelpRung, HelpState
from command.tasking.distress.selectors import call_of, open_calls, seen
from command.tasking.distress.tasks import climb_calls
from command.tasking.models import Task
from command.tasking.paging.guard import ANSWERED, why_not
from command.tasking.paging.models import Page, PageState
from command.tasking.paging.selectors.parcels import parcels_of
from incidents.models import Incident
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, ULANQAB, Post
from tests.support.once import made_once
from tests.tasking import made
from tests.tasking.paging.conftest import enrol, exercise

__all__ = ["exercise"]

SHIGUAI = (40.6765, 110.0602)  # in Baotou


class World:
    """A leader of Ordos, and a desk in each of four cities."""

    def __init__(self):
        self.leader = make.person(Post.TEAM_LEADER, ORDOS, name="王海涛")
        self.ordos = make.person(Post.DUTY_OFFICER, ORDOS, name="李慧")
        self.baotou = make.person(Post.DUTY_OFFICER, BAOTOU, name="苏和")
        self.hohhot = make.person(Post.COMMANDER, HOHHOT, name="云志刚")
        self.ulanqab = make.person(Post.LIAISON, ULANQAB, name="赵敏")
        self.observer = make.person(Post.OBSERVER, ORDOS)
        self.member = make.person(Post.TEAM_MEMBER, ORDOS)
        self.commander = make.person(Post.COMMANDER, ORDOS)
        self.incident = make.incident()
        self.order = made.issued(self.incident, by=self.commander, to=self.leader)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, World) as made_world:
        yield made_world


@pytest.fixture
def call(db, world):
    lat, lon = SHIGUAI
    return raise_help(actor=world.leader, lat=lat, lon=lon, accuracy_m=8, fixed_at=now())


def told(call):
    return set(
        Entry.objects.filter(payload__call_id=str(call.pk)).values_list("room_id", "kind")
    )


def heard(person):
    return [card.id for card in open_calls(person)]


def trace():
    return HelpCall.objects.count(), HelpAct.objects.count(), Entry.objects.count()


def test_a_call_is_heard_where_the_caller_belongs_and_where_the_caller_stands(world, call):
    assert call.call.number.startswith(f"SOS-{ORDOS}-")
    assert call.call.cities == [ORDOS, BAOTOU]
    assert call.call.region_id.startswith("1502")
    assert told(call) == {
        (f"city.{ORDOS}", "sos.raised"),
        (f"city.{BAOTOU}", "sos.told"),
        (world.leader.room, "sos.told"),
    }
    for person in (world.ordos, world.baotou, world.observer, world.commander):
        assert heard(person) == [str(call.pk)]
    # Another city has nothing of it yet; in the field nobody's screen rings.
    for person in (world.hohhot, world.ulanqab, world.member, world.leader):
        assert heard(person) == []
    with pytest.raises(NotThere):
        seen(call.pk, world.hohhot)
    assert call_of(world.leader)["number"] == call.call.number
    assert call_of(world.member) is None


def test_a_call_from_an_order_is_heard_in_every_city_that_shares_the_incident(db, world):
    with transaction.atomic(), authority.acting_as(ORDOS):
        share_room(actor=None, room=world.incident.room_id, grantee=ULANQAB, reason="joint")
    call = raise_help(actor=world.leader, task_id=world.order.pk)
    assert call.call.incident_id == world.incident.pk
    assert call.call.room_id == world.incident.room_id
    assert heard(world.ulanqab) == heard(world.ordos) == [str(call.pk)]
    assert heard(world.baotou) == []
    assert (world.incident.room_id, "sos.raised") in told(call)
    assert (f"city.{ULANQAB}", "sos.told") in told(call)


@pytest.mark.parametrize(
    ("lat", "lon", "near"),
    [
        (None, None, None),
        (float("nan"), 110.0, 5),
        (91.0, 110.0, -5),
        (40.0, 1e9, float("inf")),
    ],
    ids=["none", "nan", "off the earth", "far off"],
)
def test_a_call_is_never_turned_away_for_its_position_or_its_order(db, world, lat, lon, near):
    call = raise_help(
        actor=world.member,
        lat=lat,
        lon=lon,
        accuracy_m=near,
        task_id=new_id(),
        note="\x00塌方",
    )
    assert (call.lat, call.call.task_id, call.call.note) == (None, None, "塌方")
    assert call.call.cities == [ORDOS]


def test_the_same_press_is_one_call_and_another_press_is_that_call_again(db, world):
    key, other = new_id(), new_id()
    call = raise_help(actor=world.leader, call_id=key)
    before = trace()
    assert raise_help(actor=world.leader, call_id=key).pk == key
    assert trace() == before
    again = raise_help(actor=world.leader, call_id=other, lat=40.6, lon=110.0)
    assert (again.pk, again.lat, again.status) == (key, 40.6, "raised")
    before = trace()
    assert raise_help(actor=world.leader, call_id=other).pk == key
    assert trace() == before
    # The phone may take it back under the id of either press.
    assert cancel_help(actor=world.leader, call_id=other).cancelled_at is not None
    # After it was taken back, or answered, danger is a new call.
    acknowledge_help(actor=world.ordos, call_id=call.pk)
    assert raise_help(actor=world.leader).pk != key


def test_only_a_named_person_at_a_desk_it_concerns_answers(world, call):
    before = trace()
    with pytest.raises(NotPermitted):
        acknowledge_help(actor=None, call_id=call.pk)
    with pytest.raises(NotPermitted):
        acknowledge_help(actor=world.observer, call_id=call.pk)
    for stranger in (world.hohhot, world.member):
        with pytest.raises(NotThere):
            acknowledge_help(actor=stranger, call_id=call.pk)
    with pytest.raises(NotPermitted):
        acknowledge_help(actor=world.leader, call_id=call.pk)
    with pytest.raises(NotThere):
        acknowledge_help(actor=world.ordos, call_id=new_id())
    assert trace() == before

    taken = acknowledge_help(actor=world.baotou, call_id=call.pk)
    assert (taken.status, taken.acknowledged_by) == ("acknowledged", world.baotou)
    assert heard(world.ordos) == heard(world.baotou) == []
    assert call_of(world.leader)["acknowledged_by"] == "苏和"
    before = trace()
    with pytest.raises(BadTransition, match="苏和"):
        acknowledge_help(actor=world.ordos, call_id=call.pk)
    assert trace() == before


def test_one_acknowledgement_leaves_the_other_calls_ringing(world, call):
    other = raise_help(actor=world.member)
    assert heard(world.ordos) == [str(call.pk), str(other.pk)]
    acknowledge_help(actor=world.ordos, call_id=other.pk)
    assert heard(world.ordos) == [str(call.pk)]


def test_what_was_taken_back_stays_and_must_still_be_acknowledged(world, call):
    with pytest.raises(NotThere):
        cancel_help(actor=world.member, call_id=call.pk)
    cancel_help(actor=world.leader, call_id=call.pk)
    before = trace()
    cancel_help(actor=world.leader, call_id=call.pk)
    assert trace() == before
    assert open_calls(world.ordos)[0].cancelled_at is not None
    with pytest.raises(BadTransition):
        close_help(actor=world.ordos, call_id=call.pk, words="误按")
    acknowledge_help(actor=world.ordos, call_id=call.pk)
    for words in ("  ", "x" * 301, "a\x00b"):
        with pytest.raises(Invalid):
            close_help(actor=world.ordos, call_id=call.pk, words=words)
    closed = close_help(actor=world.ordos, call_id=call.pk, words="误按 已电话核实")
    assert (closed.status, closed.words) == ("closed", "误按 已电话核实")
    assert call_of(world.leader)["state"] == "closed"
    with pytest.raises(BadTransition):
        close_help(actor=world.ordos, call_id=call.pk, words="again")
    # What was said at the end is on the page, not in a journal that nobody can clear.
    assert not Entry.objects.filter(payload__icontains="误按").exists()


def test_where_the_caller_turns_out_to_be_hears_it_too(db, world):
    call = raise_help(actor=world.leader)
    assert heard(world.baotou) == []
    lat, lon = SHIGUAI
    move_help(actor=world.leader, call_id=call.pk, lat=lat, lon=lon, fixed_at=now())
    assert heard(world.baotou) == heard(world.ordos) == [str(call.pk)]
    assert HELP.rebuild() == 0


def test_a_late_position_does_not_lead_back(world, call):
    move_help(actor=world.leader, call_id=call.pk, lat=40.7, lon=110.1, fixed_at=now())
    earlier = now() - timedelta(minutes=5)
    state = move_help(
        actor=world.leader, call_id=call.pk, lat=40.1, lon=110.9, fixed_at=earlier
    )
    assert (state.lat, state.lon) == (40.7, 110.1)
    with pytest.raises(NotThere):
        move_help(actor=world.member, call_id=call.pk, lat=1.0, lon=1.0)


def test_silence_climbs_after_thirty_and_sixty_seconds(world, call):
    assert climb_calls() == 0
    aged(call, 31)
    assert climb_calls() == 1
    assert climb_calls() == 0
    # From now on it is on every screen of the four cities, and all commanders are called.
    assert heard(world.hohhot) == heard(world.ulanqab) == [str(call.pk)]
    assert (f"city.{HOHHOT}", "sos.told") in told(call)
    called = set(paged(call))
    assert {world.commander.pk, world.hohhot.pk} <= called
    assert not {world.leader.pk, world.member.pk, world.baotou.pk} & called
    aged(call, 61)
    assert climb_calls() == 1
    assert Page.objects.filter(reference=f"help_call.{call.pk}", channels=["voice", "sms"])
    assert world.baotou.pk in paged(call)
    page = Page.objects.filter(reference=f"help_call.{call.pk}", person=world.commander).first()
    due = page_parcel(page)
    assert why_not(due) != ANSWERED
    acknowledge_help(actor=world.ulanqab, call_id=call.pk)
    assert climb_help(actor=None, call_id=call.pk) == 0
    # What is still in the queue stays in: nobody is woken for what somebody has taken over.
    assert why_not(due) == ANSWERED


def test_the_clocks_of_the_ladder_are_rules(world, call):
    aged(call, 31)
    with transaction.atomic(), authority.acting_as("150000"):
        HelpRung.objects.all().update(enabled=False)
    assert climb_calls() == 0


def test_a_call_from_an_exercise_calls_only_who_takes_part(world, exercise):
    with authority.in_exercise(exercise.pk):
        played = make.incident(by=world.ordos)
        order = made.issued(played, by=world.commander, to=world.leader)
    enrol(world.commander, exercise)
    call = raise_help(actor=world.leader, task_id=order.pk)
    assert call.call.exercise_id == exercise.pk
    assert {room for room, _ in told(call)} == {played.room_id, exercise.room}
    # In the middle of it somebody is really in danger: that is a call of its own, and real.
    real = raise_help(actor=world.leader)
    assert (real.pk != call.pk, real.call.exercise_id) == (True, None)
    aged(call, 31)
    aged(real, 31)
    assert climb_calls() == 2
    assert paged(call) == [world.commander.pk]
    assert world.hohhot.pk in paged(real)


def test_it_becomes_a_task_or_an_incident_in_one_step(db, world):
    loose = raise_help(actor=world.member, lat=SHIGUAI[0], lon=SHIGUAI[1])
    before = Incident.objects.count(), Task.objects.count()
    with pytest.raises(NotPermitted):
        report_distress(actor=world.observer, call_id=loose.pk)
    assert (Incident.objects.count(), Task.objects.count()) == before
    incident = report_distress(actor=world.baotou, call_id=loose.pk)
    assert incident.region_id.startswith("1502")
    assert incident.point.y == SHIGUAI[0]
    ordered = raise_help(actor=world.leader, task_id=world.order.pk, lat=40.5, lon=109.8)
    task = draft_rescue(actor=world.ordos, call_id=ordered.pk)
    assert (task.incident_id, task.kind) == (world.incident.pk, "rescue_evacuate")
    assert task.basis == f"help_call.{ordered.pk}"
    assert HelpState.objects.get(pk=ordered.pk).status == "raised"


def test_the_fold_of_the_acts_is_the_state(world, call):
    move_help(actor=world.leader, call_id=call.pk, lat=40.7, lon=110.1, fixed_at=now())
    cancel_help(actor=world.leader, call_id=call.pk)
    acknowledge_help(actor=world.ordos, call_id=call.pk)
    close_help(actor=world.ordos, call_id=call.pk, words="平安")
    assert HELP.rebuild() == 0


def aged(call, seconds):
    """Let the call have come in so long ago, past the guard of rows that never change."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        HelpCall.objects.filter(pk=call.pk).update(
            received_at=now() - timedelta(seconds=seconds)
        )
        cursor.execute("SET LOCAL session_replication_role = origin")


def page_parcel(page):
    [parcel] = parcels_of([PageState.objects.select_related("page__person").get(pk=page.pk)])
    return parcel


def paged(call):
    return list(
        Page.objects.filter(reference=f"help_call.{call.pk}").values_list(
            "person_id", flat=True
        )
    )
