"""The socket of the live feed: who gets in, what it understands, what it refuses."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils.timezone import now

from command.core import authority, sessions
from command.core.consumers import BAD_ALLOWED, LONGEST
from tests.support.feed import (
    communicator,
    do,
    entries,
    followed,
    hear,
    note,
    nothing_but_pulses,
    person_of,
    room_in,
    session_of,
)

pytestmark = pytest.mark.django_db(transaction=True)


def backdate(key, **ago):
    session = SessionStore(session_key=key)
    session[sessions.STARTED] = session[sessions.SEEN] = (now() - timedelta(**ago)).timestamp()
    session.save()


def disable(person):
    with transaction.atomic(), authority.acting_as(person.origin):
        type(person).objects.filter(pk=person.pk).update(is_active=False)


async def test_nobody_without_a_session_gets_in():
    for key in [None, "", "nonsense", "x" * 32]:
        socket = communicator(key)
        assert (await socket.connect())[0]
        assert await socket.receive_output() == {"type": "websocket.close", "code": 4401}
        await socket.wait()


@pytest.mark.parametrize("ago", [{"hours": 13}, {"minutes": 31}])
async def test_a_session_that_is_over_does_not_get_in(ago):
    key = await do(session_of, await do(person_of))
    await do(backdate, key, **ago)
    socket = communicator(key)
    assert (await socket.connect())[0]
    assert (await socket.receive_output())["code"] == 4401


STRANGERS = [
    "http://evil.example",
    "http://testserver:8000",
    "http://testserver.evil.example",
    "https://testserver@evil.example",
    "http://[broken",
    "file://testserver",
    "null",
    "",
    None,
]


async def test_a_foreign_page_opens_no_socket():
    key = await do(session_of, await do(person_of))
    for origin in STRANGERS:
        connected, _ = await communicator(key, origin=origin).connect()
        assert connected is False, origin


async def test_join_tells_what_was_missed_and_then_what_happens():
    person, room = await do(person_of), await do(room_in)
    for text in "abc":
        await do(note, room, text)

    async with followed(person) as socket:
        await socket.send_json_to({"do": "join", "room": room, "since": 1})
        assert await entries(socket, 2) == [2, 3]
        assert (await hear(socket, "joined", "entry"))["rooms"] == {room: 3}
        assert (await hear(socket, "live"))["is"] == "live"
        await do(note, room, "d", {"note.1": {"text": "d"}})
        told = await hear(socket, "entry")
        assert (told["seq"], told["changed"]) == (4, {"note.1": {"text": "d"}})
        assert await nothing_but_pulses(socket)


async def test_many_rooms_are_joined_with_one_message():
    person = await do(person_of)
    mine = [await do(room_in) for _ in range(3)]
    foreign = await do(room_in, "150600")
    for room in [*mine, foreign]:
        await do(note, room)

    async with followed(person) as socket:
        rooms = dict.fromkeys([*mine, foreign, "incident.none"], 0)
        await socket.send_json_to({"do": "join", "rooms": rooms})
        refused = {(await hear(socket, "refused"))["room"] for _ in range(2)}
        told = [await hear(socket, "entry") for _ in range(3)]
        await hear(socket, "live")

    assert refused == {foreign, "incident.none"}
    assert {entry["room"] for entry in told} == set(mine)


async def test_who_has_left_hears_nothing_more():
    person, room = await do(person_of), await do(room_in)
    async with followed(person) as socket:
        await socket.send_json_to({"do": "join", "room": room, "since": 0})
        await hear(socket, "live")
        await socket.send_json_to({"do": "leave", "room": room})
        await socket.send_json_to({"do": "ping"})
        await hear(socket, "pong")
        await do(note, room)
        assert await nothing_but_pulses(socket)


async def test_a_second_join_is_a_wish_to_hear_it_again():
    person, room = await do(person_of), await do(room_in)
    for _ in range(3):
        await do(note, room)
    async with followed(person) as socket:
        for since, expected in [(0, [1, 2, 3]), (1, [2, 3]), (3, [])]:
            await socket.send_json_to({"do": "join", "room": room, "since": since})
            assert await entries(socket, len(expected)) == expected
            await hear(socket, "live")


async def test_a_cursor_ahead_of_the_journal_is_told_where_the_journal_stands():
    person, room = await do(person_of), await do(room_in)
    await do(note, room)
    async with followed(person) as socket:
        await socket.send_json_to({"do": "join", "room": room, "since": 999})
        assert (await hear(socket, "joined"))["rooms"] == {room: 1}
        await do(note, room)
        assert await entries(socket, 1) == [2]


BAD = [
    "nonsense",
    "null",
    "[]",
    "{}",
    '{"do": "dance"}',
    '{"do": "join"}',
    '{"do": "join", "room": 7, "since": 0}',
    '{"do": "join", "room": "joint", "since": -1}',
    '{"do": "join", "room": "joint", "since": true}',
    '{"do": "join", "room": "joint", "since": 1.5}',
    '{"do": "join", "room": "joint", "since": 99999999999999999999}',
    '{"do": "join", "rooms": []}',
    '{"do": "join", "rooms": {"joint": null}}',
    '{"do": "follow", "scope": "none", "since": {}}',
    '{"do": "view", "bbox": [1, 2, 3]}',
    '{"do": "view", "bbox": [4, 2, 3, 5]}',
    '{"do": "view", "bbox": [1e999, 2, 3, 5]}',
    '{"do": "leave", "room": ["joint"]}',
    '{"do": "ping"',
    "[" * 5000,
    "\u0000",
]


async def test_what_is_not_understood_is_refused_and_the_socket_lives():
    person = await do(person_of)
    key = await do(session_of, person)
    for text in BAD:
        async with followed(person, key) as socket:
            await socket.send_to(text_data=text)
            assert (await hear(socket, "refused", "pong"))["code"] == "bad_message", text
            await socket.send_to(bytes_data=b"\xff\x00")
            assert (await hear(socket, "refused", "pong"))["code"] == "bad_message", text
            await socket.send_json_to({"do": "ping"})
            assert (await hear(socket, "pong"))["is"] == "pong"


async def test_a_room_name_may_be_anything_and_finds_nothing():
    async with followed(await do(person_of)) as socket:
        for room in ["", "../etc", "incident.%s", "'; DROP", "*", "呼和浩特"]:
            await socket.send_json_to({"do": "join", "room": room, "since": 0})
            assert (await hear(socket, "refused"))["code"] == "not_permitted"


async def test_a_null_byte_in_a_name_does_no_harm():
    async with followed(await do(person_of)) as socket:
        await socket.send_json_to({"do": "join", "room": "a\x00b", "since": 0})
        assert (await hear(socket, "refused"))["code"] == "bad_message"


async def test_too_many_bad_messages_end_the_socket():
    async with followed(await do(person_of)) as socket:
        for _ in range(BAD_ALLOWED):
            await socket.send_to(text_data="?")
            await hear(socket, "refused")
        assert await socket.receive_output() == {"type": "websocket.close", "code": 4400}


@pytest.mark.parametrize("length", [LONGEST + 1, 10_000_000])
async def test_a_message_that_is_too_long_ends_the_socket(length):
    async with followed(await do(person_of)) as socket:
        await socket.send_to(text_data="x" * length)
        assert await socket.receive_output() == {"type": "websocket.close", "code": 1009}


async def test_a_disabled_person_does_not_get_in():
    person = await do(person_of)
    key = await do(session_of, person)
    await do(disable, person)
    socket = communicator(key)
    assert (await socket.connect())[0]
    assert (await socket.receive_output())["code"] == 4401
