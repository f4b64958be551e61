"""What the staff of S1 draw on the map of the jam."""

from typing import Any

from command.exercise.scenario import Made, Step, step
from command.exercise.scenarios.s1.tell import BAOTOU, DALAD, EVENT, ORDOS

DESK, CITY, NORTH = f"{DALAD}.duty_officer", f"{ORDOS}.duty_officer", f"{BAOTOU}.duty_officer"


def _point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def _line(*pairs: tuple[float, float]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [list(pair) for pair in pairs]}


def _area(*pairs: tuple[float, float]) -> dict[str, Any]:
    ring = [list(pair) for pair in (*pairs, pairs[0])]
    return {"type": "Polygon", "coordinates": [ring]}


def _draw(
    at: str, key: str, by: str, category: str, shape: Any, label: str, **more: Any
) -> Step:
    return step(
        at, f"plot.{key}", by, "draw_feature", f"标绘：{label}",
        incident_id=Made(EVENT), category=category, geometry=shape, label=label, **more,
    )  # fmt: skip


STEPS: tuple[Step, ...] = (
    _draw("0:12", "jam", DESK, "JC0101", _point(109.795, 40.503), "冰坝", buffer_m=3000),
    _draw("0:45", "post", DESK, "D10100", _point(109.770, 40.482), "现场指挥部"),
    _draw(
        "0:48", "patrol", DESK, "JC0502",
        _line((109.75, 40.495), (109.79, 40.492), (109.83, 40.499)), "K285—K292 巡查段",
    ),
    _draw(
        "0:55", "villages", CITY, "JC0601",
        _area((109.77, 40.478), (109.83, 40.478), (109.84, 40.494), (109.78, 40.496)),
        "三村疏散区",
    ),
    _draw(
        "1:05", "away", CITY, "E30200",
        _line((109.79, 40.485), (109.76, 40.47), (109.74, 40.46)), "东线撤离",
        style="dashed", visibility="all",
    ),
    _draw("1:10", "shelter", CITY, "D60100", _point(109.74, 40.46), "昭君镇中学安置点",
          visibility="all"),
    _draw("1:20", "intake", NORTH, "JC0301", _point(109.83, 40.545), "画匠营取水口"),
    _draw("3:25", "cordon", CITY, "F10100",
          _area((109.80, 40.488), (109.83, 40.488), (109.83, 40.502), (109.80, 40.502)),
          "溃口警戒区"),
)  # fmt: skip
