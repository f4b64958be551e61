"""Illustrative stations (示意) with a day of readings, for a system without sensors yet."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from django.db import transaction
from django.utils.timezone import now

from command.core import authority, regions
from incidents.monitoring.actions import (
    change_datastream,
    record_readings,
    register_datastream,
    register_station,
)
from incidents.monitoring.models import Datastream, ObservedProperty, Station

EVERY = timedelta(minutes=30)
DAY = timedelta(days=1)
# What is observed, by the key of a quantity.
OBSERVED = {
    "H": "water_level",
    "Q": "discharge",
    "T": "air_temperature",
    "W": "wind_speed",
    "RH": "relative_humidity",
    "SNOW": "snow_depth",
    "VOC": "voc",
}


@dataclass(frozen=True)
class Wave:
    """A quantity that swings about ``mean`` over the day, highest at ``peak`` o'clock (UTC)."""

    key: str
    name: str
    name_en: str
    unit: str
    mean: float
    swing: float
    peak: float = 7.0
    digits: int = 2
    warning: float | None = None
    guarantee: float | None = None
    rise_per_hour: float | None = None

    def at(self, moment: datetime, seed: str) -> float:
        """Return the value at a moment: always the same for the same moment."""
        hour = moment.hour + moment.minute / 60
        wave = math.cos((hour - self.peak) / 24 * 2 * math.pi)
        tremble = crc32(f"{seed}{moment:%d%H%M}".encode()) % 1000 / 1000 - 0.5
        return round(self.mean + self.swing * (wave + 0.15 * tremble), self.digits)


def _stage(mean: float, warning: float, guarantee: float | None = None) -> Wave:
    return Wave(
        "H", "水位", "Stage", "m", mean, 0.04, 18, 2, warning, guarantee, rise_per_hour=0.20
    )


def _air(mean: float) -> Wave:
    return Wave("T", "气温", "Air temperature", "°C", mean, 6.5, digits=1)


def _wind(mean: float) -> Wave:
    return Wave("W", "风速", "Wind speed", "m/s", mean, 2.2, 8, 1, warning=17.2)


PLACES: tuple[tuple[str, str, str, str, tuple[float, float], tuple[Wave, ...]], ...] = (
    ("D-TDG", "头道拐水文站", "Toudaoguai gauging station", "150122", (40.267, 111.067),
     (_stage(987.75, 989.00), Wave("Q", "流量", "Flow", "m3/s", 750, 12, 18, 0))),
    ("D-HHT", "呼和浩特气象站", "Hohhot weather station", "150102", (40.835, 111.690),
     (_air(-2.0), _wind(4.1))),
    ("D-BT", "包头水文站", "Baotou gauging station", "150207", (40.530, 109.915),
     (_stage(1002.80, 1004.00), Wave("Q", "流量", "Flow", "m3/s", 1060, 20, 18, 0))),
    ("D-JY", "九原园区边界气体监测点", "Jiuyuan park, gas at the fence", "150207",
     (40.600, 109.720),
     (Wave("VOC", "挥发性有机物", "VOC", "mg/m3", 0.42, 0.12, 4, 2, 2.0, 4.0),)),
    ("D-KDL", "昆都仑气象站", "Kundulun weather station", "150203", (40.650, 109.830),
     (_air(-3.2), _wind(5.0))),
    ("D-ZJF", "昭君坟水位站", "Zhaojunfen stage station", "150621", (40.485, 109.700),
     (_stage(1007.25, 1008.20, 1009.20),)),
    ("D-KBS", "康巴什气象站", "Kangbashi weather station", "150603", (39.607, 109.780),
     (_air(-4.0), _wind(4.6))),
    ("D-JN", "集宁气象站", "Jining weather station", "150902", (40.993, 113.125),
     (_air(-7.5), _wind(6.3),
      Wave("SNOW", "积雪深度", "Snow depth", "cm", 6.0, 0.4, 0, 1, 20.0))),
    ("D-DH", "岱海水位站", "Daihai stage station", "150925", (40.580, 112.680),
     (_stage(1220.10, 1222.00),)),
    ("D-SZW", "四子王草原火险站", "Siziwang grassland fire post", "150929", (41.530, 111.700),
     (_wind(7.4), Wave("RH", "相对湿度", "Relative humidity", "%", 38, -9, digits=0))),
)  # fmt: skip


def load() -> int:
    """Register the stations that are missing and fill the last day up; return new readings.

    Repeatable: what is there stays, and a later run adds what has passed since.
    """
    fresh = 0
    for code, name_zh, name_en, region, point, waves in PLACES:
        with transaction.atomic(), authority.acting_as(regions.city_of(region)):
            station = _station(code, name_zh, name_en, region, point)
            for wave in waves:
                fresh += _fill(_stream(station, wave), wave)
    return fresh


def _station(
    code: str, name_zh: str, name_en: str, region: str, point: tuple[float, float]
) -> Station:
    there = Station.objects.filter(
        origin=authority.current(), exercise__isnull=True, code=code
    ).first()
    return there or register_station(
        actor=None,
        code=code,
        name_zh=f"{name_zh}·示意",
        name_en=f"{name_en} (illustrative)",
        region=region,
        point=point,
        illustrative=True,
    )


def _stream(station: Station, wave: Wave) -> Datastream:
    there = Datastream.objects.filter(station=station, key=wave.key).first()
    observed = _observed(wave.key)
    if there and observed and there.observed_id is None and there.retired_at is None:
        # Registered before there was a vocabulary.
        return change_datastream(actor=None, stream_id=there.id, changes={"observed": observed})
    return there or register_datastream(
        actor=None,
        station_id=station.id,
        key=wave.key,
        name=wave.name,
        name_en=wave.name_en,
        unit=wave.unit,
        interval_s=int(EVERY.total_seconds()),
        warning=wave.warning,
        guarantee=wave.guarantee,
        rise_per_hour=wave.rise_per_hour,
        observed=observed,
    )


def _observed(key: str) -> str | None:
    shipped = ObservedProperty.objects.filter(origin=regions.REGION, exercise__isnull=True)
    return shipped.filter(code=OBSERVED[key]).values_list("code", flat=True).first()


def _fill(stream: Datastream, wave: Wave) -> int:
    seed = f"{stream.station.code}{wave.key}"
    ends = now().replace(second=0, microsecond=0)
    ends -= timedelta(minutes=ends.minute % 30)
    times = [ends - n * EVERY for n in range(int(DAY / EVERY), -1, -1)]
    readings = [(stream.id, at, wave.at(at, seed)) for at in times]
    return record_readings(actor=None, readings=readings).new
