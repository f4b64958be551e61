"""A register of any size for tests: plausible, marked illustrative, and quick to make.

Rows go in by COPY past the doors: there is no journal of them and nobody entered them. So
it is only for a database in which nothing is real.
"""

from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any, Final

from django.db import connection, transaction
from django.utils.timezone import now

from command.core import authority, regions
from command.core.ids import new_id
from command.core.models import Region
from resources.lifecycle import TeamKind
from resources.models import Capability, Supply
from resources.nearest import rebuild

# Of a hundred things: what they are. Stocks are the most of any real register.
SHARES: Final = {"team": 30, "asset": 25, "stock": 40, "facility": 5}
FACILITIES: Final = ("shelter", "hospital", "fire_station", "depot", "hazard_source", "mine")
# One team in four is out, resting or unavailable.
STANDING: Final = ("standby",) * 6 + ("resting", "unavailable")
MARK: Final = "\uff08示意\uff09"
SPREAD: Final = 0.35  # degrees around the seat of a banner, as a standard deviation
# How far one stands from the other: seats of the four cities, where a banner has none.
CENTRES: Final = {"1501": (40.84, 111.75), "1502": (40.66, 109.84), "1506": (39.61, 109.78),
                  "1509": (41.00, 113.13)}  # fmt: skip
TRIGGERS: Final = {
    "resources_team": ("nearest_row",),
    "resources_teamstate": ("nearest_new",),
    "resources_asset": ("nearest_row",),
    "resources_assetstate": ("nearest_new",),
    "resources_stock": ("nearest_row",),
    "register_facility": ("nearest_row",),
}


