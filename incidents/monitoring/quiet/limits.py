"""The numbers by which an area counts as quiet, as the rules have them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from command.core import authority
from incidents.monitoring.quiet.models import QuietRule

# Code and what holds when somebody has switched the rule off: such a limit asks nothing.
CODES = {
    "stream-intervals": 3,
    "least-wait": 0,
    "team-grace": 0,
    "report-grace": 0,
    "word-holds": 10_800,
    "desk-words": 0,
    "least-voices": 1,
    "silent-share": 100,
    "neighbour-km": 2000,
    "neighbours": 1,
    "neighbour-share": 0,
    "township-voices": 1,
    "township-km": 2000,
    "confirm": 0,
    "pause": 600,
    "people-1": 2**31 - 1,
    "people-2": 2**31 - 1,
    "people-3": 2**31 - 1,
}
LEAST_LEVEL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What holds: seconds, kilometres, per cent, counts."""

    stream_intervals: int
    least_wait: int
    team_grace: int
    report_grace: int
    word_holds: int
    desk_words: int
    least_voices: int
    silent_share: int
    neighbour_km: int
    neighbours: int
    neighbour_share: int
    township_voices: int
    township_km: int
    confirm: int
    pause: int
    people_1: int
    people_2: int
    people_3: int

    @classmethod
    def of(cls, code: str | None = None) -> Self:
        """Return what holds for an authority, or for whoever acts. One query."""
        rows = QuietRule.in_force.of(code or authority.of(None))
        held = CODES | {row.code: row.value for row in rows if row.code in CODES}
        return cls(**{name.replace("-", "_"): value for name, value in held.items()})

    def level(self, people: int | None) -> int:
        """Return the level of a quiet area in which so many people live."""
        bounds = (self.people_1, self.people_2, self.people_3)
        for level, least in enumerate(bounds, 1):
            if (people or 0) >= least:
                return level
        return LEAST_LEVEL

    @property
    def wait(self) -> timedelta:
        """The least silence that counts."""
        return timedelta(seconds=self.least_wait)

    @property
    def paused_after(self) -> timedelta:
        """After how long without a look the waiting begins anew."""
        return max(timedelta(seconds=self.pause), self.confirmed_after)

    @property
    def confirmed_after(self) -> timedelta:
        """How long an area must look quiet before it is said."""
        return timedelta(seconds=self.confirm)
