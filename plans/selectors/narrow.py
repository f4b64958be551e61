"""Which plans are asked for: the facets of the library, and what a person may read of it."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import F, Func, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.utils.timezone import localdate

from command.core import regions
from command.core.models import Person
from command.core.policies import scopes_of
from plans.models import MAKING, Plan, PlanText, PlanVersion
from plans.selectors.plans import cities_of

Row = TypeVar("Row", bound=Model)
State = PlanVersion.State
DUE = "due"  # in force, and past its day of revision
IN_MAKING = "making"
STATES = (*State.values, IN_MAKING, DUE)


@dataclass(frozen=True, slots=True)
class By:
    """What the library is narrowed by; nothing, where nothing is said."""

    kind: str = ""
    city: str = ""
    level: int = 0
    event_type: str = ""
    state: str = ""
    department: str = ""

    def narrow(self, rows: QuerySet[Row], person: Person, plan: str = "") -> QuerySet[Row]:
        """Narrow plans, or rows that lead to one by the path ``plan``, such as ``x__``."""
        told = {"kind": self.kind, "city": self.city, "department": self.department}
        rows = rows.filter(**{f"{plan}{name}": value for name, value in told.items() if value})
        key = f"{plan.removesuffix('__') or 'pk'}__in"
        if self.level:
            of_level = readable(person).filter(levels__contains=[self.level])
            rows = rows.filter(**{key: of_level.values("version__plan")})
        if self.event_type:
            rows = rows.filter(**{key: _of_type(self.event_type).values("pk")})
        if self.state:
            rows = rows.filter(**{key: _in_state(person, self.state).values("plan")})
        return rows


def readable(person: Person) -> QuerySet[PlanText]:
    """Return the texts ``person`` may read: those in force, and the drafts of one's own."""
    scopes = scopes_of(person)
    if not scopes:
        return PlanText.objects.none()
    if regions.REGION in scopes:
        return PlanText.objects.all()
    own = Q(version__plan__city__in=cities_of(scopes))
    return PlanText.objects.filter(Q(version__state=State.PUBLISHED) | own)


def _of_type(code: str) -> QuerySet[Plan]:
    """Return the plans for a type of event: what they name covers it, or lies within it."""
    wider = [code[:length] for length in range(2, len(code) + 1)]
    listed: Any = Func(
        F("event_types"), Value(" "), function="array_to_string", output_field=TextField()
    )
    told = Plan.objects.alias(listed=Concat(Value(" "), listed, output_field=TextField()))
    return told.filter(Q(event_types__overlap=wider) | Q(listed__contains=f" {code}"))


def _in_state(person: Person, state: str) -> QuerySet[PlanVersion]:
    versions = PlanVersion.objects.all()
    if state == DUE:
        return versions.filter(state=State.PUBLISHED, review_due__lt=localdate())
    versions = versions.filter(state__in=MAKING if state == IN_MAKING else [state])
    scopes = scopes_of(person)
    if state in {State.PUBLISHED, State.SUPERSEDED} or regions.REGION in scopes:
        return versions
    return versions.filter(plan__city__in=cities_of(scopes))
