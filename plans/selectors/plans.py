"""The shared library of plans."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import F, Func, IntegerField, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of
from plans.document import Document, document_of
from plans.models import MAKING, Plan, PlanVersion

State = PlanVersion.State
STEPS = "steps_counted"


@dataclass(frozen=True, slots=True)
class PlanCard:
    """The public view of a plan.

    ``version`` is the number in force and ``draft`` the one in the making, if any, which
    is in ``draft_state`` and was written ``edits`` times; ``state`` is that of the version
    in force, or else of the newest. ``steps`` counts those of the version in force, or
    else of the newest. ``adopted_from`` is the version of another city it began as.
    """

    id: str
    title: str
    title_en: str
    kind: str
    city: str
    department: str
    event_types: list[str]
    state: str
    version: int | None
    draft: int | None
    draft_state: str
    edits: int
    steps: int
    published_at: str | None
    review_due: str | None
    adopted_from: str | None
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """Build the card; asks the database nothing when the versions were fetched along."""
        versions = sorted(plan.versions.all(), key=lambda each: each.number)
        in_force = next((v for v in versions if v.state == State.PUBLISHED), None)
        making = next((v for v in versions if v.state in MAKING), None)
        shown = in_force or (versions[-1] if versions else None)
        moments = [plan.created_at]
        moments += [moment for v in versions for moment in moments_of(v) if moment]
        since = in_force.published_at if in_force else None
        due = in_force.review_due if in_force else None
        return cls(
            id=str(plan.pk),
            title=plan.title,
            title_en=plan.title_en,
            kind=plan.kind,
            city=plan.city_id,
            department=plan.department,
            event_types=list(plan.event_types),
            state=str(shown.state) if shown else "",
            version=in_force.number if in_force else None,
            draft=making.number if making else None,
            draft_state=str(making.state) if making else "",
            edits=making.edits if making else 0,
            steps=_steps(shown) if shown else 0,
            published_at=since.isoformat() if since else None,
            review_due=due.isoformat() if due else None,
            adopted_from=str(plan.adopted_from_id) if plan.adopted_from_id else None,
            at=max(moments).isoformat(),
            exercise=plan.exercise_id is not None,
            origin=plan.origin,
        )


def moments_of(version: PlanVersion) -> list[datetime | None]:
    """Return when something was done about a version."""
    return [
        version.drafted_at,
        version.submitted_at,
        version.returned_at,
        version.approved_at,
        version.published_at,
        version.ended_at,
    ]


def visible_to(person: Person) -> QuerySet[Plan]:
    """Return the plans ``person`` may read.

    Published plans are shared by the four cities; a draft is its city's own affair.
    """
    scopes = scopes_of(person)
    if not scopes:
        return Plan.objects.none()
    if regions.REGION in scopes:
        return Plan.objects.all()
    shared = Q(pk__in=PlanVersion.objects.filter(state=State.PUBLISHED).values("plan"))
    return Plan.objects.filter(shared | Q(city__in=cities_of(scopes)))


def sees_all_of(plan: Plan, person: Person) -> bool:
    """Return whether ``person`` may read what ``plan`` never said in force: drafts."""
    scopes = scopes_of(person)
    return regions.REGION in scopes or plan.city_id in cities_of(scopes)


def cities_of(scopes: frozenset[str]) -> frozenset[str]:
    """Return the places whose drafts are shown over these scopes."""
    return scopes | {regions.city_of(scope) for scope in scopes}


def board(person: Person) -> list[PlanCard]:
    """Return the whole library as ``person`` may read it, by city and title. Three queries.

    ``plans.selectors.search`` narrows it and cuts it to pages.
    """
    return [PlanCard.of(plan) for plan in with_versions(visible_to(person))]


def kept(person: Person, also: Sequence[UUID]) -> list[PlanCard]:
    """Return the plans in force of the cities of ``person``, and of ``also`` what one may read.

    Three queries.
    """
    cities = cities_of(scopes_of(person))
    in_force = PlanVersion.objects.filter(state=State.PUBLISHED).values("plan")
    chosen = Q(city__in=set(regions.CITIES) & cities) | Q(pk__in=also)
    found = visible_to(person).filter(chosen, pk__in=in_force, exercise=None)
    return [PlanCard.of(plan) for plan in with_versions(found)]


def card_of(plan_id: UUID, person: Person) -> PlanCard:
    """Return one card. Raises ``NotThere`` when there is none that ``person`` may read."""
    plan = with_versions(visible_to(person)).filter(pk=plan_id).first()
    if plan is None:
        raise _no_such(plan_id)
    return PlanCard.of(plan)


def document_in(plan_id: UUID) -> Document:
    """Return what the version in force says, or else the newest. Two queries at most."""
    version = version_shown(plan_id)
    return document_of(version) if version else Document()


def version_shown(plan_id: UUID) -> PlanVersion | None:
    """Return the version in force, or else the newest; for those who may read the plan."""
    versions = PlanVersion.objects.filter(plan=plan_id)
    in_force = versions.filter(state=State.PUBLISHED).first()
    return in_force or versions.order_by("-number").first()


def locked(plan_id: UUID) -> Plan:
    """Return the plan, its row locked until the transaction ends. Raises ``NotThere``."""
    plan = Plan.objects.select_for_update(of=("self",)).filter(pk=plan_id).first()
    if plan is None:
        raise _no_such(plan_id)
    return plan


def existing(plan_id: UUID) -> Plan:
    """Return the plan, not locked. Raises ``NotThere``."""
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is None:
        raise _no_such(plan_id)
    return plan


def changed(plan: Plan) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches ``plan``. Two queries."""
    fresh = with_versions(Plan.objects.filter(pk=plan.pk)).get()
    return {f"plan.{plan.pk}": asdict(PlanCard.of(fresh))}


def with_versions(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Fetch along the versions that a card tells of, without what they say."""
    counted = Func(
        F("document"),
        template="jsonb_array_length(jsonb_path_query_array(%(expressions)s, '$.steps[*]'))",
        output_field=IntegerField(),
    )
    current = PlanVersion.objects.exclude(state=State.SUPERSEDED).defer("document")
    # The search table knows the steps of what is in force or in the making.
    told = current.annotate(**{STEPS: Coalesce("text__steps", counted)})
    return plans.prefetch_related(Prefetch("versions", queryset=told))


def _steps(version: PlanVersion) -> int:
    """Return how many steps a version has, as it was counted when it was fetched."""
    counted = vars(version).get(STEPS)
    return len(version.document.get("steps", ())) if counted is None else int(counted)


def _no_such(plan_id: UUID) -> NotThere:
    return NotThere(_("No such plan, or not visible to you."), plan_id=str(plan_id))
