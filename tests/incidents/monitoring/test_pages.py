"""The pages of monitoring: the list and its filters, one stream, a station, its chart."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from incidents.monitoring.actions import record_forecast, record_readings
from incidents.monitoring.models import Alarm, AlarmState, Disabling
from tests import make
from tests.incidents.cameras.made import camera
from tests.incidents.monitoring.stations import stage_at, station
from tests.make import BAOTOU, ORDOS, Post
from tests.support.client import client_of
from tests.support.once import made_once

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def everything(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, made) as world:
        yield world


@pytest.fixture
def world(everything, db):
    return everything


def made():
    """Make a calm stage that rises at Baotou, one over its limits, and one in Ordos."""
    here = station(BAOTOU)
    calm = stage_at(here, warning=30.0, guarantee=40.0)
    high = stage_at(here, key="upper", warning=30.0, guarantee=40.0)
    far = stage_at(station(ORDOS, code="FAR"))
    at = now().replace(microsecond=0)
    rising = [(calm.id, at - n * MINUTE * 30, 20.0 - n * 0.25) for n in range(20)]
    record_readings(actor=None, readings=[*rising, (high.id, at, 41.5), (far.id, at, 7.0)])
    officer = make.person(Post.DUTY_OFFICER, BAOTOU, name="李慧")
    return {"calm": calm, "high": high, "far": far, "officer": officer}


def read(world, path, **query):
    answer = client_of(world["officer"]).get(path, query)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_list_shows_what_one_may_see_the_gravest_first(world):
    text = read(world, reverse("sensors"))
    calm, high = (text.index(f'id="s-{world[name].pk}"') for name in ("calm", "high"))
    assert high < calm
    assert str(world["far"].pk) not in text
    raised_at = AlarmState.objects.filter(level=1).get().alarm.raised_at
    assert f'data-ts="{raised_at.isoformat()}"' in text
    assert re.search(r'c-mon-spark.*?<polyline points="[\d., -]{40,}"', text, re.DOTALL)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"state": "over"}, ["high"]),
        ({"state": "unacknowledged"}, ["high"]),
        ({"state": "normal"}, ["calm"]),
        ({"state": "shelved"}, []),
        ({"city": ORDOS}, []),
        ({"city": BAOTOU}, ["calm", "high"]),
        ({"quantity": "upper"}, ["high"]),
        ({"q": "昭君"}, ["calm", "high"]),
        ({"q": "\x00"}, []),
    ],
)
def test_the_list_is_narrowed(world, query, names):
    text = read(world, reverse("sensors-list"), **query)
    shown = [n for n in ("calm", "high", "far") if f'id="s-{world[n].pk}"' in text]
    assert shown == names


def test_a_chart_comes_with_words_and_numbers(world):
    calm = world["calm"]
    path = reverse("sensor-chart", args=[calm.pk])
    drawn = client_of(world["officer"]).get(path, {"span": "24h"}).json()
    assert (len(drawn["t"]), drawn["mean"][-1], drawn["limits"][0]["value"]) == (20, 20.0, 30.0)
    said = " ".join(drawn["said"])
    assert "0.5 m" in said
    assert "30" in said
    assert drawn["table"][-1][2] == "20"

    sheet = read(world, reverse("sensor-export", args=[calm.pk]), span="7d")
    assert len(sheet.splitlines()) > 2
    assert sheet.startswith("\ufeff")


def test_a_station_shows_its_streams_its_alarms_and_its_age(world):
    text = read(world, reverse("station", args=[world["high"].station_id]))
    state = AlarmState.objects.get(datastream=world["high"], level=1)
    assert f'data-acknowledge="{reverse("alarm-acknowledge", args=[state.pk])}"' in text
    assert text.count("<jc-chart") == 2
    assert text.count("data-aged") == 2
    # Cameras near are listed with their distance, on its page and beside its stream.
    by = world["officer"]
    camera(by=by, name="近", name_en="Near", region=BAOTOU, point=(40.494, 109.7))
    camera(by=by, name="远", name_en="Far", region=BAOTOU, point=(41.6, 110.9))
    one = reverse("sensor", args=[world["high"].pk])
    for path in (reverse("station", args=[world["high"].station_id]), one):
        text = read(world, path)
        assert '>Near</a><span class="num">1.0 km' in text, path
        assert ">Far</a>" not in text


def test_what_lies_elsewhere_is_not_there(world):
    client = client_of(world["officer"])
    far = world["far"]
    one = ("sensor", "sensor-now", "sensor-chart", "sensor-export")
    paths = [reverse(name, args=[far.pk]) for name in one]
    paths += [reverse(n, args=[far.station_id]) for n in ("station", "station-alarms")]
    assert {client.get(path).status_code for path in paths} == {404}
    told = client.get(reverse("sensors-values")).json()["values"]
    values = {key: value for key, value, _at, _clock in told}
    assert values == {str(world["calm"].pk): "20", str(world["high"].pk): "41.5"}
    marks = client.get(reverse("sensors-map")).json()["stations"]
    assert [mark["level"] for mark in marks] == [1]


def test_exactly_one_alarm_is_acknowledged_by_its_button(world):
    first, second = AlarmState.objects.filter(datastream=world["high"]).order_by("level")
    path = reverse("alarm-acknowledge", args=[first.pk])
    client = client_of(world["officer"])
    assert client.post(path, headers={"HX-Request": "true"}).status_code == 204
    assert client.post(path).status_code == 409
    for state in (first, second):
        state.refresh_from_db()
    assert (first.status, second.status) == ("acknowledged", "unacknowledged")
    text = read(world, reverse("sensor-now", args=[world["high"].pk]))
    assert "李慧" in text
    assert path not in text


def test_an_alarm_is_shelved_and_taken_out_of_service_with_a_reason(world):
    state = AlarmState.objects.get(datastream=world["high"], level=3)
    client = client_of(world["officer"])

    def act(name, key, **given):
        return client.post(
            reverse(name, args=[key]), given, headers={"HX-Request": "true"}
        ).status_code

    for wrong in ({}, {"hours": "2"}, {"hours": "99", "reason": "x"}, {"hours": "²"}):
        assert act("alarm-shelve", state.pk, **wrong) == 400
    assert act("alarm-shelve", state.pk, hours="2", reason="仪器检修") == 204
    text = read(world, reverse("sensor-now", args=[world["high"].pk]))
    assert "仪器检修" in text
    assert reverse("alarm-unshelve", args=[state.pk]) in text
    assert act("alarm-unshelve", state.pk) == 204
    assert act("alarm-disable", state.pk) == 400
    assert act("alarm-disable", state.pk, reason="x") == 204
    off = Disabling.objects.get()
    assert str(off.pk) in read(world, reverse("sensor-now", args=[world["high"].pk]))
    assert act("alarm-enable", off.pk, reason="x") == 204
    state.refresh_from_db()
    assert state.status == "unacknowledged"


def test_in_a_flood_the_lesser_of_one_cause_lie_under_the_first(world):
    place = station(BAOTOU, code="FLOOD")
    many = [stage_at(place, key=f"k{n}", warning=10.0, guarantee=20.0) for n in range(12)]
    at = now()
    values = [25.0, *([15.0] * 11)]
    told = [(one.id, at, value) for one, value in zip(many, values, strict=True)]
    record_readings(actor=None, readings=told)
    text = read(world, reverse("sensors-list"), city=BAOTOU)

    assert "c-mon-flood" in text
    assert [f'id="s-{one.pk}"' in text for one in many] == [True] * 12
    assert text.count("data-under=") == 10
    grave = text.index(f'id="s-{many[0].pk}"')
    assert "data-under" not in text[grave : text.index("</tr>", grave)]
    cause = Alarm.objects.filter(group__isnull=False).values_list("group", flat=True)[0]
    client = client_of(world["officer"])
    path = reverse("alarm-acknowledge-cause", args=[cause])
    answer = client.post(path, {"until": now().isoformat()}, headers={"HX-Request": "true"})
    assert answer.status_code == 204
    left = AlarmState.objects.filter(datastream__in=many, status="unacknowledged")
    assert set(left.values_list("level", flat=True)) == {1}


def test_a_forecast_goes_on_from_the_last_value(world):
    calm, at = world["calm"], now()
    points = [(at + timedelta(hours=n), 20.0 + n) for n in (1, 2, 3)]
    record_forecast(actor=None, stream_id=calm.id, issued_at=at, points=points)
    path = reverse("sensor-chart", args=[calm.pk])
    drawn = client_of(world["officer"]).get(path, {"span": "24h"}).json()
    assert drawn["forecast"][-4:] == [20.0, 21.0, 22.0, 23.0]
    assert drawn["mean"][-3:] == [None, None, None]
    assert "23" in drawn["said"][-1]
    # The table goes on as well, in the page as the server writes it and for the script.
    assert [line[2] for line in drawn["table"][-3:]] == ["21", "22", "23"]
    assert all("Forecast" in line[0] for line in drawn["table"][-3:])
    page = read(world, reverse("station", args=[calm.station_id]))
    assert page.count("· Forecast</td>") == 3
