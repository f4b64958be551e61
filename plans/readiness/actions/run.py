"""Reckoning how ready a plan is."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID
from zlib import crc32

from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.core.models import Person
from command.core.policies import DESK, Post, require
from command.core.rooms import register_room
from command.core.times import clock
from plans.document import document_of
from plans.models import Plan, PlanVersion
from plans.readiness.events import ReadinessReckoned
from plans.readiness.gather import facts_of
from plans.readiness.models import ReadinessRun
from plans.readiness.numbers import numbers_of
from plans.readiness.pure.facts import digest
from plans.readiness.pure.reckon import reckon
from plans.readiness.selectors.runs import ReadinessCard

MAY_RUN = DESK | {Post.PLANNER, Post.RESOURCE_OFFICER}
LARGEST_SEED = 2**62


@door
def run_readiness(
    *,
    actor: Person | None,
    plan_id: UUID,
    seed: int | None = None,
    occurred_at: datetime | None = None,
) -> ReadinessRun:
    """Play the version in force through against today's roster, stock and roads; keep it.

    Without ``seed`` a plan always has the same luck, so that what changes from night to
    night is the facts. Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or
    ``BadTransition`` when nothing is in force.
    """
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is None:
        raise NotThere(_("No such plan, or not visible to you."), plan_id=str(plan_id))
    require(actor, MAY_RUN, to=_("reckon the readiness of a plan"), region=plan.city_id)
    if actor is not None and actor.origin != plan.origin:
        raise NotPermitted(_("The city of the plan reckons its readiness."), owner=plan.origin)
    if seed is not None and not 0 <= seed < LARGEST_SEED:
        raise Invalid(_("The seed is a whole number from nought on."), field="seed")
    version = plan.versions.filter(state=PlanVersion.State.PUBLISHED).first()
    if version is None:
        raise BadTransition(_("Nothing of this plan is in force."), allowed=["publish"])
    at = occurred_at or clock()
    with authority.acting_as(plan.origin):
        run = _reckoned(version, crc32(plan.pk.bytes) if seed is None else seed, at)
        run.asked_by = actor
        run.save(force_insert=True)
        _tell(run, actor)
    return run


def _reckoned(version: PlanVersion, seed: int, at: datetime) -> ReadinessRun:
    numbers = numbers_of(version.origin)
    facts = facts_of(document_of(version), version.plan.city_id, numbers, at)
    outcome = reckon(facts, numbers, seed)
    return ReadinessRun(
        plan=version.plan,
        version=version,
        seed=seed,
        runs=outcome.runs,
        digest=digest(facts, numbers),
        chance=outcome.chance,
        kept=outcome.kept,
        facts=_plain(asdict(facts)),
        numbers=asdict(numbers),
        outcome=asdict(outcome),
        ran_at=at,
    )


def _tell(run: ReadinessRun, actor: Person | None) -> None:
    card = ReadinessCard.of(run)
    journal.append(
        ReadinessReckoned(
            run_id=card.id,
            plan_id=card.plan,
            title=card.title,
            title_en=card.title_en,
            city=card.city,
            version=card.version,
            percent=round(card.chance * 100),
            cause=[card.causes[0]["zh"], card.causes[0]["en"]] if card.causes else ["", ""],
        ),
        room=register_room(run.plan.city_id, run.exercise_id),
        actor=actor,
        changed={f"readiness.{run.pk}": asdict(card)},
        occurred_at=run.ran_at,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value
