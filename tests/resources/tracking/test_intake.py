"""What trackers say: the dialects, the keys, and everything that is refused and counted."""

import asyncio
import json
from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Coming, Entry, Tally
from resources.actions import join_team
from resources.models import Position
from resources.tracking.actions import register_device, renew_secret, switch_device
from resources.tracking.datum import to_bd09, to_gcj02
from resources.tracking.intake.gate import Refused
from resources.tracking.intake.lines import Line
from resources.tracking.management.commands.cot_listen import Listener
from resources.tracking.models import Device, Signal, Track
from tests import make
from tests.make import BAOTOU, HOHHOT, Post
from tests.resources.story import officer
from tests.support.client import client_of

pytestmark = pytest.mark.django_db
BAD = {
    "no_place": [
        {"lat": "nan"},
        {"lat": ""},
        {"lat": "95"},
        {"lon": "inf"},
        {"lat": 0, "lon": 0},
    ],
    "swapped": [{"lat": 109.8, "lon": 40.5}],
    "future": [{"timestamp": (now() + timedelta(hours=9)).isoformat()}],
    "old": [{"timestamp": 946_684_799}, {"timestamp": -(10**12)}],
    "unreadable": [{"timestamp": "yesterday"}, {"timestamp": 10**30}],
}
BAD = [(why, wrong) for why, cases in BAD.items() for wrong in cases]


@pytest.fixture
def tracker():
    """Return a tracker on a team of Baotou, and its key."""
    return register_device(
        actor=officer(BAOTOU), label="Boat 1", team_id=make.team(region=BAOTOU).pk
    )


def say(client, tracker, **given):
    device, secret = tracker
    told = {"id": device.ident, "key": secret, "lat": 40.5, "lon": 109.8} | given
    return client.get("/t/osmand", told)


def place(device):
    found = Position.objects.get(team=device.team_id)
    return found.lat, found.lon


def refused():
    return dict(Tally.objects.exclude(why="").values_list("why", "count"))


def cot(uid, *, kind="a-f-G-U-C", lat=40.51, stale=60, detail="", at=None):
    at = at or now()
    return (
        f'<event version="2.0" uid="{uid}" type="{kind}" how="m-g" time="{at.isoformat()}"'
        f' start="{at.isoformat()}" stale="{(at + timedelta(seconds=stale)).isoformat()}">'
        f'<point lat="{lat}" lon="109.81" hae="9999999.0" ce="9999999.0" le="9999999.0"/>'
        f"<detail>{detail}</detail></event>"
    ).encode()


def test_a_tracker_says_where_it_is_in_the_dialect_of_osmand(client, tracker):
    answer = say(
        client,
        tracker,
        timestamp=int(now().timestamp()),
        speed=10,
        bearing=90,
        accuracy=6,
        batt=71,
    )

    assert (answer.status_code, answer.content) == (200, b"")
    signal = Signal.objects.get()
    assert place(tracker[0]) == (40.5, 109.8)
    assert signal.speed == pytest.approx(5.14444)
    assert (signal.heading, signal.accuracy, signal.battery) == (90, 6, 71)
    # A form, milliseconds, the key behind the name, what is not known as -1.
    device, secret = tracker
    form = {"id": f"{device.ident}.{secret}", "location": "40.501,109.801", "speed": -1}
    form["timestamp"] = int(now().timestamp() * 1000) + 1000
    assert client.post("/t/osmand", form).status_code == 200
    assert place(device) == (40.501, 109.801)
    assert Signal.objects.get().speed is None
    assert Tally.objects.get().count == 2


def test_the_newer_client_speaks_json(client, tracker):
    device, secret = tracker
    coords = {
        "latitude": 40.52,
        "longitude": 109.83,
        "accuracy": 4.5,
        "speed": 3.0,
        "heading": -1,
    }
    told = {
        "device_id": f"{device.ident}.{secret}",
        "location": {
            "timestamp": now().isoformat().replace("+00:00", "Z"),
            "coords": coords,
            "battery": {"level": 0.5, "is_charging": False},
            "activity": {"type": "still"},
        },
    }
    send = {"content_type": "application/json"}

    assert client.post("/t/osmand", told, **send).status_code == 200
    signal = Signal.objects.get()
    assert (signal.lat, signal.speed, signal.battery, signal.heading) == (40.52, 3.0, 50, None)
    for body in ("[]", "{", '{"location": 3}', "[" * 9000, json.dumps({"location": {}})):
        assert client.post("/t/osmand", body, **send).status_code in {400, 413}
    assert Track.objects.count() == 1


