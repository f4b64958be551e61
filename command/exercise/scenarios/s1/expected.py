"""What the script says S1 comes to: the figures that a play is compared with."""

from command.exercise.scenario import Expected
from command.exercise.scenarios.s1.tell import (
    BAOTOU,
    DALAD,
    EVENT,
    HOHHOT,
    JIUYUAN,
    ORDOS,
    REGION,
    TOGTOH,
    ULANQAB,
)

# Figures of the jam at T+24.
FIGURES = {
    "dead": 0.0,
    "missing": 0.0,
    "slight": 3.0,
    "moved": 3494.0,
    "inundated_km2": 12.4,
}
MOVED = {DALAD: 2874.0, JIUYUAN: 620.0}

# People and vehicles on the scene at T+24.
RESCUERS = {ORDOS: 812, BAOTOU: 236, HOHHOT: 142, ULANQAB: 96}
VEHICLES = 214

_COLUMNS = (DALAD, ORDOS, JIUYUAN, BAOTOU, TOGTOH, HOHHOT, ULANQAB, REGION)


def _row(levels: str) -> dict[str, int | None]:
    # One sign a jurisdiction, in the order of the columns; a dot is no response.
    return {
        where: None if sign == "." else int(sign)
        for where, sign in zip(_COLUMNS, levels, strict=True)
    }


# The response table: Dalad, Ordos, Jiuyuan, Baotou, Togtoh, Hohhot, Ulanqab, region.
LEVELS: dict[str, dict[str, int | None]] = {
    "-20:00": _row(".4.4...4"),
    "0:40": _row("3344...4"),
    "1:10": _row("333344.4"),
    "3:20": _row("22323342"),
    "14:00": _row("22433342"),
    "24:00": _row("33.433.3"),
}

# Request lines at T+24: number → (asked for, accepted, arrived).
REQUESTS: dict[str, tuple[int, int, int]] = {
    "RR-01": (6, 5, 5),
    "RR-02": (1, 1, 1),
    "RR-03": (500, 300, 300),
    "RR-04": (2000, 1200, 1200),
    "RR-05": (80, 80, 80),
    "RR-06": (20, 14, 14),
    "RR-07": (100_000, 100_000, 100_000),
    "RR-08": (4000, 4000, 2600),
    "RR-09": (1, 1, 1),
    "RR-10": (1, 1, 1),
    "RR-11": (2, 1, 1),
    "RR-12": (1, 1, 1),
}
OFFERS = {"RO-01": "accepted"}

TASKS = {"verified": 16, "in_progress": 7, "cancelled": 1}
IMAGES = 14

EXPECTED = Expected(
    incident=EVENT,
    figures=FIGURES,
    moved=MOVED,
    rescuers=RESCUERS,
    vehicles=VEHICLES,
    levels=LEVELS,
    requests=REQUESTS,
    offers=OFFERS,
    tasks=TASKS,
    images=IMAGES,
)
