"""Parts of the year in which a rule or a limit holds: no database, no clock."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Shanghai")
LEAP = 2028  # a year that has every day


@dataclass(frozen=True, slots=True)
class Season:
    """From one day of the year to another, both within; it may run over New Year."""

    begins: tuple[int, int]
    ends: tuple[int, int]

    @classmethod
    def of(cls, begins: str, ends: str) -> "Season":
        """Read two days written as ``"11-15"``. Raises ``ValueError``."""
        return cls(_day(begins), _day(ends))

    def holds(self, at: datetime) -> bool:
        """Return whether ``at`` lies within, by the calendar of the four cities."""
        local = at.astimezone(HERE)
        today = (local.month, local.day)
        if self.begins <= self.ends:
            return self.begins <= today <= self.ends
        return today >= self.begins or today <= self.ends


def _day(written: str) -> tuple[int, int]:
    month, _, day = written.partition("-")
    if not (len(written) == 5 and month.isdecimal() and day.isdecimal()):
        raise ValueError(written)
    told = date(LEAP, int(month), int(day))
    return told.month, told.day
