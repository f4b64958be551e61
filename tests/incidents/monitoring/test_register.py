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
from incidents.monitoring.lifecycle import Why
from incidents.monitoring.models import ObservedProperty, Sensor
from incidents.monitoring.selectors import strip
from tests import make
from tests.incidents.monitoring.stations import stage_at
from tests.make import Post

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
    stream, mine = stage_at(), officer()
    record_readings(actor=None, readings=[(stream.id, make.later(), 1.0)])
    with pytest.raises(Invalid):
        retire_datastream(actor=mine, stream_id=stream.id, reason=" ")
    retire_datastream(actor=mine, stream_id=stream.id, reason="撤站")
    assert journal.since("city.150200", 0)[-1]["payload"]["reason"] == "撤站"
    taken = record_readings(actor=None, readings=[(stream.id, make.later(hours=1), 1.0)])
    assert [one.why for one in taken.refused] == [Why.RETIRED]
    assert strip(mine) == []
    assert stream.readings.count() == 1
    with pytest.raises(Conflict):
        retire_datastream(actor=mine, stream_id=stream.id, reason="撤站")
    with pytest.raises(Conflict):
        change_datastream(actor=mine, stream_id=stream.id, changes={"warning": 1.0})
