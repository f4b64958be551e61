"""Topic templates, what messages say, and who may listen to what."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured

from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Tally
from command.settings.mqtt import brokers_of
from incidents.monitoring.intake.actions import (
    register_feed_device,
    subscribe_topic,
    unsubscribe_topic,
)
from incidents.monitoring.intake.models import FeedDevice
from incidents.monitoring.intake.payloads import Unreadable, readings_of
from incidents.monitoring.intake.topics import template
from tests import make
from tests.make import BAOTOU, HOHHOT, Post
from tests.support.client import client_of

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "wanted", "topic", "names"),
    [
        ("sensors/{station}/{stream}", "sensors/+/+", "sensors/BT/H",
         {"station": "BT", "stream": "H"}),
        ("v1.1/Datastreams({id})/Observations", "v1.1/+/Observations",
         "v1.1/Datastreams(7)/Observations", {"id": "7"}),
        ("{any}/up/{station}/#", "+/up/+/#", "x/up/BT/a/b", {"station": "BT"}),
        ("{station}/#", "+/#", "BT", {"station": "BT"}),
        ("a/+/{stream}", "a/+/+", "a//H", {"stream": "H"}),
        ("w-{station}.json", "+", "w-B+T.json", {"station": "B+T"}),
    ],
)  # fmt: skip
def test_a_template_says_what_to_listen_to_and_reads_names_off_topics(
    text, wanted, topic, names
):
    made = template(text)
    assert (made.filter, made.names(topic)) == (wanted, names)
    assert made.names("") is None


@pytest.mark.parametrize(
    "text",
    ["", "$SYS/#", "a/{b}", "a/{any}{station}/{station}", "a/#/b", "a/b#", "a+/b", "a/{station",
     "x" * 201],
)  # fmt: skip
def test_a_template_that_is_none_is_refused(text):
    with pytest.raises(Invalid):
        template(text)


def say(payload, names=None, *, retained=False, **paths):
    return readings_of(payload, names=names or {}, paths=paths, arrived=NOW, retained=retained)


def test_a_message_is_a_number_or_json_with_paths():
    names = {"station": "BT", "stream": "H"}
    [bare] = say(b"1.5", names)
    assert bare == {**names, "unit": None, "at": NOW.isoformat(), "value": 1.5}
    assert say(b"1.5", names, retained=True)[0]["at"] is None
    [deep] = say(
        b'{"d":{"v":[7,8]},"t":"2026-03-01T04:00:00Z","id":"BT"}',
        {"stream": "Q"}, value="d.v.1", at="t", station="id",
    )  # fmt: skip
    assert (deep["station"], deep["stream"], deep["value"]) == ("BT", "Q", 8)
    assert deep["at"] == "2026-03-01T04:00:00Z"
    many = say(b'{"rows":[["H",1,2],["Q",1,3]]}', items="rows", stream="0", at="1", value="2")
    assert [(one["stream"], one["value"]) for one in many] == [("H", 2), ("Q", 3)]
    assert say(b'{"value": null}', names)[0]["value"] is None
    assert "value" not in say(b'{"other": 1}', names)[0]
    assert say(b"7", {"id": "x", "station": "BT"})[0]["stream"] == "x"
    for wrong in (b"{", b"\xff", b"1" * 1_000_001):
        with pytest.raises(Unreadable):
            say(wrong)


def test_brokers_are_set_up_with_their_secrets_and_shown_without():
    text = "plant=mqtts://u%40x:s3cret@h.example:9999?version=5&client=c, b=mqtt://localhost"
    found = brokers_of(text, "150200")
    plant, other = found["plant"], found["b"]
    assert (plant.username, plant.password, plant.version) == ("u@x", "s3cret", "5")
    assert plant.address == "mqtts://h.example:9999"
    assert (other.port, other.version, other.client_id) == (
        1883,
        "3.1.1",
        "joint-command-150200-b",
    )
    for wrong in (
        "x",
        "X=mqtt://h",
        "a=http://h",
        "a=mqtt://h?version=4",
        "a=mqtt://h,a=mqtt://h",
    ):
        with pytest.raises(ImproperlyConfigured):
            brokers_of(wrong, "150000")


@pytest.mark.django_db
def test_topics_are_listened_to_in_the_name_of_ones_own_devices(settings, client):
    settings.MQTT_BROKERS = brokers_of("plant=mqtt://u:s3cret@localhost", "150000")
    keeper = make.person(Post.SYSTEM_ADMIN, BAOTOU)
    device = register_feed_device(actor=keeper, label="Hydro gateway", region=BAOTOU)
    wanted = {"device_id": device.pk, "broker": "plant", "topic": "s/{station}/{stream}"}

    row = subscribe_topic(actor=keeper, **wanted)

    for again, problem in (
        ({}, Conflict), ({"broker": "other"}, Invalid), ({"topic": "a/#/b"}, Invalid),
        ({"topic": "b", "paths": {"nothing": "x"}}, Invalid),
        ({"topic": "b", "paths": {"value": "a..b"}}, Invalid),
    ):  # fmt: skip
        with pytest.raises(problem):
            subscribe_topic(actor=keeper, **wanted | again)
    with pytest.raises(NotThere):
        subscribe_topic(actor=make.person(Post.COMMANDER, HOHHOT), **wanted)
    unsubscribe_topic(actor=keeper, subscription_id=row.pk)
    with pytest.raises(Conflict):
        unsubscribe_topic(actor=keeper, subscription_id=row.pk)
    again = subscribe_topic(actor=keeper, **wanted, paths={"value": "data.v"})
    assert (again.pk, again.enabled, again.paths) == (row.pk, True, {"value": "data.v"})
    Tally.objects.all().delete()
    seat = client_of(keeper)
    for place in ("", "panel/", "refusals/", f"{device.pk}/", f"{device.pk}/facts/"):
        answer = seat.get(f"/m/intake/{place}")
        assert answer.status_code == 200
        assert "s3cret" not in answer.content.decode()
    assert "s/{station}/{stream}" in seat.get(f"/m/intake/{device.pk}/").content.decode()
    outside = client_of(make.person(Post.COMMANDER, HOHHOT))
    assert outside.get(f"/m/intake/{device.pk}/").status_code == 404
    assert "Hydro" not in outside.get("/m/intake/").content.decode()


@pytest.mark.django_db
def test_on_the_pages_a_device_is_registered_changed_and_switched():
    keeper = make.person(Post.DUTY_OFFICER, BAOTOU)
    seat = client_of(keeper)
    made = seat.post("/m/intake/devices/", {"label": "Gauge", "region": BAOTOU})
    device = FeedDevice.objects.get()
    assert made.status_code == 201
    assert f"Authorization: Device {device.ident}:" in made.content.decode()
    assert "Authorization" not in seat.get(f"/m/intake/{device.pk}/").content.decode()
    wrong = seat.post("/m/intake/devices/", {"label": "", "region": BAOTOU})
    assert wrong.status_code == 400
    assert "c-errsum" in wrong.content.decode()
    one = f"/m/intake/{device.pk}/"
    assert seat.post(f"{one}change/", {"label": "Gauge 2"}).status_code == 303
    assert seat.post(f"{one}change/", {"label": "Gauge 2"}).status_code == 400
    assert seat.post(f"{one}change/", {"label": "x", "station": "x"}).status_code == 400
    assert seat.post(f"{one}switch/", {"enabled": "0", "reason": "stolen"}).status_code == 303
    assert seat.post(f"{one}switch/", {"enabled": "0"}).status_code == 409
    assert b"Authorization: Device" in seat.post(f"{one}key/").content
    assert seat.post(f"{one}topics/", {"broker": "x", "topic": "y"}).status_code == 400
    device.refresh_from_db()
    assert (device.label, device.enabled) == ("Gauge 2", False)