@pytest.mark.parametrize(("datum", "shift"), [("gcj02", to_gcj02), ("bd09", to_bd09)])
def test_shifted_coordinates_are_converted_at_the_edge(client, datum, shift):
    team = make.team(region=BAOTOU)
    tracker = register_device(
        actor=officer(BAOTOU), label="Map phone", team_id=team.pk, datum=datum
    )
    lat, lon = shift(40.66, 109.82)

    say(client, tracker, lat=lat, lon=lon)

    assert place(tracker[0]) == pytest.approx((40.66, 109.82), abs=1e-7)


@pytest.mark.parametrize(("why", "wrong"), BAD, ids=range(len(BAD)))
def test_what_cannot_be_is_refused_counted_and_not_kept(client, tracker, why, wrong):
    answer = say(client, tracker, **wrong)

    assert (answer.status_code, answer.content.decode()) == (400, why)
    assert refused() == {why: 1}
    assert Tally.objects.get().sender == tracker[0].pk
    assert Track.objects.count() == Signal.objects.count() == 0


def test_strangers_wrong_keys_and_devices_switched_off_are_refused_and_counted(client, tracker):
    device, _secret = tracker
    assert say(client, tracker, key="wrong").status_code == 403
    for name in ("nobody", "", "\x00", "\ud800", "x" * 500, f"{device.ident}.", device.ident):
        given = {"id": name.encode("utf-8", "surrogatepass"), "lat": 40.5, "lon": 109.8}
        assert client.get("/t/osmand", given).status_code == 403
    switch_device(actor=officer(BAOTOU), device_id=device.pk, enabled=False)
    assert say(client, tracker).status_code == 403
    switch_device(actor=officer(BAOTOU), device_id=device.pk, enabled=True)
    _device, newer = renew_secret(actor=officer(BAOTOU), device_id=device.pk)
    assert say(client, tracker).status_code == 403
    assert Track.objects.count() == 0
    assert say(client, (device, newer)).status_code == 200

    assert refused() == {"unknown": 9, "disabled": 1}
    assert client.put("/t/osmand").status_code == client.get("/t/cot").status_code == 405


def test_a_device_that_sends_too_fast_is_slowed_down(client, tracker):
    Coming.objects.create(key=f"device.{tracker[0].pk}", minute=now(), used=0)
    Coming.objects.update(minute=now().replace(second=0, microsecond=0), used=120)

    assert say(client, tracker).status_code == 429
    assert refused() == {"too_fast": 1}
    Coming.objects.update(minute=now() - timedelta(minutes=2))
    assert say(client, tracker).status_code == 200


def test_a_phone_is_slowed_down_too_and_says_how_sure_it_is():
    team = make.team(region=HOHHOT)
    member = make.person(Post.TEAM_MEMBER, HOHHOT)
    join_team(actor=officer(HOHHOT), team_id=team.pk, person_id=member.pk)
    fix = {"lat": 40.8, "lon": 111.7, "observed_at": now().isoformat()}
    fix |= {"accuracy_m": 7, "speed_mps": 2.5, "battery": 44}
    client = client_of(member)
    send = {"data": {"fixes": [fix]}, "content_type": "application/json"}

    assert client.post("/api/positions/", **send).json() == {"stored": 1}
    assert Signal.objects.get().accuracy == 7
    Coming.objects.update(used=500)
    assert client.post("/api/positions/", **send).status_code == 429


