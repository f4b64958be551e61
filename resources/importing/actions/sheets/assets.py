"""Vehicles and equipment as a file."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from command.core.models import Person
from resources.actions.standing import stand_asset
from resources.importing.actions.sheets.base import (
    BATCH,
    Fault,
    Sheet,
    Values,
    column_illustrative,
    column_name,
    column_region,
    columns_place,
    in_deployments,
)
from resources.importing.actions.sheets.teams import column_capabilities, column_readiness
from resources.importing.columns import Column, Value, day, one_of, text
from resources.importing.lists import equipment_codes
from resources.importing.models import SheetKind
from resources.lifecycle import STATUS_BY_READINESS, Readiness
from resources.models import Asset, AssetState, Deployment, Team
from resources.selectors import assets_open_to


def optional_day(value: Value) -> date | None:
    """Return a day as the register holds it."""
    return date.fromisoformat(value) if value else None


class Assets(Sheet):
    """Vehicles and equipment known one by one."""

    kind = SheetKind.ASSET
    model = Asset
    identity = ("region", "name")
    attributes = {"region": "region_id", "supply": "supply_id"}
    point = "base"
    touched_at = "readiness_at"
    columns = (
        Column(
            "supply", "类别代码", "Kind", one_of(equipment_codes, lambda: _("equipment")),
            required=True, example="2990601", note_zh="GB/T 38565 七位代码或名称",
            note_en="seven-digit code of GB/T 38565 or name",
        ),
        column_name(example="龙吸水 3000 一号"),
        column_region(),
        Column("depot", "存放地点", "Depot", text(80), example="达拉特旗防汛物资库"),
        Column("team", "所属队伍", "Team", text(80), example=""),
        column_capabilities(),
        Column("next_check", "下次检查", "Next check", day, default=None, example="2027-06-30",
               say=lambda value: value or ""),
        *columns_place(),
        column_readiness(),
        column_illustrative(),
    )  # fmt: skip

    def mine(self) -> QuerySet[Any]:
        """Return the real assets of the authority with their teams."""
        return super().mine().select_related("team")

    def visible(self, person: Person) -> QuerySet[Asset]:
        """Return the real assets in sight."""
        return assets_open_to(person).filter(exercise=None).select_related("team")

    @cached_property
    def _teams(self) -> dict[str, UUID | None]:
        """The teams of the authority by name; nothing where two have the same."""
        found: dict[str, UUID | None] = {}
        rows = Team.objects.filter(origin=self.origin, exercise=None)
        for key, name in rows.values_list("pk", "name"):
            found[name] = None if name in found else key
        return found

    def values_of(self, thing: Any) -> Values:
        """Return what the register holds, the team by its name."""
        return super().values_of(thing) | {"team": thing.team.name if thing.team else ""}

    def judge(self, values: Values, thing: Any | None) -> Iterator[Fault]:
        """Refuse an unknown team, and an asset whose kind changes."""
        yield from super().judge(values, thing)
        if values["team"] and self._teams.get(values["team"]) is None:
            yield (
                "team",
                _("There is no such team, or there are two of that name."),
                _("The name of one team of the authority, or nothing."),
            )
        if thing is not None and thing.supply_id != values["supply"]:
            yield (
                "supply",
                _("There is an asset of that name and of another kind."),
                _("Give the new one a name of its own."),
            )

    def alter(self, thing: Any, values: Values) -> list[str]:
        """Set what a line says."""
        plain = {key: value for key, value in values.items() if key != "team"}
        if "next_check" in plain:
            plain["next_check"] = optional_day(plain["next_check"])
        before = thing.readiness
        fields = super().alter(thing, plain)
        thing.is_said_anew = thing.readiness != before
        if "team" in values:
            thing.team_id = self._teams[values["team"]] if values["team"] else None
            fields.append("team_id")
        return fields

    def enter(self, things: list[Any]) -> None:
        """Write new assets, and where they stand."""
        super().enter(things)
        states = [
            AssetState(
                asset=asset,
                status=STATUS_BY_READINESS[asset.readiness],
                updated_at=asset.readiness_at,
            )
            for asset in things
        ]
        AssetState.objects.bulk_create(states, batch_size=BATCH)

    def touch(self, thing: Any, at: datetime) -> None:
        """Note when its readiness was said, if it was."""
        if thing.is_said_anew:
            thing.readiness_at = at

    def store(self, things: list[Any], at: datetime) -> None:
        """Write changed ones, and where those stand whose readiness was said."""
        super().store(things, at)
        for thing in things:
            if thing.is_said_anew:
                stand_asset(thing)

    def used(self, keys: list[UUID]) -> dict[UUID, str]:
        """Return the assets that were called."""
        return in_deployments(Deployment.objects.filter(asset__in=keys), "asset")

    def strike(self, things: list[Any], at: datetime) -> None:
        """Make the assets unavailable."""
        for asset in things:
            self.alter(asset, {"readiness": Readiness.UNAVAILABLE.value})
        self.store(things, at)
