"""Example cards for ``/design/``: invented, flagged as an exercise, never on the live screen.

The content stands in ``examples.json``; a sentence there is a pair of Chinese and English.
"""

import json
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.timezone import localtime, now

from command.board import cards
from command.board.cards import Age, Consequence, Fact, ForceCell, ForceRow, LevelCount
from command.core.tongues import is_english

INCIDENT_KEY = "0192f000-0000-7000-8000-00000000000{}"
CROWDS = ((18, 41.0, 112.7), (12, 39.42, 109.55), (9, 38.9, 108.3))  # units, lat, lon


@cache
def _content() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    return found


def said(value: Any) -> Any:
    """Return the content in the reader's language, sentence by sentence."""
    if isinstance(value, dict) and value.keys() == {"zh", "en"}:
        return value["en" if is_english() else "zh"]
    if isinstance(value, dict):
        return {key: said(part) for key, part in value.items()}
    return [said(part) for part in value] if isinstance(value, list) else value


def content(name: str) -> Any:
    """Return one part of the content in the reader's language."""
    return said(_content()[name])


def ago(seconds: float = 0, *, minutes: float = 0) -> datetime:
    """Return the moment so long ago."""
    return now() - timedelta(seconds=seconds, minutes=minutes)


def age(seconds: float, every: int = 30) -> Age:
    """Return the age of something heard of so many seconds ago."""
    return Age(at=ago(seconds), every=every)


def incidents() -> cards.IncidentList:
    """Return nine incidents of every level and state."""
    rows = []
    for line in content("incidents"):
        (
            key,
            level,
            title,
            place,
            status,
            note,
            since,
            seen,
            tasks,
            teams,
            at,
            joint,
            alarmed,
        ) = line
        rows.append(
            cards.IncidentRow(
                id=INCIDENT_KEY.format(key), title=title, level=level, place=place,
                status=status, note=note, reported_at=ago(minutes=since), age=age(seen),
                tasks_done=tasks[0], tasks_total=tasks[1], overdue=tasks[2],
                on_scene=teams[0], en_route=teams[1], lat=at[0], lon=at[1],
                joint=joint, alarmed=alarmed, exercise=key == "1",
            )
        )  # fmt: skip
    levels = ((1, 1), (2, 2), (3, 3), (4, 2), (0, 1))
    return cards.IncidentList(
        rows=tuple(rows), levels=tuple(LevelCount(*pair) for pair in levels)
    )


def no_incidents() -> cards.IncidentList:
    """Return the list of a quiet day."""
    ended = ago(minutes=3000)
    return cards.IncidentList(
        rows=(), levels=(), last_title=content("last_title"), last_ended_at=ended
    )


def cities() -> tuple[cards.CityTile, ...]:
    """Return four cities: one short of forces, one that has not been heard of."""
    tiles = []
    for key, line in enumerate(content("cities"), 1):
        code, name, levels, available, total, tasks, overdue, seen = line
        tiles.append(
            cards.CityTile(
                code=code, key=str(key), name=name, available=available, total=total,
                levels=tuple(LevelCount(*level) for level in levels),
                tasks=tasks, overdue=overdue, age=age(seen, 12),
            )
        )  # fmt: skip
    return tuple(tiles)


def decisions() -> tuple[cards.Decision, ...]:
    """Return a response to approve and a loan of boats to answer."""
    return tuple(
        cards.Decision(
            kind=kind, key=f"example-{kind}", level=level, title=title, asker=asker,
            asked_at=ago(seen), basis=basis,
            consequences=tuple(Consequence(*cost) for cost in costs),
        )
        for kind, level, title, asker, seen, basis, costs in content("decisions")
    )  # fmt: skip


def forces() -> cards.Forces:
    """Return a matrix with a shortage, a kind that is used up and a stale city."""
    rows = [
        ForceRow(
            code,
            name,
            tuple(ForceCell(free, total, n == 3) for n, (free, total) in enumerate(of)),
        )
        for code, name, of in content("forces")
    ]
    names = tuple(line[1] for line in content("cities"))
    return cards.Forces(cities=names, rows=tuple(rows), age=age(4))


