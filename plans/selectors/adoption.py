"""Where a plan was adopted from, and who has adopted it."""

from dataclasses import dataclass
from uuid import UUID

from command.core.models import Person
from plans.models import Plan, PlanVersion
from plans.selectors.plans import visible_to

State = PlanVersion.State


@dataclass(frozen=True, slots=True)
class Kin:
    """A plan on the other side of an adoption.

    ``number`` is the version that was adopted, ``newest`` the version in force at the
    origin now, if any.
    """

    plan: str
    title: str
    title_en: str
    city: str
    number: int
    newest: int | None

    @property
    def is_behind(self) -> bool:
        """Whether the origin has moved on since."""
        return self.newest is not None and self.newest > self.number


def origin_of(plan_id: UUID, person: Person) -> Kin | None:
    """Return the plan it began as, if ``person`` may still read that. Three queries."""
    plan = Plan.objects.filter(pk=plan_id).select_related("adopted_from").first()
    if plan is None or plan.adopted_from is None:
        return None
    source = visible_to(person).filter(pk=plan.adopted_from.plan_id).first()
    if source is None:
        return None
    return _kin(source, plan.adopted_from.number, _newest(source.pk))


def adoptions_of(plan_id: UUID, person: Person) -> list[Kin]:
    """Return the plans that began as this one, as far as ``person`` may read them."""
    found = visible_to(person).filter(adopted_from__plan=plan_id).select_related("adopted_from")
    plans = list(found.order_by("city", "title"))
    newest = _newest(plan_id) if plans else None
    return [
        _kin(plan, plan.adopted_from.number, newest)
        for plan in plans
        if plan.adopted_from is not None
    ]


def _kin(plan: Plan, number: int, newest: int | None) -> Kin:
    return Kin(str(plan.pk), plan.title, plan.title_en, plan.city_id, number, newest)


def _newest(plan_id: UUID) -> int | None:
    in_force = PlanVersion.objects.filter(plan=plan_id, state=State.PUBLISHED)
    return in_force.values_list("number", flat=True).first()
