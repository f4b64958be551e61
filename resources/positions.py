"""Where teams and vehicles are: checked here, kept by whoever has been entered for it.

Positions are telemetry, not facts: there is a last value for each thing and a track, no
journal, and no door. What is older than what is known moves nothing.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import is_aware, now
from django.utils.translation import gettext as _

from command.core import realtime
from command.core.errors import Invalid, NotPermitted
from command.core.models import Person
from command.core.regions import city_of
from resources.selectors import team_of

# A phone's clock may be a little fast; what is further ahead would block the truth.
AHEAD = timedelta(minutes=2)
FASTEST = 1000.0  # metres a second that anybody may claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One position of one team, or one asset: WGS 84 degrees, heading from north.

    ``accuracy_m`` is the radius within which it is meant, ``battery`` percent.
    """

    team_id: UUID | None = None
    asset_id: UUID | None = None
    lat: float
    lon: float
    observed_at: datetime
    heading_deg: float | None = None
    accuracy_m: float | None = None
    speed_mps: float | None = None
    battery: float | None = None

    @property
    def subject(self) -> UUID:
        """Whose place it is."""
        found = self.team_id or self.asset_id
        if found is None:
            raise Invalid(_("A position is somebody's."))
        return found


@dataclass(frozen=True, slots=True)
class Moved:
    """A thing that has moved: as the feed says it, and the region in which it is at home.

    ``status`` is ``None`` for what is no team, which the feed does not show.
    """

    subject: UUID
    lat: float
    lon: float
    heading: float | None
    at: datetime
    region: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps positions, and who refuses a person that sends too many."""

    write: Callable[[Sequence[Fix]], list[Moved]]
    admit: Callable[[Person], None]


_keepers: list[Keeper] = []


def enter(keeper: Keeper) -> None:
    """Let ``keeper`` keep the positions from now on."""
    _keepers[:] = [keeper]


def record(batch: Iterable[Fix]) -> int:
    """Keep the positions of a batch; return how many things moved. One statement.

    Unknown teams are passed over. Raises ``Invalid`` and writes nothing when one
    position cannot be.
    """
    latest = now() + AHEAD
    fixes = list(batch)
    for fix in fixes:
        check(fix, latest)
    if not fixes:
        return 0
    with transaction.atomic():
        moved = _keepers[0].write(fixes)
        units: dict[str, list[realtime.Unit]] = defaultdict(list)
        for one in moved:
            if one.status is None or one.region is None:
                continue
            at = int(one.at.timestamp() * 1000)
            unit = (str(one.subject), one.lat, one.lon, one.heading, at, one.status)
            units[city_of(one.region)].append(unit)
        transaction.on_commit(lambda: _pass_on(units), robust=True)
    return len(moved)


def report(person: Person, fixes: Iterable[Mapping[str, Any]]) -> int:
    """Keep where the own team of ``person`` was; return how many things moved.

    Raises ``NotPermitted`` when they are in no team, ``Invalid``, or a refusal when they
    send too many.
    """
    team = team_of(person)
    if team is None:
        raise NotPermitted(_("Only a member of a team reports where it is."))
    _keepers[0].admit(person)
    return record(Fix(team_id=team.pk, **fix) for fix in fixes)


def _pass_on(units: dict[str, list[realtime.Unit]]) -> None:
    for city, moved in units.items():
        realtime.publish_positions(city, moved)


def check(fix: Fix, latest: datetime) -> None:
    """Raise ``Invalid`` for what cannot be. NaN fails every comparison, so it fails these."""
    whose = str(fix.subject)
    if not (-90 <= fix.lat <= 90 and -180 <= fix.lon <= 180):
        raise Invalid(_("This is no place on earth."), team=whose)
    heading = fix.heading_deg
    if heading is not None and not (math.isfinite(heading) and 0 <= heading <= 360):
        raise Invalid(_("A heading lies between 0 and 360 degrees."), team=whose)
    if not is_aware(fix.observed_at) or fix.observed_at > latest:
        raise Invalid(_("A position has a time that has passed."), team=whose)
    bounds = ((fix.accuracy_m, 1e6), (fix.speed_mps, FASTEST), (fix.battery, 100.0))
    if not all(value is None or 0 <= value <= most for value, most in bounds):
        raise Invalid(_("Accuracy, speed or battery lie out of all bounds."), team=whose)
