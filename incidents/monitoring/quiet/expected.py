"""Who should have reported: derived from what is known, typed in by nobody.

Each floor enters what it knows of: this one the stations and the reports owed by law,
tasking the teams that say how they are. A provider returns everybody who is waited for,
those who have spoken in time too: only so is it known that neighbours speak.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incidents.monitoring.quiet.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One voice that is waited for. ``ref`` names it: ``station.<id>``, ``team.<id>``.

    ``last_at`` is its last word, ``overdue_at`` the moment from which its silence counts.
    ``incident`` is what it was to report about, if anything; ``place`` (latitude, longitude)
    says to which township of its county it belongs.
    """

    source: str
    ref: str
    region: str
    label_zh: str
    label_en: str
    last_at: datetime | None
    overdue_at: datetime
    exercise: UUID | None
    incident: UUID | None = None
    place: tuple[float, float] | None = None

    def is_silent(self, at: datetime) -> bool:
        """Return whether it should have been heard by then."""
        return at > self.overdue_at


Provider = Callable[[datetime, Limits], Iterable[Expectation]]
PROVIDERS: list[Provider] = []


def enter(provider: Provider) -> None:
    """Let ``provider`` be asked who should have reported; entering twice is once."""
    if provider not in PROVIDERS:
        PROVIDERS.append(provider)


def ask(at: datetime, limits: Limits) -> list[Expectation]:
    """Return everybody who is waited for. As many queries as the providers need."""
    return [one for provider in PROVIDERS for one in provider(at, limits)]