def gauges() -> cards.Gauges:
    """Return sensors over their limits, normal, and silent."""
    rows = []
    for number, line in enumerate(content("gauges")):
        level, name, quantity, value, unit, every, seen, remark, tone, readings, limit = line
        rows.append(
            cards.Gauge(
                id=f"example-{number}", name=name, quantity=quantity, value=value, unit=unit,
                level=level, age=age(seen, every), remark=remark, tone=tone,
                readings=tuple(readings), limit=limit,
            )
        )  # fmt: skip
    return cards.Gauges(rows=tuple(rows), over=2, online=418, total=426)


def no_gauges() -> cards.Gauges:
    """Return a board without sensors."""
    return cards.Gauges(rows=(), over=0, online=0, total=0)


def peek() -> cards.Peek:
    """Return a closer look at the gravest incident."""
    row, more = incidents().rows[0], content("peek")
    facts = [
        Fact(label=label, value=value, unit=unit, remark=remark, share=share)
        for label, value, unit, remark, share in more["facts"]
    ]
    return cards.Peek(
        id=row.id, title=row.title, level=row.level, joint=True, exercise=True,
        status=row.status, place=more["place"], lead=more["lead"],
        reported_at=row.reported_at, age=row.age, facts=tuple(facts),
        responses=tuple((name, level) for name, level in more["responses"]),
    )  # fmt: skip


def alarms() -> tuple[cards.AlarmBar, ...]:
    """Return the bar in every level: a call for help, a grave alarm, lesser ones."""
    found = []
    for number, line in enumerate(content("alarms")):
        level, tag, title, where, seen, more, at = line
        lat, lon = at or (None, None)
        found.append(
            cards.AlarmBar(
                id=f"00000000-0000-7000-8000-00000000000{number}", level=level, tag=tag,
                title=title, where=where, raised_at=ago(seen), more=more, lat=lat, lon=lon,
                flash=tag == "SOS",
            )
        )  # fmt: skip
    return tuple(found)


def feed() -> tuple[cards.FeedLine, ...]:
    """Return eleven lines, newest first."""
    return tuple(
        cards.FeedLine(
            room="joint", origin="150000", seq=900 - number, at=ago(seen), group=group,
            tag=tag, tone=tone, text=text,
        )
        for number, (seen, group, tag, tone, text) in enumerate(content("feed"))
    )  # fmt: skip


def times() -> cards.Times:
    """Return six hours with the nine incidents on them."""
    start = ago(minutes=360)
    first = localtime(start).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    hours = [first + timedelta(hours=n) for n in range(6)]

    def x(at: datetime) -> float:
        return round(8 + (at - start).total_seconds() / 21_600 * 984, 1)

    rows = incidents().rows
    return cards.Times(
        busy=tuple((8 + n * 6.9, 3 + n * 37 % 23 * (0.3 + n / 200)) for n in range(142)),
        hours=tuple((x(at), f"{at:%H:%M}") for at in hours),
        ticks=tuple(cards.Tick(x(row.reported_at), row.level, row.title) for row in rows),
    )


def units() -> list[list[object]]:
    """Return units on the map, as ``selectors.units`` does."""
    found: list[list[object]] = [
        [f"example-{n}", letter, lat, lon, None, state]
        for n, (letter, lat, lon, state) in enumerate(content("units"))
    ]
    letter = content("units")[0][0]
    for size, lat, lon in CROWDS:
        for n in range(size):
            place = (lat + n % 4 * 0.004, lon + n // 4 * 0.004)
            found.append([f"crowd-{lat}-{n}", letter, *place, None, "standby"])
    return found


def screen() -> cards.Screen:
    """Return the whole screen with examples; its page follows no room."""
    return cards.Screen(
        incidents=incidents(), cities=cities(), decisions=decisions(), forces=forces(),
        gauges=gauges(), times=times(), alarm=alarms()[0], peek=peek(), feed=feed(),
        start={"rooms": [], "units": units(), "example": True},
    )  # fmt: skip
