"""Drafting and redrafting a plan."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.models import Person
from command.core.policies import DESK, Post, require
from command.core.rooms import register_room
from plans.document import as_data, read_document
from plans.events import PlanDrafted
from plans.models import Plan, PlanVersion
from plans.selectors.plans import changed, locked

DRAFTING = DESK | {Post.PLANNER}
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
) -> Plan:
    """Enter a new plan of a city into the library, as a draft that only the city sees.

    Raises ``NotPermitted``, ``Invalid`` or ``Conflict``.
    """
    if city not in {*regions.CITIES, regions.REGION}:
        raise Invalid(gettext_lazy("A plan belongs to a city or to the region."), city=city)
    require(actor, DRAFTING, to=_("draft a plan"), region=city)
    _judge(title, title_en, kind, event_types)
    read = read_document(document)
    same = Plan.objects.filter(origin=authority.current(), city_id=city, title=title.strip())
    if same.exists():
        raise Conflict(gettext_lazy("The city has a plan of this title already."))

    at = now()
    plan = Plan(
        title=title.strip(),
        title_en=title_en.strip(),
        kind=kind,
        city_id=city,
        event_types=list(event_types),
        created_at=at,
    )
    plan.save(force_insert=True)
    version = PlanVersion(
        plan=plan, number=1, document=as_data(read), drafted_by=actor, drafted_at=at
    )
    version.save(force_insert=True)
    _record(plan, version, actor)
    return plan


@door
def revise_plan(
    *, actor: Person | None, plan_id: UUID, document: Mapping[str, Any]
) -> PlanVersion:
    """Write the draft anew, opening the next version if there is none.

    What is in force stays so until the draft is published.
    Raises ``NotThere``, ``NotPermitted`` or ``Invalid``.
    """
    plan = locked(plan_id)
    require(actor, DRAFTING, to=_("redraft a plan"), region=plan.city_id)
    require_own(plan)
    read = as_data(read_document(document))
    at = now()
    version = plan.versions.filter(state=PlanVersion.State.DRAFT).first()
    if version is None:
        version = PlanVersion(
            plan=plan,
            number=plan.versions.count() + 1,
            document=read,
            drafted_by=actor,
            drafted_at=at,
        )
        version.save(force_insert=True)
    else:
        version.document, version.drafted_by, version.drafted_at = read, actor, at
        version.save(update_fields=["document", "drafted_by", "drafted_at"])
    _record(plan, version, actor)
    return version


def require_own(plan: Plan) -> None:
    """Raise ``NotPermitted`` unless the acting authority owns the plan."""
    if authority.current() != plan.origin:
        raise NotPermitted(
            gettext_lazy("Only the authority that entered a plan may change it."),
            owner=plan.origin,
        )


def _judge(title: str, title_en: str, kind: str, event_types: Sequence[str]) -> None:
    if not 1 <= len(title.strip()) <= TITLE_LENGTH or len(title_en) > TITLE_EN_LENGTH:
        raise Invalid(gettext_lazy("The title is empty or too long."))
    if kind not in Plan.Kind.values:
        raise Invalid(gettext_lazy("There is no such kind of plan."), kind=kind)
    if len(event_types) > MOST_TYPES or not all(map(EVENT_TYPE.fullmatch, event_types)):
        raise Invalid(gettext_lazy("These are no codes of event types."))


def _record(plan: Plan, version: PlanVersion, actor: Person | None) -> None:
    room = register_room(plan.city_id, plan.exercise_id)
    journal.hold(room)
    journal.append(
        PlanDrafted(
            plan_id=str(plan.pk),
            title=plan.title,
            title_en=plan.title_en,
            city=plan.city_id,
            version=version.number,
        ),
        room=room,
        actor=actor,
        changed=changed(plan),
    )
