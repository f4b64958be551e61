"""What the pages of the library read from a request."""

from dataclasses import dataclass, replace
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest

from command.core import regions
from command.core.models import Organisation, Person
from plans.models import Plan
from plans.selectors.search import PAGE, STATES

MOST = 80  # letters of a query
FAMILIES = ("11", "12", "13", "14")
LEVELS = ("1", "2", "3", "4")


@dataclass(frozen=True, slots=True)
class By:
    """What the list of plans is narrowed by; what nobody can mean is left out."""

    q: str = ""
    kind: str = ""
    city: str = ""
    level: str = ""
    family: str = ""
    state: str = ""
    department: str = ""
    page: int = 1

    @classmethod
    def of(cls, request: HttpRequest) -> "By":
        """Read the query string."""
        given = request.GET

        def one_of(name: str, known: object) -> str:
            value = given.get(name, "")
            return value if value in cast("tuple[str, ...]", known) else ""

        page = given.get("page", "")
        return cls(
            q=given.get("q", "").replace("\x00", "").strip()[:MOST],
            kind=one_of("kind", Plan.Kind.values),
            city=one_of("city", (*regions.CITIES, regions.REGION)),
            level=one_of("level", LEVELS),
            family=one_of("family", FAMILIES),
            state=one_of("state", STATES),
            department=one_of("department", Organisation.Kind.values),
            page=max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1,
        )

    @property
    def offset(self) -> int:
        """Where the page begins."""
        return (self.page - 1) * PAGE

    @property
    def query(self) -> str:
        """The query string of this page but for its number."""
        told = {
            "q": self.q, "kind": self.kind, "city": self.city, "level": self.level,
            "family": self.family, "state": self.state, "department": self.department,
        }  # fmt: skip
        return urlencode({name: value for name, value in told.items() if value})

    def having(self, name: str, value: str) -> str:
        """Return the query string with another value of one facet; once more takes it off."""
        there = getattr(self, name) == value
        other: dict[str, Any] = {name: "" if there else value}
        return replace(self, page=1, **other).query


def person_of(request: HttpRequest) -> Person:
    """Return who asks; the middleware lets nobody else in."""
    return cast(Person, request.user)
