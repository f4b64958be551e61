"""A call for help: raised, moved, and where it is heard."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority
from command.core.actions import share_room
from command.core.errors import NotThere
from command.core.ids import new_id
from command.tasking.distress.actions import (
    acknowledge_help,
    cancel_help,
    move_help,
    raise_help,
)
from command.tasking.distress.folds import HELP
from command.tasking.distress.selectors import call_of, seen
from command.tasking.distress.tasks import climb_calls
from tests import make
from tests.make import BAOTOU, ORDOS, ULANQAB
from tests.tasking import made
from tests.tasking.distress.world import SHIGUAI, aged, heard, paged, told, trace
from tests.tasking.paging.conftest import enrol


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
