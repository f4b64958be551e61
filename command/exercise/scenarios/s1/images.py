"""The fourteen pictures of S1: drawn by the player, sent in like any other."""

from dataclasses import dataclass

from command.exercise.scenario import Made, Moment, Picture, Step, step
from command.exercise.scenarios.s1.tell import (
    BAOTOU,
    DALAD,
    EVENT,
    HOHHOT,
    ORDOS,
    ULANQAB,
    WATCH,
)


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One picture: ``taken`` by its source, ``sent`` when it came in."""

    number: str
    taken: str
    by: str
    kind: str
    source: str
    caption: str
    lat: float
    lon: float
    bearing: int
    scene: str
    sent: str = ""
    of: str = EVENT


DESK = f"{DALAD}.duty_officer"
CAMERA = "固定摄像机15062100541320000001"

SHOTS: tuple[Shot, ...] = (
    Shot(number="I-01", taken="-3:00", by=f"{ORDOS}.duty_officer", kind="uav",
         source="UAV-ORD-02", caption="冰盖前缘全景，流冰密度约70%", lat=40.506, lon=109.780,
         bearing=75, scene="river", of=WATCH),
    Shot(number="I-02", taken="0:03", sent="0:09", by=DESK, kind="phone", source="巡堤员手机",
         caption="冰块堆积，G65桥上游", lat=40.503, lon=109.797, bearing=290, scene="jam"),
    Shot(number="I-03", taken="0:20", by=DESK, kind="fixed_camera", source=CAMERA,
         caption="昭君坟水尺1008.0米", lat=40.485, lon=109.700, bearing=10, scene="gauge"),
    Shot(number="I-04", taken="1:40", by=DESK, kind="uav", source="UAV-ORD-02",
         caption="卡冰段俯视，标绘F10200", lat=40.503, lon=109.795, bearing=0, scene="jam"),
    Shot(number="I-05", taken="2:38", by=DESK, kind="phone", source="抢险队手机",
         caption="K287+300背水坡渗水", lat=40.495, lon=109.800, bearing=185, scene="dike"),
    Shot(number="I-06", taken="3:03", by=DESK, kind="fixed_camera", source="固定摄像机（堤防）",
         caption="溃口瞬间（演练示意图）", lat=40.496, lon=109.799, bearing=160, scene="breach"),
    Shot(number="I-07", taken="3:40", by=DESK, kind="uav", source="UAV-ORD-02热红外",
         caption="淹没边界", lat=40.480, lon=109.805, bearing=180, scene="flood"),
    Shot(number="I-08", taken="4:50", by=DESK, kind="body_cam", source="单兵执法记录仪",
         caption="橡皮艇转移老人", lat=40.484, lon=109.808, bearing=95, scene="boat"),
    Shot(number="I-09", taken="6:15", by=DESK, kind="phone", source="安置点工作人员手机",
         caption="安置点登记台", lat=40.403, lon=110.034, bearing=40, scene="people"),
    Shot(number="I-10", taken="7:36", by=f"{HOHHOT}.duty_officer", kind="phone",
         source="呼和浩特市水域救援队手机", caption="呼和浩特水域救援队报到", lat=40.470, lon=109.812,
         bearing=330, scene="trucks"),
    Shot(number="I-11", taken="9:38", by=DESK, kind="ptz_ball", source="布控球01",
         caption="破冰作业", lat=40.497, lon=109.793, bearing=350, scene="jam"),
    Shot(number="I-12", taken="12:00", by=f"{BAOTOU}.duty_officer", kind="fixed_camera",
         source="固定摄像机（包头站）", caption="包头站水尺1003.95米", lat=40.530, lon=109.915,
         bearing=180, scene="gauge"),
    Shot(number="I-13", taken="13:05", by=f"{ULANQAB}.duty_officer", kind="phone",
         source="乌兰察布市车队手机", caption="乌兰察布物资车队", lat=40.405, lon=110.030, bearing=250,
         scene="trucks"),
    Shot(number="I-14", taken="22:00", by=DESK, kind="uav", source="UAV-ORD-02",
         caption="溃口收窄至12米", lat=40.495, lon=109.800, bearing=200, scene="breach"),
)  # fmt: skip


def steps() -> list[Step]:
    """Return the pictures as steps: the file, then what it shows."""
    made: list[Step] = []
    for shot in SHOTS:
        at = shot.sent or shot.taken
        picture = Picture(
            scene=shot.scene, caption=shot.caption, at=shot.taken, source=shot.source
        )
        made += [
            step(at, f"{shot.number}.file", shot.by, "store_media", content=picture),
            step(
                at, shot.number, shot.by, "record_image", f"{shot.number} {shot.caption}",
                incident_id=Made(shot.of), media_id=Made(f"{shot.number}.file"),
                caption=shot.caption, source=shot.source, source_kind=shot.kind,
                taken_at=Moment(shot.taken), lat=shot.lat, lon=shot.lon,
                bearing_deg=shot.bearing,
            ),
        ]  # fmt: skip
    return made
