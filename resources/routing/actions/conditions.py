"""Entering and lifting road conditions, and telling that one has run out."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.core.events import Event
from command.core.models import Exercise, Person
from command.core.policies import DESK, Post, holds
from command.core.rooms import register_room
from command.core.times import clock
from resources.rights import require_own
from resources.routing import events
from resources.routing.graph import shipped
from resources.routing.kinds import ConditionKind
from resources.routing.models import RoadCondition
from resources.routing.selectors import ConditionCard, locked_condition

MAY_REPORT = DESK | {Post.RESOURCE_OFFICER}
LONGEST = timedelta(days=31)
SOURCE_LENGTH, TEXT_LENGTH, REASON_LENGTH = 120, 200, 200


@door
def report_condition(
    *,
    actor: Person | None,
    kind: str,
    until: datetime,
    source: str,
    edges: Sequence[str] = (),
    area: str = "",
    starts_at: datetime | None = None,
    text_zh: str = "",
    text_en: str = "",
    exercise_id: UUID | None = None,
    occurred_at: datetime | None = None,
) -> RoadCondition:
    """Say that stretches of a road, or an area, suffer from something for a time.

    All four cities reckon with it from now on; in an exercise only that exercise does.
    Raises ``Invalid``, ``NotThere``, or ``NotPermitted`` where it does not touch the
    territory of ``actor``.
    """
    at = occurred_at or now()
    keys = list(dict.fromkeys(edges))
    _check_place(kind, keys, area)
    _require_there(actor, keys, area)
    begins = starts_at or at
    _check_times(begins, until, at)
    _check_words(source=source, text_zh=text_zh, text_en=text_en)
    condition = RoadCondition(
        kind=kind,
        edges=keys,
        area_id=area or None,
        starts_at=begins,
        until=until,
        source=source.strip(),
        text_zh=text_zh.strip(),
        text_en=text_en.strip(),
        entered_by=actor,
        entered_at=at,
    )
    with authority.in_exercise(_world(exercise_id)):
        condition.save(force_insert=True)
    fact = events.ConditionReported(
        **_about(condition),
        starts_at=begins.isoformat(),
        until=until.isoformat(),
        source=condition.source,
    )
    _tell(condition, fact, actor, at)
    return condition


@door
def lift_condition(
    *,
    actor: Person | None,
    condition_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> RoadCondition:
    """Say that a condition is over before its time. The authority that entered it does.

    Raises ``BadTransition`` when it was lifted before or has run out.
    """
    condition = locked_condition(condition_id)
    _require_there(actor, condition.edges, condition.area_id or "")
    require_own(condition.origin, to=_("lift a road condition"))
    at = occurred_at or now()
    if condition.lifted_at is not None or condition.until <= now():
        raise BadTransition(_("This condition no longer counts."), condition=str(condition.pk))
    if not reason.strip() or len(reason) > REASON_LENGTH:
        raise Invalid(_("Say why, in at most 200 characters."), field="reason")
    condition.lifted_at, condition.lifted_for = at, reason.strip()
    condition.save(update_fields=["lifted_at", "lifted_for"])
    fact = events.ConditionLifted(**_about(condition), reason=condition.lifted_for)
    _tell(condition, fact, actor, at)
    return condition


@door
def tell_expired(*, actor: Person | None, condition_id: UUID) -> bool:
    """Tell once that the time of a condition has run out; return whether it was told now.

    It has not counted since then, told or not.
    """
    condition = locked_condition(condition_id)
    over = condition.until <= clock() and condition.lifted_at is None
    if not over or condition.end_told_at is not None:
        return False
    with authority.acting_as(condition.origin):
        condition.end_told_at = now()
        condition.save(update_fields=["end_told_at"])
        fact = events.ConditionExpired(**_about(condition))
        _tell(condition, fact, actor, condition.until)
    return True


def _check_place(kind: str, edges: list[str], area: str) -> None:
    if kind not in ConditionKind.values:
        raise Invalid(_("There is no such condition."), field="kind")
    if bool(edges) == bool(area):
        raise Invalid(_("Name the stretches of a road, or an area."), field="where")
    if area and not regions.known(area):
        raise Invalid(_("There is no such region."), field="where")
    if area and kind == ConditionKind.CLOSURE:
        raise Invalid(_("A closure names the stretches that are closed."), field="where")
    unknown = [key for key in edges if key not in shipped().by_key]
    if unknown:
        raise Invalid(_("There is no such stretch of road."), field="where")


def _require_there(actor: Person | None, edges: Sequence[str], area: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` is on duty where each stretch begins or ends."""
    if actor is None:
        return
    graph = shipped()
    places = [{area}] if area else []
    for key in edges:
        if key in graph.by_key:
            edge = graph.edges[graph.by_key[key]]
            places.append({graph.nodes[n].region for n in (edge.start, edge.end)})
    for ends in places:
        if not any(holds(actor, MAY_REPORT, region=end) for end in ends):
            raise NotPermitted(
                _("Only those on duty where the road lies may report its condition."),
                regions=sorted(ends),
            )


def _check_times(begins: datetime, until: datetime, at: datetime) -> None:
    if not begins < until <= begins + LONGEST:
        raise Invalid(_("A condition ends after it begins, and within 31 days."), field="until")
    if until <= at:
        raise Invalid(_("This time has passed."), field="until")
    if begins > at + LONGEST:
        raise Invalid(_("It begins within 31 days."), field="starts_at")


def _check_words(**given: str) -> None:
    if not given["source"].strip():
        raise Invalid(_("Say who reports it."), field="source")
    for field, words in given.items():
        if len(words) > (SOURCE_LENGTH if field == "source" else TEXT_LENGTH):
            raise Invalid(_("This text is too long."), field=field)
        if "\x00" in words:
            raise Invalid(_("This text is not accepted."), field=field)


def _world(exercise_id: UUID | None) -> UUID | None:
    """Return the exercise in which the condition counts. Raises ``NotThere``."""
    if exercise_id is None:
        return authority.exercise()
    running = Exercise.objects.filter(pk=exercise_id, state=Exercise.State.RUNNING)
    if not running.exists():
        raise NotThere(_("There is no such exercise running."), exercise=str(exercise_id))
    return exercise_id


def _about(condition: RoadCondition) -> dict[str, Any]:
    return {
        "condition_id": str(condition.pk),
        "condition": str(condition.kind),
        "edges": list(condition.edges),
        "area": condition.area_id or "",
    }


def _tell(condition: RoadCondition, event: Event, actor: Person | None, at: datetime) -> None:
    journal.append(
        event,
        room=register_room(regions.REGION, condition.exercise_id),
        actor=actor,
        changed={f"road_condition.{condition.pk}": asdict(ConditionCard.of(condition))},
        occurred_at=at,
    )
