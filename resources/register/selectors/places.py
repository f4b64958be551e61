"""The lines of facilities: how full they are, and when somebody counted."""

from django.utils.translation import gettext as _

from command.core.models import Person
from command.core.tongues import is_english
from resources.register import details
from resources.register.kinds import Counted, FacilityKind
from resources.register.models import CountRule, Facility
from resources.register.selectors.line import Line, Lines, marks


def count_minutes(authority: str) -> dict[str, int]:
    """Return how often an authority counts what, in minutes."""
    return {rule.counted: rule.minutes for rule in CountRule.in_force.of(authority)}


def facility_lines(rows: list[Facility], person: Person) -> Lines:
    """Return the lines of facilities; what is counted late is late by their own rules."""
    minutes: dict[str, dict[str, int]] = {}
    for row in rows:
        if row.origin not in minutes:
            minutes[row.origin] = count_minutes(row.origin)
    return [_facility(row, minutes[row.origin]) for row in rows]


def _facility(row: Facility, minutes: dict[str, int]) -> Line:
    number = of = tone = detail = ""
    if row.kind == FacilityKind.SHELTER:
        capacity = row.details.get("capacity", 0)
        number = "—" if row.occupied is None else str(row.occupied)
        of = _("%(n)d places taken") % {"n": capacity}
        tone = "none" if (row.occupied or 0) >= capacity else ""
    elif row.beds:
        free = sum(one["staffed"] - one["occupied"] for one in row.beds.values())
        number = str(free)
        of = _("%(n)d beds free") % {"n": sum(one["staffed"] for one in row.beds.values())}
        tone = "none" if free == 0 else ""
    elif row.level:
        detail = _("Major hazard, level %(level)d") % {"level": row.level}
    every = minutes.get(
        Counted.SHELTER if row.kind == FacilityKind.SHELTER else Counted.HOSPITAL, 1440
    )
    return Line(
        what="facility",
        key=row.pk,
        name=row.name_en if row.name_en and not _in_chinese() else row.name,
        kind=str(FacilityKind(row.kind).label),
        region=row.region_id,
        state=_("out of use") if row.closed_at else "",
        status="unavailable" if row.closed_at else "",
        number=number,
        of=of,
        tone=tone,
        detail=detail or _gist(row) or row.place,
        at=row.counted_at,
        every=every * 60,
        **marks(row),
    )


def _gist(row: Facility) -> str:
    """Return the first things that are kept of a facility, in few words."""
    kept = [detail for detail in details.of(row.kind) if detail.key in row.details]
    chosen = [d.said(row.details[d.key]) for d in kept if d.choices and d.key != "function"]
    chosen += [str(d.label) for d in kept if d.kind == "yes" and row.details[d.key]]
    counted = [f"{d.label} {row.details[d.key]}" for d in kept if d.key == "sources"]
    return " · ".join([*chosen, *counted][:7])


def _in_chinese() -> bool:
    return not is_english()
