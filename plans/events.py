"""The facts that plans record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OfPlan:
    """What every fact about a plan says first; no event by itself."""

    plan_id: str
    title: str
    title_en: str = ""
    city: str
    version: int

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give title and city in the language of the reader, as far as there are any."""
        title = payload.get("title", "")
        if not (get_language() or "zh").startswith("zh"):
            title = payload.get("title_en") or title
        return {
            "title": title,
            "city": regions.name(payload.get("city", "")),
            "listed": ", ".join(payload.get("steps", [])),
        }


@dataclass(frozen=True, kw_only=True)
class PlanDrafted(OfPlan, Event):
    """A plan, or a new version of one, was drafted or redrafted."""

    kind: ClassVar[str] = "plan.drafted"
    says = _("{actor} drafted “{title}”, version {version}")


@dataclass(frozen=True, kw_only=True)
class PlanPublished(OfPlan, Event):
    """A version of a plan came into force."""

    kind: ClassVar[str] = "plan.published"
    says = _("{city} published “{title}”, version {version}")


@dataclass(frozen=True, kw_only=True)
class PlanActivated(OfPlan, Event):
    """A plan was set to work on an incident; ``tasks`` is how many tasks it made."""

    kind: ClassVar[str] = "plan.activated"
    says = _("“{title}” of {city} was activated: {tasks} tasks")
    activation_id: str
    incident_id: str
    tasks: int


@dataclass(frozen=True, kw_only=True)
class StepsUnassigned(OfPlan, Event):
    """Nobody was found for steps of a plan; ``steps`` are the numbers of their tasks."""

    kind: ClassVar[str] = "plan.steps_unassigned"
    says = _("Nobody found for tasks {listed} of “{title}”: assign them by hand")
    activation_id: str
    incident_id: str
    steps: list[str]
