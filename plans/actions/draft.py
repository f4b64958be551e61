"""Drafting and redrafting a plan."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import authority, regions
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid
from command.core.models import Organisation, Person
from command.core.policies import require
from plans.actions.files import carry_over
from plans.actions.index import index
from plans.actions.rights import DRAFTING, State, making, require_own, require_state
from plans.actions.telling import tell
from plans.document import as_data, read_document
from plans.events import PlanDescribed, PlanDrafted
from plans.models import Plan, PlanVersion
from plans.selectors.plans import locked

EVENT_TYPE = re.compile(r"1[1-4][A-Z0-9]{0,3}")
TITLE_LENGTH, TITLE_EN_LENGTH, MOST_TYPES = 120, 160, 50


@door
def draft_plan(
    *,
    actor: Person | None,
    city: str,
    title: str,
    title_en: str,
    kind: str,
    event_types: Sequence[str],
    document: Mapping[str, Any],
    department: str = "",
) -> Plan:
    """Enter a new plan of a city into the library, as a draft that only the city sees.

    Raises ``NotPermitted``, ``Invalid`` or ``Conflict``.
    """
    if city not in {*regions.CITIES, regions.REGION}:
        raise Invalid(gettext_lazy("A plan belongs to a city or to the region."), city=city)
    require(actor, DRAFTING, to=_("draft a plan"), region=city)
    _judge(title, title_en, kind, event_types, department)
    read = as_data(read_document(document))
    plan = Plan(city_id=city, created_at=now())
    _describe(plan, title, title_en, kind, event_types, department)
    plan.save(force_insert=True)
    version = open_version(plan, actor, 1, read)
    tell(PlanDrafted, plan, version, actor)
    return plan


@door
def revise_plan(
    *,
    actor: Person | None,
    plan_id: UUID,
    document: Mapping[str, Any],
    seen: int | None = None,
) -> PlanVersion:
    """Write the draft anew, opening the next version if none is in the making.

    What is in force stays so until the draft is published. ``seen`` is the ``edits`` of
    the draft that was read (0: none was in the making), so that nobody's words are lost.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, ``Conflict`` when somebody has
    written since, or ``BadTransition`` while it is in review or approved.
    """
    plan = locked(plan_id)
    require(actor, DRAFTING, to=_("redraft a plan"), region=plan.city_id)
    require_own(plan)
    read = as_data(read_document(document))
    version = making(plan)
    if version is not None:
        require_state(version, State.DRAFT)
    _require_fresh(version, seen)
    if version is None:
        number = plan.versions.count() + 1
        version = open_version(plan, actor, number, read)
        carry_over(version)
    else:
        version.document, version.drafted_by, version.drafted_at = read, actor, now()
        version.edits += 1
        version.authors = _with(version.authors, actor)
        version.save(update_fields=["document", "drafted_by", "drafted_at", "edits", "authors"])
        index(version)
    tell(PlanDrafted, plan, version, actor)
    return version


@door
def describe_plan(
    *,
    actor: Person | None,
    plan_id: UUID,
    title: str,
    title_en: str,
    kind: str,
    event_types: Sequence[str],
    department: str = "",
) -> Plan:
    """Change what a plan is called and covers, as long as nothing of it was ever in force.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, ``Conflict`` or ``BadTransition``.
    """
    plan = locked(plan_id)
    require(actor, DRAFTING, to=_("redraft a plan"), region=plan.city_id)
    require_own(plan)
    version = plan.versions.filter(state=State.DRAFT).first()
    if version is None or version.number > 1:
        raise BadTransition(
            gettext_lazy("Title and scope are fixed once a plan was submitted or in force.")
        )
    _judge(title, title_en, kind, event_types, department)
    _describe(plan, title, title_en, kind, event_types, department)
    plan.save(update_fields=["title", "title_en", "kind", "event_types", "department"])
    version.authors = _with(version.authors, actor)
    version.save(update_fields=["authors"])
    index(version)
    tell(PlanDescribed, plan, version, actor)
    return plan


def open_version(
    plan: Plan, actor: Person | None, number: int, document: dict[str, Any]
) -> PlanVersion:
    """Write the first words of a version; for doors."""
    version = PlanVersion(
        plan=plan,
        number=number,
        document=document,
        authors=_with([], actor),
        drafted_by=actor,
        drafted_at=now(),
    )
    version.save(force_insert=True)
    index(version)
    return version


def _with(authors: list[UUID], actor: Person | None) -> list[UUID]:
    if actor is None or actor.pk in authors:
        return authors
    return [*authors, actor.pk]


def _require_fresh(version: PlanVersion | None, seen: int | None) -> None:
    edits = version.edits if version else 0
    if seen is not None and seen != edits:
        raise Conflict(
            gettext_lazy("Somebody has changed this plan since you read it. Look again."),
            edits=edits,
        )


def _describe(
    plan: Plan,
    title: str,
    title_en: str,
    kind: str,
    event_types: Sequence[str],
    department: str,
) -> None:
    plan.title, plan.title_en = title.strip(), title_en.strip()
    plan.kind, plan.department = kind, department
    plan.event_types = list(event_types)
    same = Plan.objects.filter(
        origin=authority.current(), city_id=plan.city_id, title=plan.title
    )
    if same.exclude(pk=plan.pk).exists():
        raise Conflict(gettext_lazy("The city has a plan of this title already."))


def _judge(
    title: str, title_en: str, kind: str, event_types: Sequence[str], department: str
) -> None:
    if not 1 <= len(title.strip()) <= TITLE_LENGTH or len(title_en) > TITLE_EN_LENGTH:
        raise Invalid(gettext_lazy("The title is empty or too long."), field="title")
    if kind not in Plan.Kind.values:
        raise Invalid(gettext_lazy("There is no such kind of plan."), kind=kind, field="kind")
    if department and department not in Organisation.Kind.values:
        raise Invalid(gettext_lazy("There is no such department."), field="department")
    if len(event_types) > MOST_TYPES or not all(map(EVENT_TYPE.fullmatch, event_types)):
        raise Invalid(gettext_lazy("These are no codes of event types."), field="event_types")
