"""What was said of one reading: whose it is, when, how much, in which unit."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from incidents.monitoring.intake.resolve import Name
from incidents.monitoring.intake.words import Came

FIRST_YEAR, LAST_YEAR = 1990, 2200
MILLISECONDS = 1e11  # a number of seconds so large would lie three thousand years ahead
NAME, UNIT, TIME = 64, 40, 40  # signs
KNOWN = frozenset({"station", "stream", "at", "value", "unit"})


@dataclass(frozen=True, slots=True)
class Told:
    """One reading as it was said, its stream not looked up yet."""

    index: int
    name: Name
    at: datetime
    value: float | None
    unit: str


class Wrong(Exception):  # noqa: N818  a refusal is an answer, not a fault
    """One reading cannot be taken as it was said."""

    def __init__(self, why: Came, text: str, name: Name | None = None) -> None:
        """Refuse with a reason."""
        super().__init__(text)
        self.why, self.text, self.name = why, text, name


def read(index: int, said: Any) -> Told:
    """Return one reading of a JSON message. Raises ``Wrong``."""
    if not isinstance(said, Mapping):
        raise Wrong(Came.UNREADABLE, _("A reading is an object."))
    if not said.keys() <= KNOWN:
        extra = ", ".join(sorted(str(key)[:24] for key in said.keys() - KNOWN)[:5])
        raise Wrong(Came.UNREADABLE, _("Not known: %(names)s.") % {"names": extra})
    name = name_of(said.get("station"), said.get("stream"))
    if "value" not in said:
        raise Wrong(Came.NOT_A_NUMBER, _("The value is missing."), name)
    return Told(
        index,
        name,
        time_of(said.get("at"), name),
        value_of(said["value"], name),
        unit_of(said.get("unit")),
    )


def name_of(station: Any, stream: Any) -> Name:
    """Return the name of a stream: with its station's, or its own id alone."""
    whose, which = station or "", stream
    if isinstance(whose, str) and isinstance(which, str) and which:
        whose, which = whose.strip(), which.strip()
        if len(whose) <= NAME and len(which) <= NAME and (whose + which).isprintable():
            return whose, which
    raise Wrong(Came.UNKNOWN_STREAM, _("Say the station and the stream."))


def time_of(said: Any, name: Name | None = None) -> datetime:
    """Return a time: ISO 8601 (Beijing time without a zone), or seconds since 1970."""
    try:
        found = _time(said)
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
    except (ValueError, OverflowError, OSError):
        pass
    raise Wrong(Came.NO_TIME, _("The time is not readable: ISO 8601 is."), name)


def value_of(said: Any, name: Name | None = None) -> float | None:
    """Return a value; ``None`` says that the sensor gave none."""
    if said is None:
        return None
    if isinstance(said, int | float) and not isinstance(said, bool):
        try:
            value = float(said)
        except OverflowError:
            value = math.inf
        if math.isfinite(value):
            return value
    raise Wrong(Came.NOT_A_NUMBER, _("The value is not a number."), name)


def unit_of(said: Any) -> str:
    """Return the unit, blank when none was said."""
    if said is None:
        return ""
    if isinstance(said, str) and len(said) <= UNIT and "\0" not in said:
        return said.strip()
    raise Wrong(Came.WRONG_UNIT, _("The unit is not readable."))


def _time(said: Any) -> datetime:
    if isinstance(said, datetime) and said.tzinfo:
        return said
    if isinstance(said, str) and 8 <= len(said) <= TIME:
        found = datetime.fromisoformat(said.strip())
        aware = found if found.tzinfo else found.replace(tzinfo=get_current_timezone())
        return aware.astimezone(UTC)
    if isinstance(said, int | float) and not isinstance(said, bool):
        seconds = said / 1000 if abs(said) >= MILLISECONDS else said
        return datetime.fromtimestamp(seconds, UTC)
    raise ValueError("no time")
