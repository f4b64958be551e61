"""Townships, as those may see them who are on duty or keep the intake."""

from dataclasses import dataclass
from typing import Self

from command.core.models import Person
from incidents.monitoring.intake.rights import seen_by
from incidents.monitoring.quiet.models import Township


@dataclass(frozen=True, slots=True)
class TownshipCard:
    """A township; ``outlined`` when its area is known and not only its seat."""

    id: str
    code: str
    county: str
    name_zh: str
    name_en: str
    lat: float
    lon: float
    people: int | None
    outlined: bool
    illustrative: bool
    retired: bool
    exercise: bool
    origin: str

    @classmethod
    def of(cls, row: Township) -> Self:
        """Build the card; asks the database nothing."""
        return cls(
            id=str(row.pk),
            code=row.code,
            county=row.county_id,
            name_zh=row.name_zh,
            name_en=row.name_en or row.name_zh,
            lat=row.point.y,
            lon=row.point.x,
            people=row.people,
            outlined=row.outline is not None,
            illustrative=row.illustrative,
            retired=row.retired,
            exercise=row.exercise_id is not None,
            origin=row.origin,
        )


def townships(person: Person) -> list[TownshipCard]:
    """Return the townships of the territories of a person, in the order of their codes."""
    rows = Township.objects.filter(seen_by(person, "county_id")).order_by("code", "origin")
    return [TownshipCard.of(row) for row in rows]
