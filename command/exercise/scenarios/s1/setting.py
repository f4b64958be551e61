"""What is there before S1 begins: stations, teams, depots."""

from dataclasses import dataclass

from command.core.regions import REGION
from command.exercise.scenario import Made, Span, Step, step
from command.exercise.scenarios.s1.convoys import DEPOTS
from command.exercise.scenarios.s1.forces import FORCES
from command.exercise.scenarios.s1.tell import DALAD, JIUYUAN, TOGTOH

SETUP = "-73:00"
# Stations report to the system, as gateways do.
GATEWAY = "system"
HOUR = 3600


@dataclass(frozen=True, kw_only=True)
class Place:
    """A station; ``region`` is ``None`` outside the four cities."""

    code: str
    name_zh: str
    name_en: str
    region: str | None
    lat: float
    lon: float


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """What a station measures; ``column`` is its column in ``sensors.csv``."""

    column: str
    station: str
    key: str
    name: str
    name_en: str
    unit: str
    warning: float | None = None
    guarantee: float | None = None
    rise_per_hour: float | None = None


STATIONS: tuple[Place, ...] = (
    Place(code="SHHK", name_zh="三湖河口水文站（境外接入）", name_en="Sanhuhekou gauging station",
          region=None, lat=40.617, lon=108.767),
    Place(code="ZJF", name_zh="昭君坟水位站", name_en="Zhaojunfen stage station", region=DALAD,
          lat=40.485, lon=109.700),
    Place(code="BT", name_zh="包头水文站", name_en="Baotou gauging station", region=JIUYUAN,
          lat=40.530, lon=109.915),
    Place(code="TDG", name_zh="头道拐水文站", name_en="Toudaoguai gauging station", region=TOGTOH,
          lat=40.267, lon=111.067),
    Place(code="DLT-AIR", name_zh="达拉特旗气象站", name_en="Dalad weather station", region=DALAD,
          lat=40.403, lon=110.034),
    Place(code="P-03", name_zh="南岸堤防渗压计P-03", name_en="South dike piezometer P-03",
          region=DALAD, lat=40.495, lon=109.800),
)  # fmt: skip

QUANTITIES: tuple[Quantity, ...] = (
    Quantity(column="SHHK_H", station="SHHK", key="H", name="水位", name_en="Stage", unit="m"),
    Quantity(column="SHHK_Q", station="SHHK", key="Q", name="流量", name_en="Flow", unit="m3/s"),
    Quantity(column="ZJF_H", station="ZJF", key="H", name="水位", name_en="Stage", unit="m",
             warning=1008.20, guarantee=1009.20, rise_per_hour=0.20),
    Quantity(column="BT_H", station="BT", key="H", name="水位", name_en="Stage", unit="m",
             warning=1004.00, rise_per_hour=0.50),
    Quantity(column="BT_Q", station="BT", key="Q", name="流量", name_en="Flow", unit="m3/s"),
    Quantity(column="TDG_H", station="TDG", key="H", name="水位", name_en="Stage", unit="m",
             warning=989.00),
    Quantity(column="TDG_Q", station="TDG", key="Q", name="流量", name_en="Flow", unit="m3/s"),
    Quantity(column="AIR_C", station="DLT-AIR", key="T", name="气温", name_en="Air temperature",
             unit="°C"),
    Quantity(column="P03_SEEP_LPM", station="P-03", key="SEEP", name="渗流量", name_en="Seepage",
             unit="L/min", warning=20.0, guarantee=40.0),
)  # fmt: skip


def steps() -> list[Step]:
    """Return the registrations as quiet steps."""
    return [*_stations(), *_gateway(), *_teams(), *_depots()]


def _stations() -> list[Step]:
    made = [
        step(
            SETUP, f"station.{place.code}", GATEWAY, "register_station",
            code=place.code, name_zh=place.name_zh, name_en=place.name_en,
            region=place.region, point=(place.lat, place.lon),
        )
        for place in STATIONS
    ]  # fmt: skip
    made += [
        step(
            SETUP, f"stream.{one.column}", GATEWAY, "register_datastream",
            station_id=Made(f"station.{one.station}"), key=one.key, name=one.name,
            name_en=one.name_en, unit=one.unit, interval_s=Span(HOUR),
            warning=one.warning, guarantee=one.guarantee, rise_per_hour=one.rise_per_hour,
        )
        for one in QUANTITIES
    ]  # fmt: skip
    return made


def _gateway() -> list[Step]:
    """Return the device whose readings the series are; it is heard as any other is."""
    return [
        step(
            SETUP, "gateway", GATEWAY, "register_feed_device",
            label="黄河凌汛遥测网关", region=REGION,
        )
    ]  # fmt: skip


def _teams() -> list[Step]:
    return [
        step(
            SETUP, f"team.{force.key}", f"{force.owner}.resource_officer", "register_team",
            kind=force.kind, name=force.name, region=force.region, headcount=force.people,
            vehicles=force.vehicles, base=force.base, capabilities=list(force.able),
        )
        for force in FORCES
    ]  # fmt: skip


def _depots() -> list[Step]:
    return [
        step(
            SETUP, f"stock.{depot.key}", f"{depot.owner}.resource_officer", "register_stock",
            depot=depot.name, region=depot.owner, supply=depot.supply, on_hand=depot.on_hand,
            point=depot.point, is_agreement=depot.agreement,
        )
        for depot in DEPOTS
    ]  # fmt: skip
