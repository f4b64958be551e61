"""Adopting another city's plan."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import authority, regions
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid
from command.core.models import Person
from command.core.policies import require
from plans.actions.draft import open_version
from plans.actions.files import carry_over
from plans.actions.rights import DRAFTING, State
from plans.actions.telling import tell
from plans.document import Document, as_data, document_of
from plans.events import PlanAdopted
from plans.models import Plan
from plans.selectors.plans import locked


@door
def adopt_plan(*, actor: Person | None, plan_id: UUID, city: str) -> Plan:
    """Begin a plan of ``city`` from another city's plan in force, which stays its origin.

    What was in the other city itself is in ``city`` now; its banners are left for the
    editor to replace. Raises ``NotThere``, ``NotPermitted``, ``Invalid``, ``Conflict`` when
    the city has a plan of this title, or ``BadTransition`` when it is not in force.
    """
    before = locked(plan_id)
    if city not in {*regions.CITIES, regions.REGION} or city == before.city_id:
        raise Invalid(gettext_lazy("A plan is adopted by another city."), city=city)
    require(actor, DRAFTING, to=_("draft a plan"), region=city)
    version = before.versions.filter(state=State.PUBLISHED).first()
    if version is None:
        raise BadTransition(gettext_lazy("The plan is not in force."), allowed=["publish"])
    if before.exercise_id not in {None, authority.exercise()}:
        raise Conflict(gettext_lazy("What belongs to an exercise stays in that exercise."))
    same = Plan.objects.filter(origin=authority.current(), city_id=city, title=before.title)
    if same.exists():
        raise Conflict(gettext_lazy("The city has a plan of this title already."))

    plan = Plan(
        title=before.title,
        title_en=before.title_en,
        kind=before.kind,
        department=before.department,
        city_id=city,
        event_types=before.event_types,
        adopted_from=version,
        created_at=now(),
    )
    plan.save(force_insert=True)
    moved = _moved(document_of(version), before.city_id)
    made = open_version(plan, actor, 1, as_data(moved))
    carry_over(made, version)
    told = {
        "adopted_from": str(version.pk),
        "from_city": before.city_id,
        "from_version": version.number,
    }
    tell(PlanAdopted, plan, made, actor, **told)
    return plan


def _moved(document: Document, city: str) -> Document:
    """Return the document with the city itself instead of ``city`` by its code."""
    return replace(
        document,
        roles=_own(document.roles, city),
        steps=_own(document.steps, city),
        notices=_own(document.notices, city),
    )


def _own(parts: Iterable[Any], city: str) -> tuple[Any, ...]:
    return tuple(replace(one, region="") if one.region == city else one for one in parts)
