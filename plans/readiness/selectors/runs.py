"""Reckonings of plans: the newest of each, what went before, and what is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Self
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from plans.interlock.stock import Thing, things
from plans.models import Plan, PlanVersion
from plans.readiness.models import ReadinessRun
from plans.readiness.numbers import numbers_of
from plans.readiness.words import in_both
from plans.selectors.plans import visible_to

State = PlanVersion.State


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessCard:
    """How ready a plan is: ``chance`` that all its deadlines are met, ``kept`` how many are.

    ``deadlines`` hold for each step its key and chance; ``causes`` the gravest three with
    the share of missed deadlines that go with each, in words. ``before`` is the chance of
    the run of the night before, if any.
    """

    id: str
    plan: str
    title: str
    title_en: str
    city: str
    version: int
    chance: float
    kept: float
    before: float | None
    deadlines: list[dict[str, Any]]
    causes: list[dict[str, Any]]
    seed: int
    runs: int
    digest: str
    night: bool
    asked_by: str | None
    exercise: bool
    origin: str
    at: str

    @classmethod
    def of(
        cls,
        run: ReadinessRun,
        before: ReadinessRun | None = None,
        named: Mapping[str, Thing] | None = None,
    ) -> Self:
        """Build the card; asks nothing when plan, version and names were fetched along."""
        known = named if named is not None else things(whats_of(run))
        return cls(
            id=str(run.pk),
            plan=str(run.plan_id),
            title=run.plan.title,
            title_en=run.plan.title_en,
            city=run.plan.city_id,
            version=run.version.number,
            chance=run.chance,
            kept=run.kept,
            before=before.chance if before else None,
            deadlines=[
                {name: step[name] for name in ("key", "deadline", "chance")}
                for step in run.outcome["steps"]
            ],
            causes=[_cause(cause, run, known) for cause in run.outcome["causes"]],
            seed=run.seed,
            runs=run.runs,
            digest=run.digest,
            night=run.facts["night"],
            asked_by=run.asked_by.name if run.asked_by else None,
            exercise=run.exercise_id is not None,
            origin=run.origin,
            at=run.ran_at.isoformat(),
        )


def whats_of(run: ReadinessRun) -> set[str]:
    """Return the things that a run reckoned with."""
    return {pool["what"] for pool in run.facts["pools"]}


def latest(plan_ids: Iterable[UUID]) -> dict[UUID, ReadinessCard]:
    """Return the newest reckoning of each plan that has one. Three queries."""
    rows = (
        ReadinessRun.objects.filter(plan__in=list(plan_ids))
        .select_related("plan", "version", "asked_by")
        .order_by("plan_id", "-ran_at")
        .distinct("plan_id")
    )
    newest_rows = list(rows)
    before = _before(newest_rows)
    named = things({what for row in newest_rows for what in whats_of(row)})
    return {
        row.plan_id: ReadinessCard.of(row, before.get(row.plan_id), named)
        for row in newest_rows
    }


def newest(plan_id: UUID) -> ReadinessRun | None:
    """Return the newest reckoning of a plan, whole. One query."""
    rows = ReadinessRun.objects.filter(plan=plan_id).select_related(
        "plan", "version", "asked_by"
    )
    return rows.order_by("-ran_at").first()


def past_runs(plan_id: UUID, limit: int = 30) -> list[tuple[datetime, float, int]]:
    """Return when a plan was reckoned, the chance and the version, the newest first."""
    rows = ReadinessRun.objects.filter(plan=plan_id).order_by("-ran_at")
    return list(rows.values_list("ran_at", "chance", "version__number")[:limit])


def table(person: Person) -> list[tuple[Plan, ReadinessCard | None]]:
    """Return the plans in force that one may read, each with its reckoning. Five queries."""
    in_force = PlanVersion.objects.filter(plan=OuterRef("pk"), state=State.PUBLISHED)
    plans = list(visible_to(person).filter(Exists(in_force), exercise=None))
    cards = latest(plan.pk for plan in plans)
    return [(plan, cards.get(plan.pk)) for plan in plans]


def readiness_of(plan_id: UUID, person: Person) -> tuple[Plan, ReadinessCard | None]:
    """Return a plan that one may read with its reckoning. Raises ``NotThere``."""
    plan = visible_to(person).filter(pk=plan_id).first()
    if plan is None:
        raise NotThere(_("No such plan, or not visible to you."), plan_id=str(plan_id))
    return plan, latest([plan_id]).get(plan_id)


def due_plans(at: datetime, *, limit: int = 50) -> list[UUID]:
    """Return the real plans whose version in force was not reckoned since last night."""
    done = ReadinessRun.objects.filter(version=OuterRef("pk"), ran_at__gte=last_night(at))
    rows = PlanVersion.objects.filter(~Exists(done), state=State.PUBLISHED, exercise=None)
    return list(rows.order_by("published_at").values_list("plan_id", flat=True)[:limit])


def last_night(at: datetime) -> datetime:
    """Return when the nightly run was last due."""
    hour = min(23, int(numbers_of(regions.REGION).run_hour))
    here = localtime(at)
    tonight = datetime.combine(here.date(), time(hour), tzinfo=here.tzinfo)
    return tonight if tonight <= here else tonight - timedelta(days=1)


def _before(rows: list[ReadinessRun]) -> dict[UUID, ReadinessRun]:
    """Return for each newest run the last one of an earlier night."""
    if not rows:
        return {}
    night = last_night(max(row.ran_at for row in rows))
    earlier = (
        ReadinessRun.objects.filter(plan__in=[row.plan_id for row in rows], ran_at__lt=night)
        .order_by("plan_id", "-ran_at")
        .distinct("plan_id")
    )
    newest_ids = {row.pk for row in rows}
    return {row.plan_id: row for row in earlier if row.pk not in newest_ids}


def _cause(
    cause: dict[str, Any], run: ReadinessRun, named: Mapping[str, Thing]
) -> dict[str, Any]:
    zh, en = in_both(cause, run.facts, named)
    return {**cause, "zh": zh, "en": en}
