"""Moving units: the newest word of each, once a second, to whoever has them in view."""

import asyncio
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from command.core import realtime
from command.core.feed.frames import Message

if TYPE_CHECKING:
    from command.core.feed.hub import Hub
    from command.core.feed.socket import Socket

EVERY = 1.0  # seconds between two frames of a viewer


@dataclass(frozen=True, slots=True)
class Box:
    """What a map shows, WGS 84 degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of(cls, given: Any) -> "Box | None":
        """Read ``[w, s, e, n]``; nothing when it is no part of the earth."""
        if not isinstance(given, list) or len(given) != 4:
            return None
        if not all(type(x) in {int, float} and math.isfinite(x) for x in given):
            return None
        west, south, east, north = (float(x) for x in given)
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            return None
        return cls(west, south, east, north)

    def holds(self, lat: float, lon: float) -> bool:
        """Return whether a point lies in the box."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


@dataclass(slots=True)
class Last:
    """Where a unit was last, encoded for sending."""

    lat: float
    lon: float
    at_ms: int
    text: str
    before: tuple[float, float]  # at the last tick: who leaves the view is told of once more

    def within(self, box: Box) -> bool:
        """Return whether the unit lies in the box, or has just left it."""
        return box.holds(self.lat, self.lon) or box.holds(*self.before)


@dataclass(slots=True)
class View:
    """What one viewer looks at; ``whole`` asks for all in view, not only what moved."""

    box: Box
    cities: frozenset[str]
    whole: bool = True


class Positions:
    """Merges what the cities report and tells each viewer what moved in view."""

    def __init__(self, hub: "Hub") -> None:
        """Know no unit yet."""
        self._hub = hub
        self._fleet: dict[str, dict[str, Last]] = {}  # city → team → where
        self._moved: dict[str, set[str]] = {}  # city → teams since the last tick
        self._views: dict[Socket, View] = {}

    def look(self, socket: "Socket", box: Box, cities: frozenset[str]) -> None:
        """Show a socket what is in the box, from the next tick on."""
        self._views[socket] = View(box, cities)
        for city in cities:
            if city not in self._fleet:
                self._fleet[city] = {}
                self._hub.bell.want(realtime.positions_channel(city))

    def may_see(self, socket: "Socket", cities: frozenset[str]) -> None:
        """Narrow or widen a view to the cities that its person may see now."""
        view = self._views.get(socket)
        if view is not None and view.cities != cities:
            self.look(socket, view.box, cities)

    def leave(self, socket: "Socket") -> None:
        """Show a socket nothing more."""
        self._views.pop(socket, None)

    def take(self, city: str, data: bytes) -> None:
        """Take a city's batch; an older word never replaces a newer one."""
        fleet = self._fleet.setdefault(city, {})
        moved = self._moved.setdefault(city, set())
        for unit in orjson.loads(data):
            team, lat, lon, _heading, at_ms, _status = unit
            known = fleet.get(team)
            if known is None or known.at_ms <= at_ms:
                before = (lat, lon) if known is None else (known.lat, known.lon)
                if known is not None and team in moved:
                    before = known.before
                fleet[team] = Last(lat, lon, at_ms, orjson.dumps(unit).decode(), before)
                moved.add(team)

    async def tick(self) -> None:
        """Tell every viewer what moved, once a second, for ever."""
        while True:
            await asyncio.sleep(EVERY)
            if self._views:
                self._tell()

    def _tell(self) -> None:
        moved, self._moved = self._moved, {}
        frames: dict[tuple[Box, frozenset[str], bool], Message | None] = {}
        for socket, view in tuple(self._views.items()):
            if socket.outlet.busy:
                view.whole = True  # what it misses now it gets at once when it is free
                continue
            like = (view.box, view.cities, view.whole)
            if like not in frames:
                frames[like] = self._frame(view, moved)
            view.whole = False
            frame = frames[like]
            if frame is not None:
                socket.outlet.push(frame)

    def _frame(self, view: View, moved: dict[str, set[str]]) -> Message | None:
        words: list[str] = []
        for city in view.cities:
            fleet = self._fleet.get(city, {})
            teams = fleet.keys() if view.whole else moved.get(city, ())
            words += [fleet[team].text for team in teams if fleet[team].within(view.box)]
        if not words:
            return None
        at = round(time.time() * 1000)
        text = f'{{"is":"positions","at":{at},"units":[{",".join(words)}]}}'
        return {"type": "websocket.send", "text": text}