class Generator:
    """Makes ``count`` things; the same seed makes the same register, but for keys and times."""

    def __init__(self, count: int, seed: int) -> None:
        """Read the code lists that things are made of."""
        self.random = Random(seed)  # noqa: S311  a register for tests is no secret
        self.count = count
        self.at: datetime = now()
        self.regions = list(
            Region.objects.exclude(code__endswith="00").values_list("code", flat=True)
        )
        self.supplies = list(Supply.objects.values_list("code", flat=True))
        self.equipment = list(
            Supply.objects.filter(is_consumable=False).values_list("code", flat=True)
        )
        self.codes = list(Capability.objects.values_list("code", flat=True))
        self.kinds = list(TeamKind.values)
        self.seats = {
            code: (lat + self.random.uniform(-0.9, 0.9), lon + self.random.uniform(-1.2, 1.2))
            for code in self.regions
            for lat, lon in [CENTRES[code[:4]]]
        }

    def run(self) -> dict[str, int]:
        """Write everything and make the search table; return how many of each."""
        made = {key: self.count * share // 100 for key, share in SHARES.items()}
        with transaction.atomic():
            self._quiet(on=False)
            for city in regions.CITIES:
                # The guard wants one authority to act at a time.
                with authority.acting_as(city):
                    self._city(city, made)
            self._quiet(on=True)
        rebuild.rebuild()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE nearest_spot")
        return made

    def _city(self, city: str, made: dict[str, int]) -> None:
        own = [code for code in self.regions if code[:4] == city[:4]]
        part = regions.CITIES.index(city)
        # What four do not divide goes to the first ones.
        many = {key: n // 4 + (part < n % 4) for key, n in made.items()}
        self._teams(city, own, many["team"])
        self._assets(city, own, many["asset"])
        self._stocks(city, own, many["stock"])
        self._facilities(city, own, many["facility"])

    def _teams(self, city: str, own: list[str], many: int) -> None:
        rows, states = [], []
        for number in range(many):
            key, region = new_id(), self.random.choice(own)
            kind = self.random.choice(self.kinds)
            rows.append((
                key, city, kind, f"{kind}-{city[2:4]}-{number}{MARK}", region,
                self.random.randint(6, 60), self.random.randint(0, 9), self._able(3),
                self.random.choice((15, 30, 60)), "", "", self._point(region), "ready", self.at,
                True,
            ))  # fmt: skip
            states.append((key, self.random.choice(STANDING), self.at))
        self._copy("resources_team", "id origin kind name region_id headcount vehicles"
                   " capabilities response_min level phone base readiness readiness_at"
                   " is_illustrative", rows)  # fmt: skip
        self._copy("resources_teamstate", "team_id status updated_at", states)

    def _assets(self, city: str, own: list[str], many: int) -> None:
        rows, states = [], []
        for number in range(many):
            key, region = new_id(), self.random.choice(own)
            supply = self.random.choice(self.equipment)
            rows.append((
                key, city, supply, f"蒙{city[2:4]}-{number}{MARK}", region, "",
                self._point(region), self._able(2), "ready", self.at, True,
            ))  # fmt: skip
            states.append((key, self.random.choice(STANDING), self.at))
        self._copy("resources_asset", "id origin supply_id name region_id depot base"
                   " capabilities readiness readiness_at is_illustrative", rows)  # fmt: skip
        self._copy("resources_assetstate", "asset_id status updated_at", states)

    def _stocks(self, city: str, own: list[str], many: int) -> None:
        rows = []
        for number in range(many):
            region = self.random.choice(own)
            # Most have little, a few have much.
            on_hand = int(self.random.paretovariate(0.8) * 5)
            lent = self.random.choice((0, 0, 0, on_hand // 3, on_hand))
            rows.append((
                new_id(), city, f"{number} 号库{MARK}", region, self._point(region),
                self.random.choice(self.supplies), min(on_hand, 10**7),
                min(on_hand, 10**7) - min(lent, 10**7), False, True, self.at,
            ))  # fmt: skip
        self._copy("resources_stock", "id origin depot region_id point supply_id on_hand"
                   " available is_agreement is_illustrative updated_at", rows)  # fmt: skip

    def _facilities(self, city: str, own: list[str], many: int) -> None:
        rows = []
        for number in range(many):
            region, kind = self.random.choice(own), self.random.choice(FACILITIES)
            details = '{"capacity": %d}' % self.random.randint(50, 3000)  # noqa: UP031
            rows.append((
                new_id(), city, kind, f"{number} 号设施{MARK}", "", "", region, "",
                self._point(region), 500, "generated", details if kind == "shelter" else "{}",
                "", "", "", "{}", True, self.at,
            ))  # fmt: skip
        self._copy("register_facility", "id origin kind name name_en initials region_id place"
                   " point coord_precision_m source_note details note contact phone beds"
                   " is_illustrative updated_at", rows)  # fmt: skip

    def _able(self, most: int) -> str:
        some = self.random.sample(self.codes, self.random.randint(0, most))
        return "{" + ",".join(sorted(some)) + "}"

    def _point(self, region: str) -> str:
        lat, lon = self.seats[region]
        return (
            f"SRID=4326;POINT({self.random.gauss(lon, SPREAD):.5f}"
            f" {self.random.gauss(lat, SPREAD):.5f})"
        )

    def _copy(self, table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
        # Names of tables and columns of ours, never a person's words.
        names = ", ".join(columns.split())
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({names}) FROM STDIN") as into,
        ):
            for row in rows:
                into.write_row(row)

    def _quiet(self, *, on: bool) -> None:
        """Let the triggers of the search sleep: its table is made at once afterwards."""
        with connection.cursor() as cursor:
            # What is made here is right by itself: no key is looked up a million times.
            cursor.execute("SET LOCAL statement_timeout = 0")
            role = "origin" if on else "replica"
            cursor.execute(f"SET LOCAL session_replication_role = {role}")
            for table, name in pairs():
                state = "ENABLE ALWAYS" if on else "DISABLE"
                cursor.execute(f"ALTER TABLE {table} {state} TRIGGER {name}")


def pairs() -> Iterator[tuple[str, str]]:
    """Return the tables and the triggers that keep the search true."""
    return ((table, name) for table, names in TRIGGERS.items() for name in names)
