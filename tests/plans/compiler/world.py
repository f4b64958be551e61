"""A small world for the compiler, without a database: and broken plans from a sound one."""

import copy
import re
from functools import cache
from pathlib import Path

import plans.compiler
from plans.compiler import law
from plans.compiler.facts import Facts, Pledge, Source
from plans.document import plain_yaml

BAOTOU, ORDOS, DALAD = "150200", "150600", "150621"
DATA = Path(plans.compiler.__file__).parent / "data"
SEATS = {ORDOS: (39.607, 109.776), DALAD: (40.403, 110.034), BAOTOU: (40.656, 109.835)}
DEPOT, BASE = (40.385, 110.059), (40.650, 109.823)
PART = re.compile(r"([a-z_]+)|\[(\d+)\]")
KNOWN = {
    "2990102": "冲锋舟",
    "2990601": "移动排水泵车",
    "MED": "紧急医学救援队",
    "WATER": "水域救援队",
}


def facts(**given):
    """Return the world in which the sound plan compiles."""
    ways = {
        (DEPOT, SEATS[DALAD]): 55.0,
        (BASE, SEATS[DALAD]): 50.0,
        (DEPOT, SEATS[ORDOS]): 110.0,
        (BASE, SEATS[ORDOS]): 120.0,
    }
    pump = frozenset({"PUMP_1000", "PUMP_500"})
    return Facts(
        **{
            "city": ORDOS,
            "kind": "special",
            "event_types": ("11A05",),
            "holders": {
                ("organisation", "flood_control", ORDOS): ("p1",),
                ("organisation", "fire", ORDOS): ("p2", "p3"),
                ("organisation", "police", ORDOS): ("p4",),
                ("organisation", "health", ORDOS): ("p5",),
                ("organisation", "power", ORDOS): (),
                ("post", "duty_officer", ORDOS): ("p6", "p7"),
                ("post", "liaison", ORDOS): ("p8",),
            },
            "names": {"p8": "鄂尔多斯·联络员"},
            "known": KNOWN,
            "sources": [
                Source(what="2990102", city=ORDOS, quantity=16, place=DEPOT),
                Source(what="2990601", city=BAOTOU, quantity=5, place=BASE, able=pump),
                Source(what="MED", city=BAOTOU, quantity=1, place=BASE),
            ],
            "capabilities": {
                "PUMP_1000": frozenset({"2990601"}),
                "MINE_WATER": frozenset({"MINE"}),
            },
            "pledges": [
                Pledge(giver=BAOTOU, taker=ORDOS, what="2990601", quantity=3,
                       capabilities=pump, within_minutes=120),
                Pledge(giver=BAOTOU, taker="", what="MED", quantity=1, within_minutes=30),
            ],
            "contacts": {"village-heads": 40},
            "sensors": frozenset({"D-ZJF.H"}),
            "seats": SEATS,
            "minutes": ways,
            "musts": law.musts(ORDOS),
            "limits": law.limits(ORDOS),
            **given,
        }
    )  # fmt: skip


def sound():
    """Return a fresh copy of the sound plan, as data."""
    return copy.deepcopy(_sound())


@cache
def _sound():
    return plain_yaml.load((DATA / "sound.yaml").read_text(encoding="utf-8"))


def put(data, changes):
    """Write each value at its place; a place one past the end adds."""
    for place, value in changes.items():
        path = [name or int(number) for name, number in PART.findall(place)]
        where = data
        for step in path[:-1]:
            where = where.setdefault(step, []) if isinstance(where, dict) else where[step]
        last, value = path[-1], copy.deepcopy(value)
        if isinstance(where, list) and last == len(where):
            where.append(value)
        else:
            where[last] = value
    return data
