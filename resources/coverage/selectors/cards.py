"""The public views of gaps and move-ups."""

from dataclasses import dataclass
from typing import Self

from django.db.models import QuerySet

from command.core import regions
from resources.coverage.lifecycle import MoveStatus
from resources.coverage.models import Gap, GapState, MoveUp
from resources.coverage.words import names


@dataclass(frozen=True, slots=True, kw_only=True)
class GapCard:
    """An area short of something: ``found`` of ``needed`` within ``minutes``."""

    id: str
    rule: str
    area: str
    area_zh: str
    area_en: str
    what: str
    what_zh: str
    what_en: str
    needed: int
    found: int
    minutes: int
    status: str
    opened_at: str
    acknowledged_by: str | None
    acknowledged_at: str | None
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, gap: Gap, state: GapState) -> Self:
        """Build the card; needs the area and who acknowledged."""
        what_zh, what_en = names(gap.what)
        by, seen = state.acknowledged_by, state.acknowledged_at
        return cls(
            id=str(gap.pk),
            rule=gap.rule,
            area=gap.area_id,
            area_zh=gap.area.name_zh,
            area_en=gap.area.name_en,
            what=gap.what,
            what_zh=what_zh,
            what_en=what_en,
            needed=gap.needed,
            found=gap.found,
            minutes=gap.minutes,
            status=state.status,
            opened_at=gap.opened_at.isoformat(),
            acknowledged_by=by.name if by else None,
            acknowledged_at=seen.isoformat() if seen else None,
            origin=gap.origin,
            exercise=gap.exercise_id is not None,
            at=state.updated_at.isoformat(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveUpCard:
    """A team or an asset that stands by in another area, or is on its way there."""

    id: str
    team: str | None
    asset: str | None
    name: str
    city: str
    gap: str | None
    area: str
    area_zh: str
    area_en: str
    minutes: int
    status: str
    ordered_at: str
    arrived_at: str | None
    until: str
    ended_at: str | None
    ended_for: str
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, move: MoveUp) -> Self:
        """Build the card; needs the team, the asset and the area."""
        status = MoveStatus.ORDERED
        if move.ended_at:
            status = MoveStatus.ENDED
        elif move.arrived_at:
            status = MoveStatus.THERE
        return cls(
            id=str(move.pk),
            team=str(move.team_id) if move.team_id else None,
            asset=str(move.asset_id) if move.asset_id else None,
            name=move.thing.name,
            city=regions.city_of(move.thing.region_id),
            gap=str(move.gap_id) if move.gap_id else None,
            area=move.area_id,
            area_zh=move.area.name_zh,
            area_en=move.area.name_en,
            minutes=move.minutes,
            status=status.value,
            ordered_at=move.ordered_at.isoformat(),
            arrived_at=move.arrived_at.isoformat() if move.arrived_at else None,
            until=move.until.isoformat(),
            ended_at=move.ended_at.isoformat() if move.ended_at else None,
            ended_for=move.ended_for,
            origin=move.origin,
            exercise=move.exercise_id is not None,
            at=(move.ended_at or move.arrived_at or move.ordered_at).isoformat(),
        )


def gap_states() -> QuerySet[GapState]:
    """Return gaps with all that their cards need."""
    return GapState.objects.select_related("gap__area", "acknowledged_by")
