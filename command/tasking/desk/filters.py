"""What somebody wants to see of the tasks, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Self
from urllib.parse import urlencode
from uuid import UUID

from command.core import regions
from command.tasking.lifecycle import Status

INCIDENT, CITY, ASSIGNEE = "incident", "city", "assignee"
GROUPS: Final = (INCIDENT, CITY, ASSIGNEE)
HOURS: Final = (3, 6, 12, 24)  # the timeline shows so many
SORTS: Final = ("due", "number", "title", "incident", "assignee", "state", "age")
LONGEST_Q: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Every state of the pages of tasks. What an address holds that cannot be is left out.

    ``mine``: what the reader has to do, or has ordered. ``state`` and ``sort`` belong to
    the list, ``hours`` to the timeline, ``group`` to the board.
    """

    city: str = ""
    incident: UUID | None = None
    assignee: UUID | None = None
    mine: bool = False
    late: bool = False
    q: str = ""
    group: str = ""
    state: str = ""
    sort: str = "due"
    down: bool = False
    hours: int = 6
    page: int = 1

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        """Read an address."""
        sort = given.get("sort", "")
        return cls(
            city=_one_of(given.get("city", ""), regions.CITIES, ""),
            incident=_uuid(given.get("incident", "")),
            assignee=_uuid(given.get("assignee", "")),
            mine=given.get("mine", "") == "yes",
            late=given.get("late", "") == "yes",
            q=" ".join(given.get("q", "").replace("\0", "").split())[:LONGEST_Q],
            group=_one_of(given.get("group", ""), GROUPS, ""),
            state=_one_of(given.get("state", ""), tuple(Status.values), ""),
            sort=_one_of(sort.removeprefix("-"), SORTS, "due"),
            down=sort.startswith("-"),
            hours=_number(given.get("hours", ""), HOURS, 6),
            page=max(1, _whole(given.get("page", ""))),
        )

    def address(self, **other: object) -> str:
        """Return the query of an address that shows this, with ``other`` in its place."""
        shown = replace(self, **other)  # type: ignore[arg-type]
        sort = f"-{shown.sort}" if shown.down else shown.sort
        given = {
            "city": shown.city,
            "incident": str(shown.incident or ""),
            "assignee": str(shown.assignee or ""),
            "mine": "yes" if shown.mine else "",
            "late": "yes" if shown.late else "",
            "q": shown.q,
            "group": shown.group,
            "state": shown.state,
            "sort": sort if sort != "due" else "",
            "hours": str(shown.hours) if shown.hours != 6 else "",
            "page": str(shown.page) if shown.page > 1 else "",
        }
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def narrowed(self) -> bool:
        """Whether something is left out by choice."""
        return bool(
            self.city or self.incident or self.assignee or self.mine or self.late or self.q
        )


def _one_of(given: str, known: tuple[str, ...], otherwise: str) -> str:
    return given if given in known else otherwise


def _whole(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0


def _number(given: str, known: tuple[int, ...], otherwise: int) -> int:
    return _whole(given) if _whole(given) in known else otherwise


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None
