"""Entering the townships of a city, from a table: all of its lines or none."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.models import Person
from command.core.rooms import register_room
from incidents.monitoring.intake.rights import require_keeper
from incidents.monitoring.quiet.events import TownshipsEntered
from incidents.monitoring.quiet.models import Township
from incidents.monitoring.quiet.selectors.townships import TownshipCard
from incidents.monitoring.quiet.table import Given

COLUMNS = ("name_zh", "name_en", "point", "outline", "people", "illustrative", "retired")


@dataclass(frozen=True, slots=True)
class Entered:
    """How many townships are new, how many say something else now, and how many do not."""

    new: int
    changed: int
    same: int


@door
def enter_townships(*, actor: Person | None, rows: Sequence[Given]) -> Entered:
    """Enter townships of the acting authority, or change what is said of them.

    Raises ``NotPermitted`` unless ``actor`` keeps the intake of every county named.
    """
    for county in sorted({one.code[:6] for one in rows}):
        require_keeper(actor, county, to=_("enter townships"))
    mine = Township.objects.filter(origin=authority.current())
    there = {
        one.code: one
        for one in mine.filter(code__in=[one.code for one in rows])
        .select_for_update(of=("self",))
        .order_by("code")
    }
    new, changed = [], []
    for given in rows:
        row = there.get(given.code)
        if row is None:
            row = Township(code=given.code, county_id=given.code[:6], **_values(given))
            row.save(force_insert=True)
            new.append(row)
        elif differing := _differing(row, given):
            row.save(update_fields=differing)
            changed.append(row)
    _tell([*new, *changed], len(new), actor)
    return Entered(len(new), len(changed), len(rows) - len(new) - len(changed))


def _values(given: Given) -> dict[str, Any]:
    return {name: getattr(given, name) for name in COLUMNS}


def _differing(row: Township, given: Given) -> list[str]:
    """Set what is given; return the columns that differ."""
    found = [name for name in COLUMNS if getattr(row, name) != getattr(given, name)]
    for name in found:
        setattr(row, name, getattr(given, name))
    return found


def _tell(rows: Iterable[Township], new: int, actor: Person | None) -> None:
    by_city: dict[str, list[Township]] = {}
    for row in rows:
        by_city.setdefault(regions.city_of(row.county_id), []).append(row)
    journal.hold(*(register_room(city, None) for city in by_city))
    for city, some in sorted(by_city.items()):
        journal.append(
            TownshipsEntered(city=city, townships=len(some), new=new),
            room=register_room(city, None),
            actor=actor,
            changed={f"township.{row.pk}": asdict(TownshipCard.of(row)) for row in some},
            occurred_at=now(),
        )
