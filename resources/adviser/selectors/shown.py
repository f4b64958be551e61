"""Plans as one person may see them: no forces and no stocks that are not theirs to see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from command.core.models import Person
from resources.selectors.forces import cities_open_to
from resources.selectors.sight import assets_open_to, stocks_open_to, teams_open_to

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sight:
    """What of other cities' forces a person may see: whose availability, and which by name."""

    cities: frozenset[str]
    named: frozenset[str]

    def name(self, candidate: Told) -> str:
        """Return the name of a candidate; empty where it is not theirs to see."""
        return str(candidate["name"]) if candidate["key"] in self.named else ""


def sight_of(person: Person | None, question: Told) -> Sight:
    """Return what a person may see of the forces in a question; the system sees all.

    At most five queries.
    """
    keys = [str(each["key"]) for each in question["candidates"]]
    if person is None:
        return Sight(frozenset(row["city"] for row in question["reserves"]), frozenset(keys))
    named: set[str] = set()
    for kind, rows in (
        ("team", teams_open_to(person)),
        ("asset", assets_open_to(person)),
        ("stock", stocks_open_to(person)),
    ):
        named |= _open(kind, keys, rows)
    return Sight(frozenset(cities_open_to(person)), frozenset(named))


def _open(kind: str, keys: list[str], rows: QuerySet[Any, Any] | QuerySet[Model]) -> set[str]:
    wanted = [UUID(key.partition(".")[2]) for key in keys if key.startswith(f"{kind}.")]
    if not wanted:
        return set()
    found = rows.filter(pk__in=wanted).order_by().values_list("pk", flat=True).distinct()
    return {f"{kind}.{key}" for key in found}
