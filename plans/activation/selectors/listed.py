"""The lists of the page of plans at work."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.utils.timezone import now

from command.core import regions
from command.core.models import Person
from command.core.policies import rooms_visible_to
from command.core.times import clock
from command.tasking.lifecycle import DONE
from plans.activation.models import NoticeState, StartRequest
from plans.activation.selectors.course import visible_to
from plans.activation.selectors.receipts import Stages, reached
from plans.activation.selectors.signing import open_requests, to_sign
from plans.activation.selectors.steps import state_of
from plans.activation.selectors.words import said
from plans.models import Activation, ActivationStep

MOST = 60
SILENT = 200
Stage = NoticeState.Stage


@dataclass(frozen=True, slots=True)
class Work:
    """One plan at work as the list shows it."""

    activation: Activation
    level: int
    running: bool
    done: int
    steps: int
    late: int
    notices: Stages


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for signatures; ``mine`` is the authority for which the reader may sign."""

    request: StartRequest
    mine: str
    signed: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """A notice to the reader."""

    id: UUID
    title: str
    text: str
    stage: str
    at: datetime
    activation: UUID


def works(person: Person) -> list[Work]:
    """Return the plans at work that ``person`` may see: running ones first. Four queries."""
    rows = list(visible_to(person).order_by("-activated_at")[:MOST])
    keys = [row.pk for row in rows]
    notices, counts = reached(keys), _counts(keys)
    found = []
    for row in rows:
        state = state_of(row)
        done, steps, late = counts.get(row.pk, (0, 0, 0))
        running = state.status == "running"
        found.append(Work(row, state.level, running, done, steps, late, notices[row.pk]))
    return sorted(found, key=lambda work: not work.running)


def requests(person: Person) -> list[Asked]:
    """Return what waits for signatures where ``person`` may see it."""
    rooms = rooms_visible_to(person).values("key")
    return [asked(row, person) for row in open_requests(rooms, clock())]


def asked(request: StartRequest, person: Person) -> Asked:
    """Return one request as the reader sees it."""
    had = {s.authority_id: s.person.name for s in request.signatures.all()}
    named = {code: regions.name(code) for code in request.signers}
    yes = tuple(f"{name} · {had[code]}" for code, name in named.items() if code in had)
    no = tuple(name for code, name in named.items() if code not in had)
    return Asked(request, to_sign(person, request), yes, no)


def notices_to(person: Person) -> list[Mine]:
    """Return the notices of running plans that came to ``person``, unconfirmed first."""
    rows = NoticeState.objects.filter(
        notice__person=person, stage__in=[Stage.DELIVERED, Stage.READ, Stage.CONFIRMED]
    ).exclude(notice__activation__state__status="ended")
    rows = rows.select_related("notice__activation__version__plan").order_by("-delivered_at")
    found = [
        Mine(
            id=row.notice_id,
            title=row.notice.activation.version.plan.name,
            text=said(row.notice),
            stage=row.stage,
            at=row.delivered_at or row.due_at,
            activation=row.notice.activation_id,
        )
        for row in rows[:20]
    ]
    return sorted(found, key=lambda each: each.stage == Stage.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody whom a notice has not reached, or who has not confirmed it."""

    id: UUID
    name: str
    unit: str
    phone: str
    stage: str
    said: str


def not_confirmed(activation: Activation) -> list[Silent]:
    """Return who has not confirmed, those not reached first. One query. For the desks."""
    rows = NoticeState.objects.filter(notice__activation=activation)
    rows = rows.exclude(stage__in=[Stage.CONFIRMED, Stage.WITHDRAWN])
    order = [Stage.FAILED, Stage.QUEUED, Stage.SENT, Stage.DELIVERED, Stage.READ]
    found = []
    for row in rows.select_related("notice__person", "notice__contact")[: SILENT * 2]:
        person, contact = row.notice.person, row.notice.contact
        name = person.name if person else contact.name if contact else ""
        phone = contact.phone if contact else ""
        unit = contact.unit if contact else ""
        label = str(Stage(row.stage).label)
        found.append(Silent(row.notice_id, name, unit, phone, row.stage, label))
    return sorted(found, key=lambda each: order.index(Stage(each.stage)))[:SILENT]


def _counts(keys: list[UUID]) -> dict[UUID, tuple[int, int, int]]:
    """Return how many steps are done, there are, and are late, by plan. One query."""
    done = Q(task__state__status__in=sorted(DONE))
    late = Q(
        task__state__status__in=["issued", "acknowledged", "in_progress"],
        task__state__due_at__lt=now(),
    )
    rows = (
        ActivationStep.objects.filter(activation__in=keys)
        .exclude(task__state__status="cancelled")
        .values("activation")
        .annotate(
            done=Count("pk", filter=done), steps=Count("pk"), late=Count("pk", filter=late)
        )
    )
    return {r["activation"]: (r["done"], r["steps"], r["late"]) for r in rows}
