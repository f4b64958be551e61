"""Who carries a task out, and who is told."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Duty, Organisation, Person
from command.core.policies import COMMANDING, duties_of
from command.core.times import running
from command.tasking.models import Receipt, ReceiptState, TaskState
from command.tasking.selectors.handed import last_orders
from command.tasking.selectors.posts import NOT_ORDERED, label_of, post_key, post_of
from incidents.models import Incident
from resources.models import Team, TeamMember

AssigneeKind = TaskState.AssigneeKind


@dataclass(frozen=True, slots=True)
class Assignee:
    """Whoever a task is given to; ``region`` is where they belong.

    ``exercise`` is the exercise that made them, if one did.
    """

    kind: str
    id: UUID
    label: str
    region: str
    exercise: UUID | None = None
    label_en: str = ""


def assignee_of(kind: str, key: UUID) -> Assignee:
    """Return the organisation, person, team or post. Raises ``NotThere``."""
    match kind:
        case AssigneeKind.POST:
            named = post_of(key)
            if named is not None:
                zh, en = (label_of(*named, language) for language in ("zh-hans", "en"))
                return Assignee(kind, key, zh, named[1], label_en=en)
        case AssigneeKind.ORGANISATION:
            organisation = Organisation.objects.filter(pk=key).first()
            if organisation is not None:
                return assignee_from(organisation)
        case AssigneeKind.TEAM:
            team = Team.objects.filter(pk=key).first()
            if team is not None:
                return Assignee(kind, key, team.name, team.region_id, team.exercise_id)
        case AssigneeKind.PERSON:
            person = Person.objects.filter(pk=key, is_active=True).first()
            if person is not None:
                return Assignee(kind, key, person.name, _region_of(person))
    raise NotThere(
        _("There is nobody like that to give a task to."), assignee_kind=kind, assignee=str(key)
    )


def assignee_from(row: Organisation) -> Assignee:
    """Return an organisation at hand as somebody a task is given to. No query."""
    kind = AssigneeKind.ORGANISATION
    return Assignee(kind, row.pk, row.name_zh, row.region_id, row.exercise_id, row.name_en)


def recipients_of(assignee: Assignee) -> list[Person]:
    """Return the people to whom an order to ``assignee`` is handed. One query.

    The person; the members of the team; whoever holds the post now; or whoever holds
    any post in the organisation now.
    """
    people = Person.objects.filter(is_active=True)
    if assignee.kind == AssigneeKind.PERSON:
        return list(people.filter(pk=assignee.id))
    if assignee.kind == AssigneeKind.TEAM:
        members = TeamMember.objects.filter(team=assignee.id, left_at__isnull=True)
        return list(people.filter(pk__in=members.values("person")).order_by("pk"))
    held = current(Duty.objects.exclude(post__in=NOT_ORDERED))
    if assignee.kind == AssigneeKind.POST:
        post, region = post_of(assignee.id) or ("", "")
        holders = held.filter(post=post, region=region)
        return list(people.filter(pk__in=holders.values("person")).order_by("pk"))
    here = held.filter(
        Q(organisation=assignee.id)
        | Q(organisation__isnull=True, person__organisation=assignee.id)
    )
    return list(people.filter(pk__in=here.values("person")).order_by("pk"))


def told_of(state: TaskState) -> list[Person]:
    """Return the people to whom the last order of a task was handed. One query."""
    handed = Receipt.objects.filter(task=state.task_id, step=last_orders())
    return list(Person.objects.filter(pk__in=handed.values("person")).order_by("pk"))


def silent_of(state: TaskState) -> list[Person]:
    """Return those who were handed the last order of a task and have not answered it."""
    silent = ReceiptState.objects.filter(
        receipt__task=state.task_id,
        receipt__step=last_orders("receipt__task"),
        accepted_at__isnull=True,
        refused_at__isnull=True,
    )
    people = Person.objects.filter(pk__in=silent.values("receipt__person"), is_active=True)
    return list(people.order_by("pk"))


def liaisons_of(state: TaskState) -> list[Person]:
    """Return the liaisons of the city that carries a task out. One query."""
    city = regions.city_of(state.assignee_region)
    held = current(Duty.objects.filter(post=Duty.Post.LIAISON, region__in={city}))
    people = Person.objects.filter(pk__in=held.values("person"), is_active=True)
    return list(people.order_by("pk"))


def commanders_of(incident: Incident) -> list[Person]:
    """Return those in command of the incident, of its city and for its lead authority."""
    where = {
        incident.region_id,
        regions.city_of(incident.region_id),
        incident.state.lead_authority,
    }
    held = current(Duty.objects.filter(post__in=COMMANDING))
    here = held.filter(Q(region__in=where) | Q(room=incident.room_id))
    people = Person.objects.filter(is_active=True, pk__in=here.values("person"))
    return list(people.order_by("pk"))


def groups_of(person: Person) -> set[UUID]:
    """Return the keys under which a task may be given to ``person``. Two queries."""
    held = duties_of(person).exclude(post__in=NOT_ORDERED)
    # A duty that names no organisation is held in the person's own.
    named = held.annotate(of=Coalesce("organisation", "person__organisation"))
    keys: set[UUID] = set()
    for of, post, region in named.values_list("of", "post", "region_id"):
        keys |= {of} if of else set()
        keys |= {post_key(post, region)} if region else set()
    teams = TeamMember.objects.filter(person=person, left_at__isnull=True)
    return keys | set(teams.values_list("team", flat=True)) | {person.pk}


def is_assignee(person: Person, state: TaskState) -> bool:
    """Return whether the task is given to ``person``, their team or organisation."""
    return state.assignee_id is not None and state.assignee_id in groups_of(person)


def is_unread(person: Person, task_id: UUID) -> bool:
    """Return whether the last order of a task was handed to ``person``, unread. One query."""
    unread = ReceiptState.objects.filter(
        receipt__task=task_id,
        receipt__person=person,
        receipt__step=last_orders("receipt__task"),
        read_at__isnull=True,
    )
    return unread.exists()


def current(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Return those of the duties that are held at this moment."""
    return duties.filter(running())


def _region_of(person: Person) -> str:
    """Return where a person serves: their duty's region, or their authority's."""
    held = duties_of(person).filter(region__isnull=False).exclude(post__in=NOT_ORDERED)
    region = held.values_list("region_id", flat=True).first()
    return region or person.origin
