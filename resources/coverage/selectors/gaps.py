"""Gaps and move-ups: those one may see, and single ones locked."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of, within
from resources.coverage.lifecycle import GapStatus
from resources.coverage.models import GapState, MoveUp
from resources.coverage.selectors.cards import GapCard, MoveUpCard, gap_states

MOVE = ("team", "asset", "area")


def gaps(person: Person) -> list[GapCard]:
    """Return the gaps where one is on duty: unacknowledged first, then the oldest.

    Those of an exercise come after the real ones; their cards say whose they are.
    """
    rows = gap_states().filter(_in_sight(person, "area_id")).exclude(status=GapStatus.CLOSED)
    found = [GapCard.of(row.gap, row) for row in rows]
    return sorted(
        found, key=lambda card: (card.exercise, card.status != GapStatus.OPEN, card.opened_at)
    )


def gap_of(gap_id: UUID, person: Person) -> GapCard:
    """Return a gap. Raises ``NotThere`` when hidden or missing."""
    row = gap_states().filter(_in_sight(person, "area_id"), pk=gap_id).first()
    if row is None:
        raise NotThere(_("No such thing, or not visible to you."), id=str(gap_id))
    return GapCard.of(row.gap, row)


def gap_card(gap_id: UUID) -> GapCard:
    """Return the card of a gap; sight is the caller's."""
    row = gap_states().get(pk=gap_id)
    return GapCard.of(row.gap, row)


def open_gaps(world: UUID | None) -> dict[tuple[str, str], tuple[UUID, str]]:
    """Return the gaps that stand, by rule and area, with what each is about. One query."""
    rows = GapState.objects.filter(world=world).exclude(status=GapStatus.CLOSED)
    found = rows.values_list("rule", "area_id", "gap_id", "gap__what")
    return {(rule, area): (gap, what) for rule, area, gap, what in found}


def locked_gap(gap_id: UUID, *, actor: Person | None) -> GapState:
    """Return the state of a gap, locked. Raises ``NotThere`` when missing or hidden."""
    rows = gap_states().select_for_update(of=("self",)).filter(pk=gap_id)
    if actor is not None:
        rows = rows.filter(_in_sight(actor, "area_id"))
    state = rows.first()
    if state is None:
        raise NotThere(_("No such thing, or not visible to you."), id=str(gap_id))
    return state


def moves(person: Person) -> list[MoveUpCard]:
    """Return the move-ups that last, from or to where one is on duty. One query."""
    mine = _in_sight(person, "area_id") | _in_sight(person, "team__region_id")
    mine |= _in_sight(person, "asset__region_id")
    rows = MoveUp.objects.filter(mine, ended_at__isnull=True).select_related(*MOVE)
    return [MoveUpCard.of(row) for row in rows]


def move_card(move_id: UUID) -> MoveUpCard:
    """Return the card of a move-up; sight is the caller's."""
    return MoveUpCard.of(MoveUp.objects.select_related(*MOVE).get(pk=move_id))


def locked_move(move_id: UUID) -> MoveUp:
    """Return a move-up, locked. Raises ``NotThere``."""
    rows = MoveUp.objects.select_for_update(of=("self",)).select_related(*MOVE)
    move = rows.filter(pk=move_id).first()
    if move is None:
        raise NotThere(_("There is no such move-up."), id=str(move_id))
    return move


def places_of(team_ids: Iterable[UUID]) -> dict[UUID, tuple[float, float]]:
    """Return where teams stand by that were moved up and have arrived. One query."""
    rows = MoveUp.objects.filter(
        team__in=list(team_ids), ended_at__isnull=True, arrived_at__isnull=False
    ).select_related(*MOVE)
    return {row.thing.pk: (row.area.seat.y, row.area.seat.x) for row in rows if row.area.seat}


def _in_sight(person: Person, field: str) -> Q:
    condition = Q(pk__in=[])
    for scope in scopes_of(person):
        condition |= within(scope, field)
    return condition
