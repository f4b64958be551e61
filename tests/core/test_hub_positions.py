"""Moving units in the live feed: in view, once a second, of the cities one may see."""

import pytest

from command.core import realtime
from command.core.feed import positions
from tests.support.feed import do, followed, hear, nothing_but_pulses, person_of

pytestmark = pytest.mark.django_db(transaction=True)

BAOTOU = [109.0, 40.0, 111.0, 41.5]
TURN = 0.1  # seconds


@pytest.fixture(autouse=True)
def brisk(monkeypatch):
    monkeypatch.setattr(positions, "EVERY", TURN)


def unit(team, lat=40.6, lon=109.9, at=1000, status="en_route"):
    return (team, lat, lon, None, at, status)


async def viewing(socket, bbox):
    await socket.send_json_to({"do": "view", "bbox": bbox})
    await socket.send_json_to({"do": "ping"})
    await hear(socket, "pong")


async def told(socket, city, *units):
    """Publish until it is heard: the first words may come before the subscription holds."""
    while True:
        await do(realtime.publish_positions, city, units)
        if not await nothing_but_pulses(socket, 1.5):
            return


async def nothing_to_see(socket):
    return await nothing_but_pulses(socket, 6 * TURN)


async def told_next(socket, city, sent):
    """Publish one more unit; return which units the next frame tells of."""
    await do(realtime.publish_positions, city, [sent])
    return [one[0] for one in (await hear(socket, "positions"))["units"]]


async def test_a_viewer_is_told_of_what_moves_in_view_and_of_nothing_else():
    person = await do(person_of)
    async with followed(person) as socket:
        await viewing(socket, BAOTOU)
        await told(socket, "150200", unit("warm-up"))
        batch = [unit("in", at=5), unit("far", lat=30.0), unit("in", lat=40.7, at=6)]
        await do(realtime.publish_positions, "150200", batch)
        frame = await hear(socket, "positions")
        assert frame["units"] == [["in", 40.7, 109.9, None, 6, "en_route"]]
        await do(realtime.publish_positions, "150200", [unit("in", at=3)])
        assert await told_next(socket, "150200", unit("last")) == ["last"]


async def test_a_unit_that_leaves_the_view_is_told_of_once_more():
    person = await do(person_of)
    async with followed(person) as socket:
        await viewing(socket, BAOTOU)
        await told(socket, "150200", unit("goes"))
        await do(realtime.publish_positions, "150200", [unit("goes", lat=39.0, at=2000)])
        assert (await hear(socket, "positions"))["units"][0][1] == 39.0
        await do(realtime.publish_positions, "150200", [unit("goes", lat=38.0, at=3000)])
        assert await told_next(socket, "150200", unit("last")) == ["last"]


async def test_units_of_other_cities_are_not_seen_but_by_the_region():
    baotou, region = await do(person_of), await do(person_of, "150000")
    async with followed(baotou) as own, followed(region) as all_cities:
        for socket in (own, all_cities):
            await viewing(socket, BAOTOU)
        await told(own, "150200", unit("baotou"))
        await told(all_cities, "150600", unit("ordos"))
        assert await told_next(own, "150200", unit("last")) == ["last"]


async def test_a_new_view_shows_at_once_what_is_there():
    person = await do(person_of)
    async with followed(person) as socket:
        await viewing(socket, BAOTOU)
        await told(socket, "150200", unit("there"))
        await viewing(socket, [109.5, 40.5, 110.0, 41.0])
        assert (await hear(socket, "positions"))["units"][0][0] == "there"
        await socket.send_json_to({"do": "view", "bbox": None})
        await socket.send_json_to({"do": "ping"})
        await hear(socket, "pong")
        await do(realtime.publish_positions, "150200", [unit("there", at=9000)])
        assert await nothing_to_see(socket)


async def test_a_duty_over_one_banner_follows_no_unit_of_the_whole_city():
    banner, city = await do(person_of, "150207"), await do(person_of)
    async with followed(banner) as one, followed(city) as all_of_it:
        for socket in (one, all_of_it):
            await viewing(socket, BAOTOU)
        await told(all_of_it, "150200", unit("elsewhere in the city"))
        assert await nothing_to_see(one)
