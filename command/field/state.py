"""What a phone must know without a network, cut to what its person may see."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Q

from command.core import regions, sessions
from command.core.models import Person
from command.core.policies import duties_of, rooms_visible_to
from command.core.times import iso
from command.field import orders, said
from command.field.limits import Limits
from command.field.models import Hotline
from command.tasking.models import TaskState
from command.tasking.selectors import TaskCard, in_hands_of, my_tasks
from incidents.models import Incident
from plans.models import ActivationStep
from resources.models import Team, TeamMember

View = dict[str, Any]
MOST_STEPS = 40


@dataclass(frozen=True, slots=True)
class Hands:
    """What lies in somebody's hands: their orders and the incidents those belong to."""

    cards: list[TaskCard]
    incidents: dict[UUID, Incident]

    @property
    def tasks(self) -> list[UUID]:
        """The keys of the orders."""
        return [UUID(card.id) for card in self.cards]


def of(person: Person) -> View:
    """Return what concerns ``person`` now, without times that pass. About twenty queries."""
    cards = my_tasks(person)
    rows = Incident.objects.select_related("state")
    hands = Hands(cards, rows.in_bulk({UUID(card.incident) for card in cards}))
    own = in_hands_of(person, hands.tasks)
    issuers = Person.objects.in_bulk({UUID(card.issuer) for card in cards if card.issuer})
    member = _membership(person)
    return {
        "person": _person(person, member),
        "hotline": _hotline(person),
        "paper_kb": Limits.of(person.origin).paper_kilobytes,
        "tasks": [
            orders.view(card, own.get(UUID(card.id)), hands.incidents, issuers)
            for card in cards
        ],
        "incidents": {str(key): _incident(row) for key, row in hands.incidents.items()},
        "steps": _steps(person, hands),
        "contacts": _contacts(member, hands),
        **said.to(person),
        "help": said.call_for_help(person),
    }


def session_until(session: SessionBase) -> datetime:
    """Return when the session ends if the phone stays silent, or ends anyhow."""
    seen = float(session.get(sessions.SEEN, 0)) + settings.SESSION_IDLE_LIMIT.total_seconds()
    ends = settings.SESSION_ABSOLUTE_LIMIT.total_seconds()
    ends += float(session.get(sessions.STARTED, 0))
    return datetime.fromtimestamp(min(seen, ends), tz=UTC)


def _person(person: Person, member: TeamMember | None) -> View:
    held = duties_of(person).order_by("starts_at").values_list("post", "region_id")
    posts = [str(post) for post, _region in held]
    team = member.team if member else None
    return {
        "id": str(person.pk),
        "name": person.name,
        "name_en": "",
        "post": posts[0] if posts else "",
        "posts": sorted(set(posts)),
        "city": regions.city_of(person.origin),
        "team": {"id": str(team.pk), "name": team.name, "name_en": "", "phone": team.phone}
        if team
        else None,
    }


def _membership(person: Person) -> TeamMember | None:
    rows = TeamMember.objects.filter(person=person, left_at__isnull=True)
    # Of the team of an exercise and the real one, the real one.
    return rows.select_related("team").order_by("exercise_id").last()


def _hotline(person: Person) -> list[View]:
    rows = sorted(Hotline.in_force.of(person.origin), key=lambda row: (row.position, row.code))
    return [{"name": row.name_zh, "name_en": row.name_en, "phone": row.phone} for row in rows]


def _incident(row: Incident) -> View:
    return {
        "id": str(row.pk),
        "number": row.number,
        "title": row.title,
        "grade": row.state.grade or 0,
        "status": str(row.state.status),
        "place": row.place,
        "lat": row.point.y if row.point else None,
        "lon": row.point.x if row.point else None,
        "exercise": row.exercise_id is not None,
        "room": row.room_id,
    }


def _steps(person: Person, hands: Hands) -> View:
    """Return the steps of the plans that the orders come from, in the plan's order.

    All of them for whoever may see the incident; of another's, those in their own hands.
    """
    planned = [UUID(card.id) for card in hands.cards if card.plan_step]
    mine = ActivationStep.objects.filter(task__in=planned)
    of_task = dict(mine.values_list("task_id", "activation_id"))
    if not of_task:
        return {}
    in_sight = Q(task__incident__room__in=rooms_visible_to(person).values("key"))
    rows = ActivationStep.objects.filter(
        in_sight | Q(task__in=planned), activation__in=set(of_task.values())
    )
    found: dict[UUID, list[View]] = {}
    for row in rows.select_related("task__state").order_by("activation", "ready_at", "key"):
        found.setdefault(row.activation_id, []).append(_step(row))
    return {
        str(task): found.get(activation, [])[:MOST_STEPS]
        for task, activation in of_task.items()
    }


def _step(row: ActivationStep) -> View:
    state: TaskState = row.task.state
    return {
        "key": row.key,
        "task": str(row.task_id),
        "title": row.task.title,
        "title_en": row.task.title_en,
        "owner": state.assignee_label,
        "owner_en": state.assignee_label_en,
        "state": str(state.status),
        "ready_at": iso(row.ready_at),
    }


def _contacts(member: TeamMember | None, hands: Hands) -> list[View]:
    """Return the duty telephones of one's own team and of those in the same incidents."""
    beside = TaskState.objects.filter(
        task__incident__in=hands.incidents, assignee_kind=TaskState.AssigneeKind.TEAM
    )
    wanted = Q(pk__in=beside.values("assignee_id"))
    if member is not None:
        wanted |= Q(pk=member.team_id)
    teams = Team.objects.filter(wanted).exclude(phone="").order_by("region", "name", "pk")
    return [
        {
            "name": team.name,
            "role": str(team.kind),
            "phone": team.phone,
            "organisation": team.region_id,
        }
        for team in teams[:100]
    ]
