"""What is asked for or offered: a kind of team, or a supply by its code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from command.core.errors import Invalid
from resources.lifecycle import TeamKind
from resources.models import ResourceOffer, ResourceRequest, Supply

MOST = 10_000_000  # of anything in one request


@dataclass(frozen=True, slots=True)
class What:
    """One of the two, and how facts name it."""

    team_kind: str
    supply: Supply | None

    @classmethod
    def read(cls, what: str, quantity: int) -> Self:
        """Return what ``what`` means. Raises ``Invalid``."""
        return cls.read_all([(what, quantity)])[0]

    @classmethod
    def read_all(cls, wanted: Sequence[tuple[str, int]]) -> list[Self]:
        """Return what each of these means. At most one query. Raises ``Invalid``."""
        codes = {what for what, _quantity in wanted} - set(TeamKind.values)
        supplies = Supply.objects.in_bulk(codes) if codes else {}
        return [cls._read(what, quantity, supplies) for what, quantity in wanted]

    @classmethod
    def _read(cls, what: str, quantity: int, supplies: Mapping[str, Supply]) -> Self:
        if not 1 <= quantity <= MOST:
            raise Invalid(_("This quantity cannot be."), quantity=quantity)
        if what in TeamKind.values:
            return cls(what, None)
        supply = supplies.get(what)
        if supply is None:
            raise Invalid(_("This is neither a kind of team nor a supply."), what=what)
        return cls("", supply)

    @classmethod
    def of(cls, row: ResourceRequest | ResourceOffer) -> Self:
        """Return what a request or an offer is about; needs ``supply`` selected."""
        return cls(row.team_kind, row.supply)

    def unit(self, given: str) -> str:
        """Return the unit as given, else that of the supply."""
        return given or (self.supply.unit_zh if self.supply else "支")

    def told(self) -> dict[str, object]:
        """Return the fields by which facts name it."""
        if self.supply is None:
            return {"team_kind": self.team_kind, "supply_name": [], "supply_unit": []}
        return {
            "team_kind": "",
            "supply_name": [self.supply.name_zh, self.supply.name_en],
            "supply_unit": [self.supply.unit_zh, self.supply.unit_en],
        }
