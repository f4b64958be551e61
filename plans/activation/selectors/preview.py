"""The preview of a start: who is told, which tasks, which gaps, whose signature."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import orjson
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from incidents.models import Incident
from incidents.selectors import seen
from plans.activation.models import StartRequest
from plans.activation.selectors.needs import Lack
from plans.activation.selectors.outline import Outline, Planned, Told, outline
from plans.activation.selectors.people import CONTACT, Recipient
from plans.activation.selectors.signing import (
    Signers,
    level_asked,
    levels_in,
    request_in,
    signers_of,
)
from plans.activation.selectors.versions import in_force
from plans.document import document_of
from plans.models import Activation, Plan, PlanVersion
from plans.selectors.plans import visible_to

SOON = 30  # minutes


@dataclass(frozen=True)
class TaskLine:
    """One task that would exist, and the time it would be ordered and be due."""

    planned: Planned
    begins_at: datetime
    due_at: datetime | None

    @property
    def conditions(self) -> int:
        """How many conditions it waits for."""
        return len(self.planned.step.when)


@dataclass(frozen=True)
class TaskGroup:
    """The tasks of one time: at once, soon, or later."""

    name: str
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True)
class NoticeLine:
    """One notice: people by name and post, contacts counted by their unit."""

    told: Told
    people: tuple[Recipient, ...]
    contacts: tuple[tuple[str, int], ...]
    ticked: bool

    @property
    def count(self) -> int:
        """How many it reaches."""
        return len(self.told.to)


@dataclass(frozen=True)
class Preview:
    """All that the page of a start shows."""

    plan: Plan
    version: PlanVersion
    incident: Incident
    level: int
    levels: tuple[int, ...]
    will: Outline
    groups: tuple[TaskGroup, ...]
    notices: tuple[NoticeLine, ...]
    by_city: tuple[tuple[str, int], ...]
    signers: Signers
    request: StartRequest | None
    activation: Activation | None

    @property
    def seen(self) -> str:
        """The digests, as the form carries them."""
        return orjson.dumps(self.will.digests).decode()

    @property
    def lacking(self) -> list[Lack]:
        """What is not there, or not promised."""
        return [need for need in self.will.needs if need.short or need.unpromised]

    @property
    def needs(self) -> list[Lack]:
        """What the steps take: what is lacking first."""
        return sorted(self.will.needs, key=lambda n: not (n.short or n.unpromised))

    @property
    def asked(self) -> list[str]:
        """The cities that are asked for something, by name."""
        return [regions.name(c) for c in dict.fromkeys(n.asked for n in self.will.needs) if c]

    @property
    def gaps(self) -> int:
        """How many gaps there are."""
        empty = [line for line in self.notices if line.ticked and not line.count]
        return len(self.will.unassigned) + len(self.lacking) + len(empty)

    @property
    def total(self) -> int:
        """How many notices would exist."""
        return sum(line.count for line in self.notices if line.ticked)


def preview(
    plan_id: UUID,
    incident_id: UUID,
    level: int,
    person: Person,
    *,
    unticked: frozenset[str] = frozenset(),
) -> Preview:
    """Return what starting a plan at a level would do, as ``person`` would start it.

    Raises ``NotThere`` when either is hidden, ``BadTransition`` when the plan is not in force.
    """
    incident = seen(incident_id, person)
    plan = visible_to(person).filter(pk=plan_id).first()
    if plan is None:
        raise NotThere(_("No such plan, or not visible to you."), plan_id=str(plan_id))
    version = in_force(plan)
    document = document_of(version)
    levels = levels_in(document)
    level = level_asked(document, level)
    will = outline(document, plan.city_id, level, incident=incident, person=person)
    lines = tuple(_notice(each, unticked) for each in will.notices)
    told = {to.key: to for line in lines if line.ticked for to in line.told.to}
    cities = Counter(to.city for to in told.values())
    works = Activation.objects.filter(incident=incident, version__plan=plan)
    return Preview(
        plan=plan,
        version=version,
        incident=incident,
        level=level,
        levels=tuple(levels),
        will=will,
        groups=_groups(will, incident),
        notices=lines,
        by_city=tuple((regions.name(code), n) for code, n in sorted(cities.items())),
        signers=signers_of(plan, incident.state.lead_authority, level),
        request=request_in(incident, plan_id),
        activation=works.first(),
    )


def _groups(will: Outline, incident: Incident) -> tuple[TaskGroup, ...]:
    at = now()
    speed = incident.exercise.speed if incident.exercise else 1.0
    lines = []
    for planned in will.steps:
        step = planned.step
        begins = at + timedelta(minutes=step.offset_minutes / speed)
        lasts = timedelta(minutes=step.due_minutes / speed)
        lines.append(TaskLine(planned, begins, begins + lasts if lasts else None))
    at_once = [ln for ln in lines if _is_now(ln)]
    soon = [ln for ln in lines if not _is_now(ln) and _is_soon(ln)]
    later = [ln for ln in lines if not _is_now(ln) and not _is_soon(ln)]
    named = (
        (_("At once"), at_once),
        (_("Within %(n)d minutes") % {"n": SOON}, soon),
        (_("Later, or after others"), later),
    )
    return tuple(TaskGroup(name, tuple(found)) for name, found in named)


def _is_now(line: TaskLine) -> bool:
    step = line.planned.step
    return not step.offset_minutes and not line.planned.after and not step.when


def _is_soon(line: TaskLine) -> bool:
    step = line.planned.step
    return step.offset_minutes <= SOON and not line.planned.after and not step.when


def _notice(told: Told, unticked: frozenset[str]) -> NoticeLine:
    people = tuple(to for to in told.to if to.kind != CONTACT)
    units = Counter(regions.name(to.region) for to in told.to if to.kind == CONTACT)
    return NoticeLine(
        told, people, tuple(units.items()), ticked=told.notice.key not in unticked
    )
