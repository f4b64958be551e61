"""The register: words for what is observed, instruments, changing and retiring streams."""

import pytest

from command.core import journal
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.ids import new_id
from incidents.monitoring.actions import (
    change_datastream,
    change_station,
    load_properties,
    record_readings,
    register_property,
    register_sensor,
    retire_datastream,
)
from incidents.monitoring.detection.models import RuleState
from incidents.monitoring.lifecycle import Why
from incidents.monitoring.models import AlarmState, ObservedProperty, Sensor
from incidents.monitoring.selectors import strip
from tests import make
from tests.incidents.monitoring.stations import stage_at
from tests.make import Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


def officer(region=make.BAOTOU):
    return make.person(Post.DUTY_OFFICER, region)


def test_the_vocabulary_is_shipped_and_stays_as_people_have_made_it():
    shipped = ObservedProperty.objects.filter(origin=make.REGION)
    assert shipped.count() > 25
    assert load_properties(actor=None) == 0
    level = shipped.get(code="water_level")
    assert (level.unit, level.name_zh) == ("m", "水位")


def test_an_authority_has_words_and_instruments_of_its_own():
    mine = officer()
    told = {"code": "water_level", "name_zh": "水位", "name_en": "Level", "unit": "m"}
    own = register_property(actor=mine, **told, lowest=0, highest=3000)
    gauge = register_sensor(actor=mine, name="雷达水位计", encoding_type="text/html")
    kinds = [entry["kind"] for entry in journal.since("city.150200", 0)[-2:]]
    assert kinds == ["observed_property.registered", "sensor.registered"]
    stream = stage_at(observed="water_level", sensor_id=gauge.id)
    assert (stream.observed_id, stream.sensor_id) == (own.id, gauge.id)

    for refusal, given in [
        (Conflict, {}),
        (Invalid, {"code": " "}),
        (Invalid, {"code": "x" * 41}),
        (Invalid, {"code": "x\x00"}),
        (Invalid, {"code": "y", "lowest": 2, "highest": 1}),
        (Invalid, {"code": "y", "lowest": float("nan")}),
        (NotPermitted, {"code": "y", "actor": make.person(Post.OBSERVER, make.BAOTOU)}),
    ]:
        with pytest.raises(refusal):
            register_property(**{"actor": mine, **told, **given})
    with pytest.raises(NotPermitted):
        register_sensor(actor=make.person(Post.OBSERVER, make.BAOTOU), name="x")
    for wrong in ({"observed": "mood"}, {"observed": new_id()}, {"sensor_id": new_id()}):
        with pytest.raises(Invalid):
            stage_at(stream.station, key="other", **wrong)
    assert ObservedProperty.objects.filter(origin=make.BAOTOU).count() == 1
    assert Sensor.objects.count() == 1


def test_what_is_kept_of_a_stream_is_changed_and_told_and_its_unit_is_not():
    stream = stage_at(warning=10.0)
    changes = {"warning": 11.0, "observed": "water_level", "name": " 坝前水位 "}
    change_datastream(actor=officer(), stream_id=stream.id, changes=changes)
    entry = journal.since("city.150200", 0)[-1]
    assert entry["payload"]["fields"] == ["name", "observed_id", "warning"]
    view = entry["changed"][f"stream.{stream.id}"]
    assert (view["name"], view["observed"], view["warning"]) == (
        "坝前水位",
        "water_level",
        11.0,
    )

    change_station(
        actor=officer(), station_id=stream.station_id, changes={"point": (40.5, 109.8)}
    )
    entry = journal.since("city.150200", 0)[-1]
    assert entry["kind"] == "station.changed"
    assert entry["changed"][f"station.{stream.station_id}"]["lat"] == 40.5

    before = journal.since("city.150200", 0)
    for refusal, given in [
        (Invalid, {"changes": {"unit": "cm"}}),
        (Invalid, {"changes": {"warning": 11.0}}),
        (Invalid, {"changes": {"guarantee": 10.5}}),
        (Invalid, {"changes": {"interval_s": None}}),
        (Invalid, {"changes": {"interval_s": 0}}),
        (Invalid, {"changes": {"name": "x" * 41}}),
        (NotThere, {"stream_id": new_id()}),
        (NotPermitted, {"actor": officer(make.ORDOS)}),
        (NotPermitted, {"actor": make.person(Post.DUTY_OFFICER, make.REGION)}),
    ]:
        told = {"actor": officer(), "stream_id": stream.id, "changes": {"warning": 12.0}}
        with pytest.raises(refusal):
            change_datastream(**{**told, **given})
    for refusal, changes in [(Invalid, {"code": "X"}), (Invalid, {"point": (91.0, 0.0)})]:
        with pytest.raises(refusal):
            change_station(actor=officer(), station_id=stream.station_id, changes=changes)
    with pytest.raises(NotThere):
        change_station(actor=officer(), station_id=new_id(), changes={"name_zh": "x"})
    assert journal.since("city.150200", 0) == before


