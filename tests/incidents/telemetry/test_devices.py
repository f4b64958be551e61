"""Devices with keys, and what they push: taken, refused one by one, and counted."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from command.core import authority
from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.core.models import Entry, Tally
from incidents.monitoring.actions import register_datastream, register_station
from incidents.monitoring.intake import units
from incidents.monitoring.intake.actions import (
    change_feed_device,
    push_readings,
    register_feed_device,
    renew_feed_key,
    switch_feed_device,
)
from incidents.monitoring.intake.models import FeedDevice, IntakeRule
from incidents.monitoring.intake.saying import Wrong, time_of
from incidents.monitoring.models import Reading
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, Post
from tests.support.once import made_once

pytestmark = pytest.mark.django_db
# Noon in Beijing the day before yesterday: what is older than what is kept is refused.
NOON = datetime.now(UTC).replace(hour=4, minute=0, second=0, microsecond=0) - timedelta(days=2)


def stream(region, code, key="H", unit="m", *, origin=None, **more):
    duty = make.person(Post.DUTY_OFFICER, origin or region or make.REGION)
    place = register_station(
        actor=duty, code=code, name_zh=code, name_en=code, region=region, point=(40.5, 109.7)
    )
    return register_datastream(
        actor=duty, station_id=place.pk, key=key, name="水位", unit=unit, interval_s=60, **more
    )


def make_world():
    keeper = make.person(Post.DUTY_OFFICER, BAOTOU)
    device = register_feed_device(actor=keeper, label="Hydro gateway", region=BAOTOU)
    return {
        "keeper": keeper,
        "device": device,
        "key": device.key,
        "stage": stream(BAOTOU, "BT", warning=1004.0),
        "flow": stream(BAOTOU, "BT-2", "Q", "m3/s"),
        "elsewhere": stream(ORDOS, "ZJF"),
    }


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, make_world) as world:
        yield world


@pytest.fixture
def world(made, db):
    found = dict(made)
    found["device"] = FeedDevice.objects.get(pk=made["device"].pk)
    return found


def said(value=1002.8, **more):
    return {"station": "BT", "stream": "H", "at": NOON.isoformat(), "value": value} | more


def push(client, world, readings, key=None, **headers):
    name = f"{world['device'].ident}:{key or world['key']}"
    body = readings if isinstance(readings, str) else json.dumps({"readings": readings})
    given = {"headers": {"Authorization": f"Device {name}"}, **headers}
    return client.post("/m/in/", body, **{"content_type": "application/json", **given})


def counts():
    found = {}
    for row in Tally.objects.all():
        found[row.why] = found.get(row.why, 0) + row.count
    return found


def ruled(code, value):
    with transaction.atomic(), authority.acting_as(make.REGION):
        IntakeRule.objects.filter(code=code).update(value=value)


def test_a_device_pushes_readings_once_however_often_it_sends_them(client, world):
    readings = [
        said(),
        said(
            1002.9, at=f"{NOON:%Y-%m-%d}T12:01:00", unit="米"
        ),  # Beijing time, another spelling
        {"stream": str(world["flow"].pk), "at": NOON.timestamp() * 1000, "value": None},
        said(760, station="BT-2", stream="Q", at=NOON.timestamp() + 60, unit="m³/s"),
    ]

    with CaptureQueriesContext(connection) as queries:
        answer = push(client, world, readings)

    for table in ("intake_feeddevice", "intake_intakerule"):
        assert sum(f'FROM "{table}"' in each["sql"] for each in queries) == 1, table
    assert answer.status_code == 200
    assert answer.json() == {"new": 4, "duplicates": 0, "late": 0, "refused": []}
    again = push(client, world, readings).json()
    assert (again["new"], again["duplicates"]) == (0, 4)
    kept = Reading.objects.order_by("datastream__station__code", "observed_at")
    minute = timedelta(minutes=1)
    assert list(kept.values_list("observed_at", "value")) == [
        (NOON, 1002.8), (NOON + minute, 1002.9), (NOON, None), (NOON + minute, 760.0),
    ]  # fmt: skip
    assert counts() == {"taken": 4, "duplicate": 4}


def test_what_is_wrong_is_refused_one_by_one_and_counted(client, world):
    wrong = {
        "unknown_stream": [said(station="NONE"), said(stream="X"), {"value": 1}],
        "out_of_scope": [said(station="ZJF")],
        "wrong_unit": [said(unit="cm"), said(unit=7)],
        "not_a_number": [said("12.3"), said(value=True), said([1])],
        "no_time": [said(at="yesterday"), said(at=None), said(at="1850-01-01T00:00:00Z")],
        "unreadable": ["12", said(extra=1)],
    }
    listed = [(why, one) for why, some in wrong.items() for one in some]

    answer = push(client, world, [*(one for _why, one in listed), said(1003.0)])

    told = answer.json()
    assert answer.status_code == 200
    assert told["new"] == 1
    assert [(one["index"], one["why"]) for one in told["refused"]] == [
        (index, why) for index, (why, _one) in enumerate(listed)
    ]
    assert all(one["text"] for one in told["refused"])
    assert Reading.objects.count() == 1
    assert counts() == {why: len(some) for why, some in wrong.items()} | {"taken": 1}
    tally = Tally.objects.get(why="wrong_unit", subject__isnull=False)
    assert (tally.sender, tally.subject) == (world["device"].pk, world["stage"].pk)


def test_strangers_and_devices_switched_off_are_refused_and_counted(client, world):
    assert push(client, world, [said()], key="WRONG").status_code == 401
    assert client.post("/m/in/", "{}", content_type="application/json").status_code == 401
    switch_feed_device(actor=world["keeper"], device_id=world["device"].pk, enabled=False)
    assert push(client, world, [said()]).status_code == 403
    with pytest.raises(BadTransition):
        switch_feed_device(actor=world["keeper"], device_id=world["device"].pk, enabled=False)
    with pytest.raises(NotThere):
        push_readings(actor=None, device_id=world["device"].pk, readings=[said()])
    switch_feed_device(actor=world["keeper"], device_id=world["device"].pk, enabled=True)
    fresh = renew_feed_key(actor=world["keeper"], device_id=world["device"].pk)
    assert push(client, world, [said()]).status_code == 401
    assert push(client, world, [said()], key=fresh.key).status_code == 200
    assert counts() == {"unknown_device": 3, "disabled": 1, "taken": 1}
    told = " ".join(str(entry.changed) for entry in Entry.objects.all())
    assert fresh.key not in told
    assert world["key"] not in told


@pytest.mark.parametrize("body", ["", "{", "[]", '{"readings": 3}', "[" * 9000, "\x00"])
def test_what_is_no_message_is_refused(client, world, body):
    assert push(client, world, body).status_code == 400
    assert counts() == {"unreadable": 1}


def test_too_much_at_once_and_too_often_is_refused(client, world):
    ruled("most_readings", 2)
    assert push(client, world, [said()] * 3).status_code == 400
    assert push(client, world, "x" * 1_000_001).status_code == 413
    ruled("per_minute", 3)
    assert push(client, world, [said()]).status_code == 200
    answer = push(client, world, [said(1003.1, at=NOON.timestamp() + 1)])
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert Reading.objects.count() == 1
    assert counts() == {"unreadable": 2, "taken": 1, "too_fast": 1}


def test_a_device_pushes_a_table(client, world):
    row = f"BT,H,{NOON:%Y-%m-%d} 12:00,1002.8,m"
    table = f"测站,要素,时间,数值,单位\n{row}\n\nBT,H,nonsense,1,m\n"
    answer = push(client, world, table.encode("gb18030").decode("latin-1"))
    assert answer.status_code == 400  # not as JSON

    name = f"{world['device'].ident}:{world['key']}"
    answer = client.post(
        "/m/in/", table.encode("gb18030"), content_type="text/csv",
        headers={"X-Device-Key": name},
    )  # fmt: skip

    assert answer.json()["new"] == 1
    assert [(one["line"], one["why"]) for one in answer.json()["refused"]] == [(4, "no_time")]
    assert Reading.objects.get().observed_at == NOON


def test_a_device_speaks_only_for_its_stations(client, world):
    keeper, device = world["keeper"], world["device"]
    stage, flow = world["stage"], world["flow"]
    change_feed_device(
        actor=keeper, device_id=device.pk, label="Gate", stations=[flow.station_id]
    )
    assert push(client, world, [said()]).json()["refused"][0]["why"] == "out_of_scope"
    change = {"actor": keeper, "device_id": device.pk, "label": "Gate"}
    with pytest.raises(Invalid):
        change_feed_device(**change, stations=[flow.station_id])
    with pytest.raises(NotThere):
        change_feed_device(**change, stations=[world["elsewhere"].station_id])
    change_feed_device(**change, stations=[stage.station_id, flow.station_id])
    assert push(client, world, [said()]).json()["new"] == 1


def test_only_its_keepers_give_keys(world):
    register = {"label": "Gateway", "region": BAOTOU}
    for post, region in ((Post.OBSERVER, BAOTOU), (Post.DUTY_OFFICER, HOHHOT)):
        with pytest.raises(NotPermitted):
            register_feed_device(actor=make.person(post, region), **register)
    admin = make.person(Post.SYSTEM_ADMIN, BAOTOU)
    assert register_feed_device(actor=admin, **register).ident.startswith("150200-")
    for label in ("", "x" * 61, "a\nb"):
        with pytest.raises(Invalid):
            register_feed_device(actor=admin, label=label, region=BAOTOU)
    with pytest.raises(NotThere):
        renew_feed_key(
            actor=make.person(Post.DUTY_OFFICER, HOHHOT), device_id=world["device"].pk
        )
    with pytest.raises(NotPermitted):
        push_readings(actor=world["keeper"], device_id=world["device"].pk, readings=[said()])
    assert Reading.objects.count() == 0


def test_units_are_spelled_in_many_ways_and_never_converted():
    assert units.same("m³/s", "m3/s")
    assert units.same("\N{FULLWIDTH LATIN SMALL LETTER M}", "m")
    assert units.same("℃", "°C")
    assert units.same("furlong", "furlong")
    assert not units.same("cm", "m")
    assert not units.same("mW", "MW")


@pytest.mark.parametrize("at", ["", "x", 1e300, -1e300, True, [], "2026-13-01", float("nan")])
def test_a_time_that_is_none_is_refused(at):
    with pytest.raises(Wrong):
        time_of(at)
    assert time_of(now().isoformat()).tzinfo is UTC
