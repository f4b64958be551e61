"""Who is here: seen at once, gone soon, and only among those who may see the room."""

import asyncio

import pytest

from command.core.feed import guard, hub, presence
from command.core.models import Entry
from tests.support.feed import (
    DutyChanged,
    do,
    end_duties,
    followed,
    hear,
    note,
    nothing_but_pulses,
    person_of,
    room_in,
)

pytestmark = pytest.mark.django_db(transaction=True)

THING = "report.01890000-0000-7000-8000-000000000001"


async def looking(socket, room, field="", thing=THING):
    await socket.send_json_to({"do": "join", "room": room, "since": 0})
    await hear(socket, "live")
    await socket.send_json_to({"do": "present", "room": room, "object": thing, "field": field})


async def people(socket, count):
    """Return who is there once they are that many."""
    while True:
        told = await hear(socket, "present")
        if len(told["people"]) == count:
            return told["people"]


async def test_two_see_each_other_and_the_field_and_the_leaving_and_nothing_is_recorded():
    first, second = await do(person_of), await do(person_of)
    room = await do(room_in)
    async with followed(first) as one:
        await looking(one, room)
        assert await people(one, 0) == []
        async with followed(second) as two:
            await looking(two, room)
            (there,) = await people(two, 1)
            assert there == {"id": str(first.pk), "name": first.name, "field": ""}
            assert [p["id"] for p in await people(one, 1)] == [str(second.pk)]
            await two.send_json_to(
                {"do": "present", "room": room, "object": THING, "field": "loss"}
            )
            assert (await people(one, 1))[0]["field"] == "loss"
        assert await people(one, 0) == []
    assert not await do(Entry.objects.filter(room=room).exists)


async def test_who_may_not_see_the_room_neither_joins_nor_hears():
    insider, outsider = await do(person_of), await do(person_of, "150900")
    room = await do(room_in)
    async with followed(insider) as one, followed(outsider) as two:
        await looking(one, room)
        await people(one, 0)
        await two.send_json_to({"do": "present", "room": room, "object": THING, "field": ""})
        assert (await hear(two, "refused"))["code"] == "not_permitted"
        await one.send_json_to({"do": "present", "room": room, "object": THING, "field": "x"})
        assert await nothing_but_pulses(two)
        await two.send_json_to({"do": "present", "room": room, "object": "x", "field": ""})
        assert (await hear(two, "refused"))["code"] == "bad_message"


async def test_whoever_loses_the_room_is_gone_from_it(monkeypatch):
    monkeypatch.setattr(guard, "GATHER", 0.05)
    stays, goes = await do(person_of), await do(person_of)
    room = await do(room_in)
    async with followed(stays) as one, followed(goes) as two:
        await looking(one, room)
        await looking(two, room)
        await people(one, 1)
        await do(end_duties, goes)
        await do(note, room, event=DutyChanged())
        assert (await hear(two, "evicted"))["room"] == room
        assert await people(one, 0) == []
        await one.send_json_to({"do": "present", "room": room, "object": THING, "field": "x"})
        assert await nothing_but_pulses(two)


async def test_whoever_falls_silent_is_forgotten(monkeypatch):
    monkeypatch.setattr(hub, "LOOK_EVERY", 0.05)
    stays, silent = await do(person_of), await do(person_of)
    room = await do(room_in)
    async with followed(stays) as one, followed(silent) as two:
        await looking(one, room)
        await looking(two, room)
        await people(one, 1)
        monkeypatch.setattr(presence, "LASTS", 0.4)

        async def alive():
            while True:
                await one.send_json_to(
                    {"do": "present", "room": room, "object": THING, "field": ""}
                )
                await asyncio.sleep(0.1)

        keeping = asyncio.create_task(alive())
        try:
            assert await people(one, 0) == []
        finally:
            keeping.cancel()
