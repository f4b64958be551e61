"""Teams as a file."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from command.core.models import Person
from resources.actions.standing import stand
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
from resources.importing.columns import Column, codes, one_of, say_codes, text, whole
from resources.importing.lists import capability_codes, choices
from resources.importing.models import SheetKind
from resources.lifecycle import STATUS_BY_READINESS, Readiness, TeamKind
from resources.models import Deployment, Team, TeamMember, TeamState
from resources.selectors import teams_open_to

SMALL = 32_767


def column_readiness() -> Column:
    """Return the column of what the city says of a thing while nobody has called it."""
    return Column(
        "readiness", "备勤状态", "Readiness",
        one_of(lambda: choices(Readiness), lambda: _("readiness")), default="ready",
        example="ready", note_zh="ready 待命 / resting 休整 / unavailable 不可用",
        note_en="ready / resting / unavailable",
    )  # fmt: skip


def column_capabilities() -> Column:
    """Return the column of what a thing can do beyond its kind."""
    return Column(
        "capabilities", "能力", "Capabilities", codes(capability_codes), say=say_codes,
        default=[], example="ICE NIGHT", note_zh="能力代码,空格分隔",
        note_en="codes of capabilities, a blank between them",
    )  # fmt: skip


class Teams(Sheet):
    """Rescue teams."""

    kind = SheetKind.TEAM
    model = Team
    identity = ("region", "name")
    attributes = {"region": "region_id"}
    point = "base"
    touched_at = "readiness_at"
    columns = (
        Column(
            "kind", "队伍类别", "Kind",
            one_of(lambda: choices(TeamKind), lambda: _("kind of team")),
            required=True, example="WATER", note_zh="代码或名称", note_en="code or name",
        ),
        column_name(example="达拉特旗水上救援队"),
        column_region(),
        Column("headcount", "人数", "People", whole(1, SMALL), required=True, example="18"),
        Column("vehicles", "车辆数", "Vehicles", whole(0, SMALL), default=0, example="4"),
        Column("level", "等级", "Level", text(24), example="二级"),
        column_capabilities(),
        Column(
            "response_min", "出动时限(分钟)", "Minutes to leave", whole(0, 10_080), default=30,
            example="30",
        ),
        Column("phone", "值班电话", "Duty telephone", text(24), example="0477-0000000"),
        *columns_place(),
        column_readiness(),
        column_illustrative(),
    )  # fmt: skip

    def visible(self, person: Person) -> QuerySet[Team]:
        """Return the real teams in sight."""
        return teams_open_to(person).filter(exercise=None)

    def judge(self, values: Values, thing: Any | None) -> Iterator[Fault]:
        """Refuse a team whose kind changes: it would be another."""
        yield from super().judge(values, thing)
        if thing is not None and thing.kind != values["kind"]:
            yield (
                "kind",
                _("There is a team of that name and of another kind."),
                _("Give the new team a name of its own."),
            )

    def enter(self, things: list[Any]) -> None:
        """Write new teams, and where they stand."""
        super().enter(things)
        states = [
            TeamState(
                team=team,
                status=STATUS_BY_READINESS[team.readiness],
                updated_at=team.readiness_at,
            )
            for team in things
        ]
        TeamState.objects.bulk_create(states, batch_size=BATCH)

    def alter(self, thing: Any, values: Values) -> list[str]:
        """Set what a line says, and note whether readiness is among it."""
        before = thing.readiness
        fields = super().alter(thing, values)
        thing.is_said_anew = thing.readiness != before
        return fields

    def touch(self, thing: Any, at: datetime) -> None:
        """Note when its readiness was said, if it was."""
        if thing.is_said_anew:
            thing.readiness_at = at

    def store(self, things: list[Any], at: datetime) -> None:
        """Write changed ones, and where those stand whose readiness was said."""
        super().store(things, at)
        for thing in things:
            if thing.is_said_anew:
                stand(thing)

    def used(self, keys: list[UUID]) -> dict[UUID, str]:
        """Return the teams that were called, or that somebody has joined."""
        members = TeamMember.objects.filter(team__in=keys).values_list("team", flat=True)
        found = {key: _("Somebody has joined it.") for key in members.distinct()}
        return found | in_deployments(Deployment.objects.filter(team__in=keys), "team")

    def strike(self, things: list[Any], at: datetime) -> None:
        """Make the teams unavailable."""
        for team in things:
            self.alter(team, {"readiness": Readiness.UNAVAILABLE.value})
        self.store(things, at)
