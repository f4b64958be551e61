"""The facts that plans record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.events import Event
from command.core.tongues import is_english


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
        if is_english():
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
class PlanDescribed(OfPlan, Event):
    """What a plan is called or covers was changed while nothing of it was in force."""

    kind: ClassVar[str] = "plan.described"
    says = _("{actor} changed title or scope of “{title}”")


@dataclass(frozen=True, kw_only=True)
class PlanSubmitted(OfPlan, Event):
    """The draft of a plan was handed in for review."""

    kind: ClassVar[str] = "plan.submitted"
    says = _("{actor} submitted “{title}”, version {version}, for review")


@dataclass(frozen=True, kw_only=True)
class PlanReturned(OfPlan, Event):
    """A version in review or approved went back to its authors, with a comment."""

    kind: ClassVar[str] = "plan.returned"
    says = _("{actor} returned “{title}”, version {version}: {comment}")
    comment: str


@dataclass(frozen=True, kw_only=True)
class PlanApproved(OfPlan, Event):
    """A version was approved by somebody who is not its author."""

    kind: ClassVar[str] = "plan.approved"
    says = _("{actor} approved “{title}”, version {version}")


@dataclass(frozen=True, kw_only=True)
class PlanPublished(OfPlan, Event):
    """A version of a plan came into force."""

    kind: ClassVar[str] = "plan.published"
    says = _("{city} published “{title}”, version {version}")


@dataclass(frozen=True, kw_only=True)
class PlanWithdrawn(OfPlan, Event):
    """A version was taken out of force and nothing took its place."""

    kind: ClassVar[str] = "plan.withdrawn"
    says = _("{city} withdrew “{title}”, version {version}: {reason}")
    reason: str


@dataclass(frozen=True, kw_only=True)
class PlanAdopted(OfPlan, Event):
    """A city began a plan of its own from another city's plan in force."""

    kind: ClassVar[str] = "plan.adopted"
    says = _("{city} adopted “{title}” of {from_name}, version {from_version}")
    adopted_from: str
    from_city: str
    from_version: int

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the city it comes from."""
        told = super().words(payload)
        return {**told, "from_name": regions.name(payload.get("from_city", ""))}


@dataclass(frozen=True, kw_only=True)
class PlanFileAdded(OfPlan, Event):
    """A file was attached to the version in the making."""

    kind: ClassVar[str] = "plan.file_added"
    says = _("{actor} attached {name} to “{title}”")
    name: str


@dataclass(frozen=True, kw_only=True)
class PlanFileRemoved(OfPlan, Event):
    """A file was taken off the version in the making."""

    kind: ClassVar[str] = "plan.file_removed"
    says = _("{actor} took {name} off “{title}”")
    name: str


@dataclass(frozen=True, kw_only=True)
class PlanActivated(OfPlan, Event):
    """A plan was set to work on an incident; ``tasks`` is how many tasks it made."""

    kind: ClassVar[str] = "plan.activated"
    says = _("“{title}” of {city} was activated: {tasks} tasks")
    activation_id: str
    incident_id: str
    tasks: int
    notices: int = 0
    level: int = 0


@dataclass(frozen=True, kw_only=True)
class StepsUnassigned(OfPlan, Event):
    """Nobody was found for steps of a plan; ``steps`` are the numbers of their tasks."""

    kind: ClassVar[str] = "plan.steps_unassigned"
    says = _("Nobody found for tasks {listed} of “{title}”: assign them by hand")
    activation_id: str
    incident_id: str
    steps: list[str]
