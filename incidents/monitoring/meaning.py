"""What an alarm speaks of: the kind of event and what to advise, by quantity and season.

The rows are in ``data/alarm_events.csv``, the first that fits holds. They only fill forms
in: whoever reports or warns decides.
"""

import csv
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from command.core.tongues import of_reader
from incidents.monitoring.models import Datastream

ROWS = Path(__file__).parent / "data" / "alarm_events.csv"
CHINA = ZoneInfo("Asia/Shanghai")
SHORT = 3  # letters; a shorter word must be the whole name of a quantity


@dataclass(frozen=True, slots=True)
class Meaning:
    """One row: for which words and months, which kind of event, and what to advise."""

    words: tuple[str, ...]
    months: frozenset[int]
    event_type: str
    advice_zh: str
    advice_en: str

    @property
    def advice(self) -> str:
        """What to advise, in the reader's language."""
        return of_reader(self.advice_zh, self.advice_en)

    def fits(self, names: tuple[str, ...], at: datetime) -> bool:
        """Return whether the row is about a quantity of these names at that time."""
        if self.months and at.astimezone(CHINA).month not in self.months:
            return False
        return any(_named(word, name) for word in self.words for name in names)


def meaning_of(stream: Datastream, at: datetime) -> Meaning | None:
    """Return what a quantity that is out of bounds means; needs ``observed`` read before."""
    code = stream.observed.code if stream.observed else ""
    given = (code, stream.key, stream.name, stream.name_en)
    names = tuple(name.lower() for name in given if name)
    return next((row for row in rows() if row.fits(names, at)), None)


@cache
def rows() -> tuple[Meaning, ...]:
    """Return the rows of the file."""
    with ROWS.open(encoding="utf-8") as file:
        return tuple(
            Meaning(
                words=tuple(row["words"].split("|")),
                months=frozenset(int(month) for month in row["months"].split()),
                event_type=row["event_type"],
                advice_zh=row["advice_zh"],
                advice_en=row["advice_en"],
            )
            for row in csv.DictReader(file)
        )


def _named(word: str, name: str) -> bool:
    if not word.isascii():
        return word in name
    return name == word or (len(word) > SHORT and name.startswith(word))