def test_cot_comes_over_http_with_a_key(client, tracker):
    device, secret = tracker
    detail = '<track course="45" speed="2"/><status battery="80"/>'
    send = {"content_type": "application/xml", "headers": {"X-Device-Key": secret}}

    assert client.post("/t/cot", cot(device.ident, detail=detail), **send).status_code == 200
    signal = Signal.objects.get()
    assert (signal.lat, signal.heading, signal.speed, signal.battery) == (40.51, 45, 2, 80)
    assert signal.accuracy is None
    # A chat is no position, and no fault.
    assert client.post("/t/cot", cot(device.ident, kind="b-t-f"), **send).status_code == 200
    assert Track.objects.count() == 1
    lol = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><event uid="x" type="a-f-G">&a;</event>'
    for body, status in (
        (b"<event", 400),
        (lol, 400),
        (b"<other uid='x'/>", 400),
        (cot(device.ident, lat="NaN"), 400),
        (cot(device.ident, stale=-60), 400),
        (cot(device.ident, detail="x" * 20_000), 413),
        (cot("ANDROID-1"), 403),
    ):
        assert client.post("/t/cot", body, **send).status_code == status
    send = {"content_type": "application/xml"}
    assert client.post(f"/t/cot?key={secret}x", cot(device.ident), **send).status_code == 403
    assert refused() == {"unreadable": 4, "no_place": 1, "stale": 1, "unknown": 2}


def test_cot_lines_are_cut_into_events_however_they_arrive():
    team = make.team(region=BAOTOU)
    device, secret = register_device(
        actor=officer(BAOTOU), label="TAK", team_id=team.pk, uid="ANDROID-7"
    )
    login = f'<auth><cot username="b" password="{secret}" uid="ANDROID-7"/></auth>'.encode()
    stream = b"<?xml version='1.0'?>" + login + cot("ANDROID-7") + cot("ANDROID-7", lat=40.511)

    line = Line(trusted=False)
    heard = [
        line.hear(whole)
        for start in range(0, len(stream), 37)
        for whole in line.cut(stream[start : start + 37])
    ]
    assert heard == [True, True, True]
    assert place(device) == (40.511, 109.81)
    # Without a key only a trusted network is heard.
    [event] = Line(trusted=True).cut(cot("ANDROID-7", lat=40.512))
    assert Line(trusted=True).hear(event)
    assert not Line(trusted=False).hear(event)
    with pytest.raises(Refused):
        list(Line(trusted=True).cut(b"<event " + b"x" * 20_000))
    assert list(Line(trusted=True).cut(b"x" * 50_000)) == []
    assert refused() == {"unknown": 1}


def test_the_listener_knows_whom_it_trusts():
    async def made():
        import ipaddress

        return Listener([ipaddress.ip_network("10.20.0.0/16")])

    listener = asyncio.run(made())
    assert [listener.trusts(a) for a in ("10.20.3.4", "10.21.0.1", "::1", "x")] == [
        True, False, False, False,
    ]  # fmt: skip


def test_a_city_registers_devices_on_what_is_its_own_and_keeps_no_key():
    team, other = make.team(region=BAOTOU), make.team(region=HOHHOT)
    baotou = officer(BAOTOU)
    device, secret = register_device(
        actor=baotou, label="Boat 1", team_id=team.pk, uid="ANDROID-9"
    )

    assert device.ident.startswith("150200-")
    assert (device.origin, len(secret)) == (BAOTOU, 26)
    entry = Entry.objects.get(kind="device.registered")
    assert secret not in str(entry.payload) + str(entry.changed)
    before = Device.objects.count(), Entry.objects.filter(kind__startswith="device.").count()
    given = {"actor": baotou, "label": "Boat 2", "team_id": team.pk}
    for kind, wrong in (
        (NotPermitted, {"team_id": other.pk}),
        (NotPermitted, {"actor": make.person(Post.OBSERVER, BAOTOU)}),
        (NotPermitted, {"actor": officer(HOHHOT)}),
        (NotThere, {"team_id": device.pk}),
        (Invalid, {"label": " "}),
        (Invalid, {"datum": "mars"}),
        (Invalid, {"team_id": None}),
        (Invalid, {"asset_id": team.pk}),
        (Conflict, {"uid": "ANDROID-9"}),
    ):
        with pytest.raises(kind):
            register_device(**given | wrong)
    for wrong in (officer(HOHHOT), make.person(Post.OBSERVER, BAOTOU)):
        with pytest.raises(NotPermitted):
            switch_device(actor=wrong, device_id=device.pk, enabled=False)
        with pytest.raises(NotPermitted):
            renew_secret(actor=wrong, device_id=device.pk)
    with pytest.raises(BadTransition):
        switch_device(actor=baotou, device_id=device.pk, enabled=True)
    with pytest.raises(NotThere):
        switch_device(actor=baotou, device_id=team.pk, enabled=True)
    assert (
        Device.objects.count(),
        Entry.objects.filter(kind__startswith="device.").count(),
    ) == before
