"""The teams of S1: who they are, whence they come, when they leave and arrive.

People and vehicles on the scene at T+24 make the script's 1,286 and 214 together with
the convoys of ``convoys.py``.
"""

from dataclasses import dataclass

from command.exercise.scenarios.s1.tell import (
    BAOTOU,
    DALAD,
    EVENT,
    HOHHOT,
    JIUYUAN,
    ORDOS,
    QINGSHUIHE,
    REGION,
    TOGTOH,
    ULANQAB,
)

Place = tuple[float, float]  # latitude, longitude, WGS 84

SHULINZHAO: Place = (40.403, 110.034)
KANGBASHI: Place = (39.607, 109.776)
DONGSHENG: Place = (39.817, 109.984)
BAOTOU_SEAT: Place = (40.656, 109.835)
JIUYUAN_SEAT: Place = (40.600, 109.962)
HOHHOT_SEAT: Place = (40.841, 111.742)
TOGTOH_SEAT: Place = (40.276, 111.191)
JINING: Place = (40.993, 113.125)
SALAQI: Place = (40.565, 110.521)

POST: Place = (40.470, 109.812)  # the scene command post towards Zhaojun town
DIKE: Place = (40.495, 109.800)
SANCHAKOU: Place = (40.520, 109.760)
SHISIFENZI: Place = (40.275, 111.045)
LAMAWAN: Place = (40.050, 111.410)


@dataclass(frozen=True, kw_only=True)
class Force:
    """One team: ``owner`` lends it, ``region`` is its home, ``via`` the towns on its way."""

    key: str
    owner: str
    region: str
    kind: str
    name: str
    people: int
    vehicles: int
    base: Place
    goal: Place
    departs: str
    arrives: str
    via: tuple[Place, ...] = ()
    request: str | None = None
    released: str | None = None
    incident: str = EVENT
    able: tuple[str, ...] = ()


def ordos(
    key: str, kind: str, name: str, people: int, vehicles: int, departs: str, arrives: str,
    *, base: Place = SHULINZHAO, goal: Place = POST,
) -> Force:  # fmt: skip
    """Write one of Ordos's own teams."""
    return Force(
        key=key, owner=ORDOS, region=DALAD, kind=kind, name=name, people=people,
        vehicles=vehicles, base=base, goal=goal, departs=departs, arrives=arrives,
        via=(DONGSHENG, SHULINZHAO) if base in (KANGBASHI, DONGSHENG) else (),
    )  # fmt: skip


FORCES: tuple[Force, ...] = (
    # Ordos: 812 people, 92 vehicles.
    ordos("UAV-ORD-02", "AIR", "鄂尔多斯市无人机02队", 6, 2, "0:14", "0:40"),
    ordos("ORD-01", "FLOOD", "达拉特旗巡堤查险队", 120, 6, "0:12", "0:30", goal=DIKE),
    ordos("ORD-02", "FLOOD", "鄂尔多斯市水利抢险队", 180, 18, "0:45", "1:40", goal=DIKE),
    ordos("ORD-06", "WATER", "鄂尔多斯市消防水域救援大队", 64, 12, "0:50", "2:20",
          base=DONGSHENG),
    ordos("ORD-08", "PSB", "达拉特旗公安交管队", 96, 14, "0:50", "1:20"),
    ordos("ORD-11", "COMMS", "鄂尔多斯市应急通信队", 16, 2, "1:00", "2:40", base=KANGBASHI),
    ordos("ORD-09", "MED", "达拉特旗医疗救护队", 48, 6, "1:10", "1:45"),
    ordos("ORD-10", "POWER", "达拉特旗电力抢修队", 36, 4, "1:30", "2:05"),
    ordos("ORD-03", "SOC", "示例一社转移工作队", 40, 7, "2:12", "2:35"),
    ordos("ORD-04", "SOC", "示例二社转移工作队", 40, 7, "2:12", "2:38"),
    ordos("ORD-05", "SOC", "示例三社转移工作队", 40, 7, "2:12", "2:42"),
    ordos("ORD-12", "SOC", "达拉特旗安置服务队", 96, 3, "2:20", "2:45", goal=SHULINZHAO),
    ordos("ORD-14", "SOC", "达拉特旗畜牧转移队", 18, 2, "2:40", "3:30"),
    ordos("ORD-13", "ENV", "鄂尔多斯市环境应急监测队", 12, 2, "3:30", "6:00", base=KANGBASHI),
    # Baotou: its own north bank, 140 people and 16 vehicles; the rest are convoys.
    Force(key="BTU-01", owner=BAOTOU, region=JIUYUAN, kind="FLOOD", name="包头市三岔口险工抢险队",
          people=80, vehicles=8, base=JIUYUAN_SEAT, goal=SANCHAKOU, departs="1:15",
          arrives="1:55"),
    Force(key="BTU-02", owner=BAOTOU, region=JIUYUAN, kind="SOC", name="九原区北岸转移工作队",
          people=60, vehicles=8, base=JIUYUAN_SEAT, goal=SANCHAKOU, departs="3:40",
          arrives="4:10"),
    # Hohhot: 130 people and 25 vehicles.
    Force(key="HHT-01", owner=HOHHOT, region=HOHHOT, kind="WATER", name="呼和浩特市水域救援队",
          people=22, vehicles=5, base=HOHHOT_SEAT, goal=POST, departs="5:05", arrives="7:35",
          via=(SALAQI, SHULINZHAO), request="RR-02"),
    Force(key="HHT-02", owner=HOHHOT, region=HOHHOT, kind="MED", name="呼和浩特市紧急医学救援队",
          people=24, vehicles=6, base=HOHHOT_SEAT, goal=SHULINZHAO, departs="5:20",
          arrives="8:00", via=(SALAQI,), request="RR-10"),
    Force(key="HHT-03", owner=HOHHOT, region=TOGTOH, kind="FLOOD", name="托克托县什四份子巡查队",
          people=52, vehicles=8, base=TOGTOH_SEAT, goal=SHISIFENZI, departs="1:30",
          arrives="2:05"),
    Force(key="HHT-04", owner=HOHHOT, region=QINGSHUIHE, kind="ROAD", name="喇嘛湾公路封控队",
          people=32, vehicles=6, base=(39.912, 111.666), goal=LAMAWAN, departs="15:00",
          arrives="16:00"),
    # Ulanqab: 24 people and 5 vehicles.
    Force(key="ULQ-01", owner=ULANQAB, region=ULANQAB, kind="AIR", name="乌兰察布市无人机队",
          people=8, vehicles=3, base=JINING, goal=POST, departs="4:30", arrives="9:00",
          via=(HOHHOT_SEAT, SALAQI, SHULINZHAO), request="RR-09"),
    Force(key="ULQ-02", owner=ULANQAB, region=ULANQAB, kind="SOC", name="乌兰察布市安置支援队",
          people=16, vehicles=2, base=JINING, goal=SHULINZHAO, departs="7:00", arrives="13:00",
          via=(HOHHOT_SEAT, SALAQI)),
    # The region: breaks the ice and goes home before T+24.
    Force(key="REG-01", owner=REGION, region=REGION, kind="WATER", name="自治区破冰专业队（气垫船）",
          people=30, vehicles=6, base=BAOTOU_SEAT, goal=DIKE, departs="8:05", arrives="8:55",
          request="RR-12", released="12:00", able=("ICE_BREAK",)),
)  # fmt: skip
