"""The facts of vehicles and equipment that are known one by one."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.events import Event
from resources.events import Words, thing
from resources.lifecycle import Readiness


@dataclass(frozen=True, kw_only=True)
class AssetRegistered(Event):
    """A vehicle or a piece of equipment entered the register."""

    kind: ClassVar[str] = "asset.registered"
    says: ClassVar[str | Promise] = _("{thing} {name} registered in {region}")
    asset_id: str
    name: str
    region: str
    supply_name: list[str]

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say kind and region by name."""
        return {"thing": thing(payload), "region": regions.name(payload["region"])}


@dataclass(frozen=True, kw_only=True)
class AssetReadied(Event):
    """A city said whether its asset may be called."""

    kind: ClassVar[str] = "asset.readied"
    says: ClassVar[str | Promise] = _("{name} is now: {readiness}. {reason}")
    asset_id: str
    name: str
    readiness: str
    reason: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the readiness by name."""
        return {"readiness": str(Readiness(payload["readiness"]).label)}
