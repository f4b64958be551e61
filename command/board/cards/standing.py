"""Where the four cities stand: tiles, forces, sensors."""

from dataclasses import dataclass
from datetime import datetime

from command.board.cards.common import Age, LevelCount


@dataclass(frozen=True, slots=True, kw_only=True)
class CityTile:
    """One city in five numbers, all of them real; what an exercise adds stands apart."""

    code: str
    key: str
    name: str
    levels: tuple[LevelCount, ...]
    available: int
    total: int
    tasks: int
    overdue: int
    age: Age
    linked: bool = False  # its own system reports; ``age`` is that of its last word
    drill_incidents: int = 0
    drill_tasks: int = 0
    next_due: datetime | None = None  # when the next task will be late

    @property
    def short(self) -> bool:
        """Whether less than a quarter of the city's forces is left."""
        return self.total > 0 and self.available * 4 < self.total


@dataclass(frozen=True, slots=True)
class ForceCell:
    """Available of total for one kind in one city. ``total`` 0 means the city has none.

    ``floor`` is what the city keeps back, ``reserved`` how much is kept for later.
    """

    available: int
    total: int
    stale: bool = False
    floor: int = 0
    reserved: int = 0

    @property
    def at_floor(self) -> str:
        """``below`` what the city keeps, ``at`` it, or empty."""
        if not self.floor or self.available > self.floor:
            return ""
        return "at" if self.available == self.floor else "below"

    @property
    def tone(self) -> str:
        """``none`` left, ``short`` below a quarter, or empty."""
        if self.total and not self.available:
            return "none"
        is_short = self.available * 4 < self.total or self.at_floor == "below"
        return "short" if is_short else ""


@dataclass(frozen=True, slots=True)
class ForceRow:
    """One kind of force over the four cities, in the agreement's order."""

    kind: str
    name: str
    cells: tuple[ForceCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forces:
    """The matrix of forces: the real ones, or those of an exercise (``drill``).

    ``exercised``: there is an exercise, so the reader can choose.
    """

    cities: tuple[str, ...]
    rows: tuple[ForceRow, ...]
    age: Age
    exercised: bool = False
    drill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """One sensor with its last day. ``tone``: empty, ``warn`` or ``bad``."""

    id: str
    name: str
    quantity: str
    value: str
    unit: str
    age: Age
    level: int | None = None
    remark: str = ""
    tone: str = ""
    readings: tuple[float, ...] = ()
    limit: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """The sensors that matter most now, and how many there are."""

    rows: tuple[Gauge, ...]
    over: int
    online: int
    total: int
