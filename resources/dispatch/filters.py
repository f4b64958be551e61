"""What somebody wants to see of the forces, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from command.core import regions
from resources.dispatch.words import STATUSES
from resources.lifecycle import TeamKind

TEAMS, ASSETS, STOCKS = "teams", "assets", "stocks"
SORTS = (TEAMS, ASSETS, STOCKS)
TABLE, BOARD, MAP = "table", "board", "map"
VIEWS = (TABLE, BOARD, MAP)
WITHIN = (30, 60, 90, 180)
LONGEST_Q = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Every state of the page. What an address holds that cannot be is left out.

    ``kind`` is a kind of team or the code of a supply. ``within`` are minutes to the
    chosen incident. ``drill``: the forces of the exercise instead of the real ones.
    """

    of: str = TEAMS
    city: str = ""
    kind: str = ""
    status: str = ""
    within: int = 0
    capability: str = ""
    q: str = ""
    incident: UUID | None = None
    need: UUID | None = None
    request: UUID | None = None
    view: str = TABLE
    page: int = 1
    drill: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        """Read an address."""
        kind = given.get("kind", "")
        is_team = kind in TeamKind.values
        is_supply = len(kind) == 7 and kind.isascii() and kind.isdigit()
        of = _one_of(given.get("of", ""), SORTS, TEAMS)
        if is_team:
            of = TEAMS
        elif is_supply and of == TEAMS:
            of = STOCKS
        return cls(
            of=of,
            city=_one_of(given.get("city", ""), regions.CITIES, ""),
            kind=kind if is_team or is_supply else "",
            status=_one_of(given.get("status", ""), tuple(STATUSES), ""),
            within=_number(given.get("within", ""), max(WITHIN)),
            capability=given.get("capability", "")[:24].replace("\0", ""),
            q=" ".join(given.get("q", "").replace("\0", "").split())[:LONGEST_Q],
            incident=_uuid(given.get("incident", "")),
            need=_uuid(given.get("need", "")),
            request=_uuid(given.get("request", "")),
            view=_one_of(given.get("view", ""), VIEWS, TABLE),
            page=max(1, _number(given.get("page", ""), 9999)),
            drill=given.get("forces", "") == "drill",
        )

    def address(self, **other: object) -> str:
        """Return the query of an address that shows this, with ``other`` in its place."""
        shown = replace(self, **other)  # type: ignore[arg-type]
        given = {
            "of": shown.of if shown.of != TEAMS else "",
            "city": shown.city,
            "kind": shown.kind,
            "status": shown.status,
            "within": str(shown.within or ""),
            "capability": shown.capability,
            "q": shown.q,
            "incident": str(shown.incident or ""),
            "need": str(shown.need or ""),
            "request": str(shown.request or ""),
            "view": shown.view if shown.view != TABLE else "",
            "page": str(shown.page) if shown.page > 1 else "",
            "forces": "drill" if shown.drill else "",
        }
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def narrowed(self) -> bool:
        """Whether something is left out by choice."""
        return bool(
            self.city or self.kind or self.status or self.within or self.capability or self.q
        )


def _one_of(given: str, known: tuple[str, ...], otherwise: str) -> str:
    return given if given in known else otherwise


def _number(given: str, most: int) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 6):
        return 0
    return min(int(given), most)


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None
