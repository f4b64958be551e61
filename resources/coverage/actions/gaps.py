"""Opening, acknowledging and closing gaps."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import BadTransition
from command.core.events import Event
from command.core.models import Exercise, Person
from command.core.policies import DESK, Post, require
from command.core.rooms import register_room
from resources.coverage import events
from resources.coverage.folds import ACKNOWLEDGED, CLOSED, GAPS
from resources.coverage.lifecycle import GapStatus
from resources.coverage.models import Gap, GapState
from resources.coverage.picture import Standard
from resources.coverage.selectors.gaps import gap_card, locked_gap
from resources.coverage.words import names

MAY_ACKNOWLEDGE = DESK | {Post.RESOURCE_OFFICER}


@door
def open_gap(
    *,
    actor: Person | None,
    standard: Standard,
    what: str,
    found: int,
    exercise_id: UUID | None = None,
    occurred_at: datetime | None = None,
) -> Gap | None:
    """Open the episode of an area that falls short; ``None`` when one is open already.

    The system finds gaps, in the name of the city the area lies in; those of an exercise are
    the exercise's.
    """
    require(actor, (), to=_("open a gap"))
    at = occurred_at or now()
    if exercise_id is not None and not _is_played(exercise_id):
        return None
    city = regions.city_of(standard.area)
    with authority.acting_as(city), authority.in_exercise(exercise_id):
        gap = Gap(
            rule=standard.rule,
            area_id=standard.area,
            what=what,
            needed=standard.at_least,
            minutes=standard.minutes,
            found=found,
            opened_at=at,
        )
        try:
            with transaction.atomic():
                gap.save(force_insert=True)
                GAPS.begin(gap)
        except IntegrityError as error:
            if "once_per_episode" not in str(error):
                raise
            return None
        _tell(
            events.GapOpened(
                **_about(gap), found=found, needed=gap.needed, minutes=gap.minutes
            ),
            gap,
            actor,
            at,
        )
    return gap


def _is_played(exercise_id: UUID) -> bool:
    """Return whether an exercise lasts, and let it last until this is done."""
    running = Exercise.objects.filter(pk=exercise_id, state=Exercise.State.RUNNING)
    return running.select_for_update().exists()


@door
def acknowledge_gap(
    *, actor: Person | None, gap_id: UUID, occurred_at: datetime | None = None
) -> GapState:
    """Answer for a gap by name; it stays until the area is covered again."""
    state = locked_gap(gap_id, actor=actor)
    require(actor, MAY_ACKNOWLEDGE, to=_("acknowledge a gap"), region=state.gap.area_id)
    if state.status != GapStatus.OPEN:
        raise BadTransition(_("This gap is acknowledged or over."), status=state.status)
    at = occurred_at or now()
    GAPS.add(state, ACKNOWLEDGED, actor=actor, occurred_at=at)
    _tell(events.GapAcknowledged(**_about(state.gap)), state.gap, actor, at)
    return state


@door
def close_gap(
    *, actor: Person | None, gap_id: UUID, found: int, occurred_at: datetime | None = None
) -> bool:
    """End the episode: the area is covered again, or its standard holds no longer."""
    require(actor, (), to=_("close a gap"))
    state = locked_gap(gap_id, actor=None)
    if state.status == GapStatus.CLOSED:
        return False
    at = occurred_at or now()
    with authority.acting_as(state.gap.origin):
        GAPS.add(state, CLOSED, actor=None, occurred_at=at)
        _tell(events.GapClosed(**_about(state.gap), found=found), state.gap, actor, at)
    return True


def _about(gap: Gap) -> dict[str, Any]:
    return {
        "gap_id": str(gap.pk),
        "area": gap.area_id,
        "what": gap.what,
        "what_name": list(names(gap.what)),
    }


def _tell(event: Event, gap: Gap, actor: Person | None, at: datetime) -> None:
    journal.append(
        event,
        room=register_room(gap.area_id, gap.exercise_id),
        actor=actor,
        changed={f"gap.{gap.pk}": asdict(gap_card(gap.pk))},
        occurred_at=at,
    )
