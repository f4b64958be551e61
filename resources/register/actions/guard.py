"""What the doors of the register ask before anything is written."""

from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.contrib.gis.geos import Point
from django.db.models import Model, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import OwnedModel, Person
from command.core.policies import require
from command.core.times import iso
from resources.rights import MAY_REGISTER, require_own

Row = TypeVar("Row", bound=Model)
FIRST, LAST = date(1990, 1, 1), date(2100, 1, 1)
EARLIEST = 2000  # a year: nobody plans or counted before
SKEW = timedelta(minutes=5)  # by which a clock may run ahead


def text(field: str, given: str, most: int, *, required: bool = False) -> str:
    """Return a text without blanks around it. Raises ``Invalid`` with the field."""
    said = given.strip()
    if required and not said:
        raise Invalid(_("Something that must be said is missing."), field=field)
    if len(said) > most or "\x00" in said:
        raise Invalid(_("At most %(most)d characters.") % {"most": most}, field=field)
    return said


def point(field: str, given: tuple[float, float]) -> Point:
    """Return (lat, lon), WGS 84 degrees, as a point. Raises ``Invalid`` off the earth."""
    lat, lon = given
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise Invalid(_("This is no place on earth."), field=field)
    return Point(lon, lat, srid=4326)


def day(field: str, given: date | None) -> date | None:
    """Return a day that somebody can mean. Raises ``Invalid`` with the field."""
    if given is not None and not FIRST <= given < LAST:
        raise Invalid(_("This is not a day."), field=field)
    return given


def moment(field: str, given: datetime | None) -> datetime:
    """Return when something was counted or done: now if not given, never in the future."""
    at = given or now()
    if at > now() + SKEW or at.year < EARLIEST:
        raise Invalid(_("This lies in the future or before all memory."), field=field)
    return at


def locked(rows: QuerySet[Row], key: UUID) -> Row:
    """Return the row, locked. Raises ``NotThere``."""
    row = rows.select_for_update(of=("self",)).filter(pk=key).first()
    if row is None:
        raise NotThere(_("There is no such thing in the register."), id=str(key))
    return row


def require_keeper(actor: Person | None, thing: OwnedModel, region: str, *, to: str) -> None:
    """Raise unless ``actor`` keeps the register there, and the thing is theirs and real now.

    An exercise changes what it made itself, and reality what is real.
    """
    require(actor, MAY_REGISTER, to=to, region=region)
    require_own(thing.origin, to=to)
    if actor is not None and thing.exercise_id != authority.exercise():
        raise Conflict(_("An exercise and reality are not mixed."))


def unchanged(seen_at: str, updated_at: datetime) -> None:
    """Raise ``Conflict`` when the thing has been changed since it was seen."""
    if seen_at and seen_at != iso(updated_at):
        raise Conflict(_("Somebody else changed this meanwhile. Look again."))
