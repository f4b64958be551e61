"""A table of readings that a person brings: looked at, then recorded, never by halves."""

import re
from uuid import uuid4

import pytest

from command.core.errors import Invalid
from incidents.monitoring.intake import rows
from incidents.monitoring.models import Reading
from tests import make
from tests.incidents.telemetry.test_devices import NOON, stream
from tests.make import BAOTOU, HOHHOT, Post
from tests.support.client import client_of
from tests.support.once import made_once

pytestmark = pytest.mark.django_db

DAY = f"{NOON:%Y-%m-%d}"
GOOD = (
    "station,stream,at,value,unit\n"
    f"BT,H,{DAY}T12:00:00+08:00,1002.80,m\n"
    f"BT,H,{DAY}T13:00:00+08:00,,m\n"
)
BAD = GOOD + f"BT,H,{DAY}T14:00:00+08:00,high,m\nBT,H,{DAY}T15:00:00+08:00,2,cm\n"


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    def world():
        return stream(BAOTOU, "BT"), make.person(Post.DUTY_OFFICER, BAOTOU)

    with made_once(django_db_blocker, world) as found:
        yield found


@pytest.fixture
def desk(made, db):
    return client_of(made[1])


def table(client, csv, **more):
    return client.post("/api/readings/table/", {"csv": csv, **more}, "application/json")


def page(client, **given):
    answer = client.post("/m/intake/table/", given)
    return answer.status_code, answer.content.decode()


def test_a_table_is_recorded_whole_or_not_at_all(desk):
    looked = table(desk, BAD, preview=True).json()
    assert (looked["recorded"], looked["new"], looked["refused"]) == (False, 2, 2)
    assert [(one["row"], one["why"]) for one in looked["problems"]] == [
        (4, "not_a_number"),
        (5, "wrong_unit"),
    ]
    refused = table(desk, BAD)
    assert refused.status_code == 400
    assert Reading.objects.count() == 0
    done = table(desk, BAD, leave_out=True).json()
    assert (done["recorded"], done["new"], done["refused"]) == (True, 2, 2)
    assert table(desk, GOOD).json()["duplicates"] == 2
    assert Reading.objects.count() == 2


def test_people_bring_in_only_what_they_see(made, db):
    stranger = client_of(make.person(Post.DUTY_OFFICER, HOHHOT))
    told = table(stranger, GOOD, preview=True).json()
    assert {one["why"] for one in told["problems"]} == {"unknown_stream"}
    watcher = client_of(make.person(Post.OBSERVER, BAOTOU))
    assert table(watcher, GOOD).status_code == 403
    assert Reading.objects.count() == 0


def test_on_the_page_it_is_looked_at_and_then_recorded_once(desk):
    status, shown = page(desk, text=BAD, act="look")
    assert status == 200
    assert "leave out 2" in shown
    assert Reading.objects.count() == 0
    key = re.search(r'name="key" value="([^"]+)"', shown).group(1)
    record = {"text": BAD, "act": "record", "key": key}
    assert page(desk, **record)[0] == 400  # two lines are wrong, and nobody said to leave them
    for _twice in range(2):
        assert page(desk, **record, leave_out="yes")[0] == 303
    assert Reading.objects.count() == 2
    assert page(desk, text="nonsense", act="look")[0] == 400
    assert page(desk, act="look")[0] == 400
    assert page(desk, text=GOOD, act="record", key="x")[0] == 400
    assert page(desk, text=GOOD, act="record", key=str(uuid4()))[0] == 303


@pytest.mark.parametrize(
    "content",
    [
        b"", b"station,stream,at\n", b"station,stream,at,value,station\n1,2,3,4,5\n",
        b"\xff\xff\xff", b"station,stream,at,value\n", b"x" * (rows.MOST_BYTES + 1),
        b"station,stream,at,value\n" + b"BT,H,1,1\n" * (rows.MOST_ROWS + 1),
        b'station,stream,at,value\n"' + b"x" * 140_000,
    ],
    ids=range(8),
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused(content):
    with pytest.raises(Invalid):
        rows.read(content)
