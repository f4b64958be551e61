"""Which plans in force fit an incident, and why."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from command.core import regions
from command.core.models import Person
from command.core.tongues import is_english
from incidents.models import Incident
from plans.activation.selectors.conditions import Situation, holds, in_words, situation_of
from plans.activation.selectors.signing import request_in
from plans.document import Trigger, document_of
from plans.models import Activation, PlanVersion


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A plan that fits, and the reasons. ``fired``: one of its triggers holds."""

    plan: UUID
    title: str
    city: str
    version: int
    reasons: tuple[str, ...]
    fired: bool
    request: UUID | None
    steps: int


def suggestions(incident: Incident, person: Person) -> list[Suggestion]:
    """Return the plans in force that fit the incident by type and place, best first.

    For those who have been let into the incident's room. Plans at work there are left out.
    """
    here = regions.city_of(incident.region_id)
    cities = {
        here,
        regions.city_of(incident.state.lead_authority),
        regions.city_of(person.origin),
    }
    at_work = Activation.objects.filter(incident=incident).values("version__plan")
    rows = _published(cities, incident.exercise_id).exclude(plan__in=at_work)
    fit = [row for row in rows if _type(row.plan.event_types, incident.event_type_id)]
    documents = {version.pk: document_of(version) for version in fit}
    asked = [c for d in documents.values() for t in d.triggers for c in t.when]
    situation = situation_of(incident, here, asked) if fit else None
    found = []
    for version in fit:
        assert situation is not None
        document = documents[version.pk]
        fired = _fired(document.triggers, situation)
        request = request_in(incident, version.plan_id)
        reasons = [_("its kind of event"), *_place(version.plan.city_id, here), *fired]
        found.append(
            Suggestion(
                plan=version.plan_id,
                title=version.plan.name,
                city=regions.name(version.plan.city_id),
                version=version.number,
                reasons=tuple(reasons),
                fired=bool(fired) or not document.triggers,
                request=request.pk if request else None,
                steps=len(document.steps),
            )
        )
    return sorted(found, key=lambda s: (not s.fired, s.city != regions.name(here), s.title))


def fitting(event_type: str, cities: set[str], exercise: UUID | None) -> list[PlanVersion]:
    """Return the versions in force for a kind of event, before there is an incident."""
    rows = _published(cities, exercise).order_by("plan__city", "plan__title", "pk")
    return [row for row in rows if _type(row.plan.event_types, event_type)]


def _published(cities: set[str], exercise: UUID | None) -> QuerySet[PlanVersion]:
    worlds = Q(plan__exercise=None)
    if exercise is not None:
        worlds |= Q(plan__exercise=exercise)
    rows = PlanVersion.objects.filter(worlds, state=PlanVersion.State.PUBLISHED)
    return rows.filter(plan__city__in=cities).select_related("plan")


def _type(prefixes: list[str], code: str) -> bool:
    return any(code.startswith(prefix.rstrip("0") or prefix) for prefix in prefixes)


def _place(city: str, here: str) -> list[str]:
    return [_("it happened in this city")] if city == here else []


def _fired(triggers: tuple[Trigger, ...], situation: Situation) -> list[str]:
    """Return the names of the triggers that hold, with what they rest on."""
    in_chinese = not is_english()
    found = []
    for trigger in triggers:
        if not trigger.when or not all(holds(each, situation) for each in trigger.when):
            continue
        name = trigger.title if in_chinese or not trigger.title_en else trigger.title_en
        grounds = ", ".join(in_words(each) for each in trigger.when)
        found.append(f"{name} ({grounds})" if name else grounds)
    return found