def test_a_stream_out_of_use_takes_nothing_in_and_is_on_no_strip():
    stream, mine = stage_at(warning=0.5), officer()
    record_readings(actor=None, readings=[(stream.id, make.later(), 1.0)])
    assert AlarmState.objects.get().status == "unacknowledged"
    with pytest.raises(Invalid):
        retire_datastream(actor=mine, stream_id=stream.id, reason=" ")
    retire_datastream(actor=mine, stream_id=stream.id, reason="撤站")
    assert journal.since("city.150200", 0)[-1]["payload"]["reason"] == "撤站"
    taken = record_readings(actor=None, readings=[(stream.id, make.later(hours=1), 1.0)])
    assert [one.why for one in taken.refused] == [Why.RETIRED]
    assert strip(mine) == []
    # Nothing it says could end its alarm any more. Nobody has seen it yet.
    assert AlarmState.objects.get().status == "cleared_unacknowledged"
    assert RuleState.objects.filter(since__isnull=False).count() == 0
    assert stream.readings.count() == 1
    with pytest.raises(Conflict):
        retire_datastream(actor=mine, stream_id=stream.id, reason="撤站")
    with pytest.raises(Conflict):
        change_datastream(actor=mine, stream_id=stream.id, changes={"warning": 1.0})


def test_machines_change_what_is_kept_and_read_series_and_hide_it_from_others(time_machine):
    time_machine.move_to(make.later(hours=3), tick=False)
    stream = stage_at(observed="water_level")
    desk, stranger = client_of(officer()), client_of(officer(make.ORDOS))

    def post(client, address, **given):
        return client.post(f"/api/{address}/", given, content_type="application/json")

    gauge = post(desk, "sensors", name="浮子水位计").json()
    word = post(desk, "observed-properties", code="x", name_zh="量", unit="m").json()
    here = f"streams/{stream.id}"
    changed = post(desk, f"{here}/change", observed=word["id"], sensor_id=gauge["id"], lowest=0)
    assert changed.json()["observed"] == "x"
    assert post(desk, f"stations/{stream.station_id}/change", lat=40.1, lon=109.1).json()[
        "lat"
    ] == pytest.approx(40.1)
    given = [
        {"observed_at": make.later(minutes=n).isoformat(), "value": n - 1.0} for n in range(3)
    ]
    taken = post(desk, f"{here}/readings", readings=given).json()
    assert (taken["new"], [one["why"] for one in taken["refused"]]) == (2, ["impossible"])
    issue = {
        "issued_at": make.later().isoformat(),
        "points": [{"at": given[1]["observed_at"], "value": 1}],
    }
    assert post(desk, f"{here}/forecast", **issue).json() == {"new": 1}
    span = {"start": make.later().isoformat(), "end": make.later(hours=1).isoformat()}
    found = desk.get(f"/api/{here}/series/", span).json()
    assert (found["step_s"], [row["last"] for row in found["rows"]]) == (0, [0.0, 1.0])

    for answer in [
        stranger.get(f"/api/{here}/series/", span),
        post(stranger, f"{here}/change", lowest=1),
        post(stranger, f"{here}/retire", reason="x"),
        post(stranger, f"{here}/forecast", **issue),
        post(stranger, f"stations/{stream.station_id}/change", lat=40.1, lon=109.1),
    ]:
        assert answer.status_code == 404
    for wrong in ({}, {"lat": 40.0}, {"unit": "cm"}):
        assert post(desk, f"stations/{stream.station_id}/change", **wrong).status_code == 400
    assert post(desk, f"{here}/retire", reason="撤站").json()["retired"]
    assert post(desk, f"{here}/retire", reason="撤站").status_code == 409
