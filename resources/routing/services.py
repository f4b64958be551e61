"""What is asked of a routing service, and how its answer is read: OSRM and Valhalla."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson

Place = tuple[float, float]
Cells = list[list["Clear | None"]]
MOST_MINUTES: Final = 7 * 24 * 60.0
MOST_KM: Final = 20_000.0


@dataclass(frozen=True, slots=True)
class Clear:
    """The way between two places on clear roads, as a service knows it."""

    minutes: float
    km: float | None


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a service: GET without a body, else POST."""

    url: str
    body: bytes | None


class Wrong(Exception):  # noqa: N818  an answer that cannot be meant
    """A service said something that cannot be."""


def osrm_question(base: str, starts: Sequence[Place], ends: Sequence[Place]) -> Question:
    """Return the question to OSRM's table service."""
    points = ";".join(f"{lon:.5f},{lat:.5f}" for lat, lon in [*starts, *ends])
    sources = ";".join(str(n) for n in range(len(starts)))
    targets = ";".join(str(n) for n in range(len(starts), len(starts) + len(ends)))
    query = f"sources={sources}&destinations={targets}&annotations=duration,distance"
    return Question(f"{base.rstrip('/')}/table/v1/driving/{points}?{query}", None)


def osrm_answer(raw: bytes, rows: int, columns: int) -> Cells:
    """Read OSRM's answer: seconds and metres, null where there is no way. Raises ``Wrong``."""
    told = _read(raw)
    if told.get("code") != "Ok":
        raise Wrong(str(told.get("code"))[:40])
    seconds = _matrix(told.get("durations"), rows, columns)
    metres = told.get("distances")
    far = _matrix(metres, rows, columns) if metres is not None else None
    return [
        [
            _clear(seconds[i][j], 1 / 60, far[i][j] if far else None, 1e-3)
            for j in range(columns)
        ]
        for i in range(rows)
    ]


def valhalla_question(base: str, starts: Sequence[Place], ends: Sequence[Place]) -> Question:
    """Return the question to Valhalla's matrix service."""
    body = {
        "sources": [{"lat": lat, "lon": lon} for lat, lon in starts],
        "targets": [{"lat": lat, "lon": lon} for lat, lon in ends],
        "costing": "auto",
        "units": "kilometers",
    }
    return Question(f"{base.rstrip('/')}/sources_to_targets", orjson.dumps(body))


def valhalla_answer(raw: bytes, rows: int, columns: int) -> Cells:
    """Read Valhalla's answer: seconds and kilometres, null for no way. Raises ``Wrong``."""
    given = _matrix(_read(raw).get("sources_to_targets"), rows, columns)
    found: Cells = []
    for row in given:
        if not all(isinstance(cell, dict) for cell in row):
            raise Wrong("cells")
        found.append([_clear(c.get("time"), 1 / 60, c.get("distance"), 1.0) for c in row])
    return found


def _read(raw: bytes) -> dict[str, Any]:
    try:
        told = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise Wrong("no JSON") from None
    if not isinstance(told, dict):
        raise Wrong("no object")
    return told


def _matrix(given: Any, rows: int, columns: int) -> list[list[Any]]:
    if (
        not isinstance(given, list)
        or len(given) != rows
        or any(not isinstance(row, list) or len(row) != columns for row in given)
    ):
        raise Wrong("shape")
    return given


def _clear(time: Any, to_minutes: float, way: Any, to_km: float) -> Clear | None:
    """Return one cell; ``None`` where the service knows no way. Raises ``Wrong``."""
    if time is None:
        return None
    minutes = _number(time) * to_minutes
    km = None if way is None else _number(way) * to_km
    if minutes > MOST_MINUTES or (km is not None and km > MOST_KM):
        raise Wrong("size")
    return Clear(minutes, km)


def _number(given: Any) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise Wrong("number")
    if not math.isfinite(given) or given < 0:
        raise Wrong("number")
    return float(given)
