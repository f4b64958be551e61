"""The shared library of plans."""

from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of
from plans.document import Document, document_of
from plans.models import Plan, PlanVersion

State = PlanVersion.State


@dataclass(frozen=True, slots=True)
class PlanCard:
    """The public view of a plan.

    ``version`` is the number in force and ``draft`` the one in the making, if any;
    ``steps`` counts those of the version in force, or else of the draft.
    """

    id: str
    title: str
    title_en: str
    kind: str
    city: str
    event_types: list[str]
    version: int | None
    draft: int | None
    steps: int
    published_at: str | None
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """Build the card; asks the database nothing when the versions were fetched along."""
        by_state = {version.state: version for version in plan.versions.all()}
        in_force, draft = by_state.get(State.PUBLISHED), by_state.get(State.DRAFT)
        shown = in_force or draft
        moments = [plan.created_at]
        moments += [v.published_at or v.drafted_at for v in (in_force, draft) if v]
        return cls(
            id=str(plan.pk),
            title=plan.title,
            title_en=plan.title_en,
            kind=plan.kind,
            city=plan.city_id,
            event_types=list(plan.event_types),
            version=in_force.number if in_force else None,
            draft=draft.number if draft else None,
            steps=len(shown.document["steps"]) if shown else 0,
            published_at=in_force.published_at.isoformat()
            if in_force and in_force.published_at
            else None,
            at=max(moments).isoformat(),
            exercise=plan.exercise_id is not None,
            origin=plan.origin,
        )


def visible_to(person: Person) -> QuerySet[Plan]:
    """Return the plans ``person`` may read.

    Published plans are shared by the four cities; a draft is its city's own affair.
    """
    scopes = scopes_of(person)
    if not scopes:
        return Plan.objects.none()
    own = Q(city__in=scopes | {regions.city_of(scope) for scope in scopes})
    if regions.REGION in scopes:
        own = Q()
    shared = Q(pk__in=PlanVersion.objects.filter(state=State.PUBLISHED).values("plan"))
    return Plan.objects.filter(shared | own) if own else Plan.objects.all()


def board(person: Person) -> list[PlanCard]:
    """Return the library as ``person`` may read it, by city and title. Three queries."""
    return [PlanCard.of(plan) for plan in _with_versions(visible_to(person))]


def card_of(plan_id: UUID, person: Person) -> PlanCard:
    """Return one card. Raises ``NotThere`` when there is none that ``person`` may read."""
    plan = _with_versions(visible_to(person)).filter(pk=plan_id).first()
    if plan is None:
        raise _no_such(plan_id)
    return PlanCard.of(plan)


def document_in(plan_id: UUID) -> Document:
    """Return what the version in force says, or else the draft. One query."""
    versions = PlanVersion.objects.filter(
        plan=plan_id, state__in=[State.DRAFT, State.PUBLISHED]
    )
    version = versions.order_by("-state").first()  # “published” before “draft”
    return document_of(version) if version else Document()


def locked(plan_id: UUID) -> Plan:
    """Return the plan, its row locked until the transaction ends. Raises ``NotThere``."""
    plan = Plan.objects.select_for_update(of=("self",)).filter(pk=plan_id).first()
    if plan is None:
        raise _no_such(plan_id)
    return plan


def changed(plan: Plan) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches ``plan``. Two queries."""
    fresh = _with_versions(Plan.objects.filter(pk=plan.pk)).get()
    return {f"plan.{plan.pk}": asdict(PlanCard.of(fresh))}


def _with_versions(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    current = PlanVersion.objects.exclude(state=State.SUPERSEDED)
    return plans.prefetch_related(Prefetch("versions", queryset=current))


def _no_such(plan_id: UUID) -> NotThere:
    return NotThere(_("No such plan, or not visible to you."), plan_id=str(plan_id))
