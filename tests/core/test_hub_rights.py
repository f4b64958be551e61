"""Rights in the live feed: taken away and given while the socket is open."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.timezone import now

from command.core import authority, policies, realtime
from command.core.actions import record_sign_out, share_room
from command.core.feed import guard, sight
from command.core.models import Duty
from tests.support.feed import (
    DutyChanged,
    do,
    end_duties,
    entries,
    followed,
    hear,
    note,
    nothing_but_pulses,
    person_of,
    room_in,
    session_of,
    share,
)

pytestmark = pytest.mark.django_db(transaction=True)


async def following_all(socket, since=None):
    await socket.send_json_to({"do": "follow", "scope": "all", "since": since or {}})
    await hear(socket, "live")


def disable(person):
    with transaction.atomic(), authority.acting_as(person.origin):
        type(person).objects.filter(pk=person.pk).update(is_active=False)


def delete_session(key):
    Session.objects.filter(session_key=key).delete()


async def test_whose_duty_ends_is_shown_out_and_hears_nothing_more():
    person, room = await do(person_of), await do(room_in)
    async with followed(person) as socket:
        await socket.send_json_to({"do": "join", "room": room, "since": 0})
        await hear(socket, "live")
        await do(end_duties, person)
        await do(note, person.room, event=DutyChanged())
        assert await hear(socket, "evicted", "entry") == {
            "is": "evicted",
            "room": room,
            "code": "not_permitted",
        }
        await do(note, room)
        assert await nothing_but_pulses(socket)
        await socket.send_json_to({"do": "join", "room": room, "since": 0})
        assert (await hear(socket, "refused"))["room"] == room


async def test_a_share_and_its_end_by_the_clock(monkeypatch):
    monkeypatch.setattr(guard, "EVERY", 0.3)
    person, room = await do(person_of, "150600"), await do(room_in)
    await do(note, room)
    await do(share, room, "150600", now() + timedelta(seconds=2))
    async with followed(person) as socket:
        await socket.send_json_to({"do": "join", "room": room, "since": 0})
        assert await entries(socket, 1) == [1]
        assert (await hear(socket, "evicted"))["room"] == room


async def test_a_duty_that_runs_out_shows_out_without_a_word(monkeypatch):
    monkeypatch.setattr(guard, "EVERY", 0.3)
    person = await do(person_of, ends_at=now() + timedelta(seconds=2))
    room = await do(room_in)
    async with followed(person) as socket:
        await socket.send_json_to({"do": "join", "room": room, "since": 0})
        await hear(socket, "live")
        assert (await hear(socket, "evicted"))["room"] == room


async def test_who_is_disabled_is_put_out():
    person = await do(person_of)
    async with followed(person) as socket:
        await do(disable, person)
        await do(realtime.recheck, person.pk)
        while (message := await socket.receive_output(timeout=10))["type"] != "websocket.close":
            pass
        assert message["code"] == 4401


async def test_who_signs_out_is_put_out_and_their_other_screens_stay():
    person = await do(person_of)
    key, other = await do(session_of, person), await do(session_of, person)
    async with followed(person, other) as stays, followed(person, key) as goes:
        await do(record_sign_out, actor=person, address=None)
        await do(delete_session, key)
        while (message := await goes.receive_output(timeout=10))["type"] != "websocket.close":
            pass
        assert message["code"] == 4401
        await stays.send_json_to({"do": "ping"})
        assert (await hear(stays, "pong"))["is"] == "pong"


async def test_who_follows_all_hears_of_a_new_room_from_its_first_entry():
    person = await do(person_of)
    async with followed(person) as socket:
        await following_all(socket)
        room = await do(room_in)
        await do(note, room)
        entry = await hear(socket, "entry")
        assert (entry["room"], entry["seq"]) == (room, 1)
        await do(note, room)
        assert await entries(socket, 1) == [2]


async def test_who_follows_all_does_not_hear_of_a_foreign_room_until_it_is_shared():
    person = await do(person_of, "150600")
    async with followed(person) as socket:
        await following_all(socket)
        room = await do(room_in)
        await do(note, room)
        assert await nothing_but_pulses(socket)
        await do(share_room, actor=None, room=room, grantee="150600", reason="it moves there")
        entry = await hear(socket, "entry")
        assert (entry["room"], entry["seq"]) == (room, 1)


async def test_a_lost_announcement_is_made_good_by_the_clock(monkeypatch):
    monkeypatch.setattr(guard, "EVERY", 0.3)
    monkeypatch.setattr(realtime, "announce_room", lambda key: None)
    person = await do(person_of)
    async with followed(person) as socket:
        await following_all(socket)
        room = await do(room_in)
        await do(note, room)
        assert (await hear(socket, "entry"))["room"] == room


async def test_following_all_goes_on_from_the_cursors_of_a_page():
    person, room, foreign = await do(person_of), await do(room_in), await do(room_in, "150600")
    for _ in range(3):
        await do(note, room)
    start = await do(sight.cursors_of, person)
    assert start == {room: 3, person.room: 0, "city.150200": 0, "joint": 0}
    await do(note, room)
    async with followed(person) as socket:
        since = {**start, foreign: 0}
        await socket.send_json_to({"do": "follow", "scope": "all", "since": since})
        assert (await hear(socket, "evicted"))["room"] == foreign
        assert await entries(socket, 1) == [4]
        assert (await hear(socket, "joined", "entry"))["is"] == "joined"


async def test_what_was_left_is_not_joined_again_by_following_all(monkeypatch):
    monkeypatch.setattr(guard, "EVERY", 0.2)
    person, room = await do(person_of), await do(room_in)
    async with followed(person) as socket:
        await following_all(socket)
        await socket.send_json_to({"do": "leave", "room": room})
        await socket.send_json_to({"do": "ping"})
        await hear(socket, "pong")
        await do(note, room)
        assert await nothing_but_pulses(socket, 0.8)


def test_a_sight_is_what_the_policies_say_for_everybody():
    rooms = [room_in(region) for region in ("150200", "150600", "150100", "150000")]
    share(rooms[1], "150200")
    share(rooms[2], "150200", now())
    people = [
        person_of(region, post=post)
        for region in ("150200", "150221", "150600", "150000")
        for post in (Duty.Post.COMMANDER, Duty.Post.OBSERVER, Duty.Post.SYSTEM_ADMIN)
    ]
    people += [person_of(ends_at=now()), person_of(), person_of()]
    disable(people[-1])

    seen = sight.sights([person.pk for person in people])

    assert people[-1].pk not in seen
    for person in people[:-1]:
        visible = policies.rooms_visible_to(person).values_list("key", flat=True)
        assert set(seen[person.pk].heads) == set(visible)


def test_a_crowd_with_like_duties_is_asked_for_once(django_assert_num_queries):
    people = [person_of() for _ in range(10)]
    with django_assert_num_queries(6):
        sight.sights([person.pk for person in people])
    people += [person_of() for _ in range(10)]
    with django_assert_num_queries(6):
        sight.sights([person.pk for person in people])


def test_the_latest_incidents_and_the_standing_rooms_come_first(monkeypatch):
    monkeypatch.setattr(sight, "MOST_ROOMS", 4)
    heads = dict.fromkeys(["joint", "city.150200", *(f"incident.{n}" for n in range(9))], 1)
    assert set(sight.newest(heads)) == {"joint", "city.150200", "incident.8", "incident.7"}
