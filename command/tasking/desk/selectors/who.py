"""Whom a task may be given to: teams, the nearest first, then posts, people, organisations."""

from uuid import UUID

from django.contrib.gis.geos import Point
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from command.core import regions
from command.core.models import Duty, Organisation, Person
from command.core.policies import DESK, scopes_of, within
from command.core.times import running
from command.tasking.models import TaskState
from command.tasking.selectors.posts import NOT_ORDERED, post_key
from incidents.models import Incident
from incidents.pinyin import spelled
from resources.dispatch.filters import TEAMS, Filters
from resources.dispatch.selectors.units import chosen, listed
from resources.lifecycle import TeamKind

Kind = TaskState.AssigneeKind
# Value, name, its name in the other language, pinyin, initials, minutes away, detail.
Row = tuple[str, str, str, str, str, int | None, str]
MOST_TEAMS = 600


def who(person: Person, incident: Incident | None) -> list[Row]:
    """Return whom ``person`` may have in mind for a task of the incident."""
    world = incident.exercise_id if incident else None
    point = incident.point if incident else None
    return [
        *_teams(person, world, point),
        *_posts(person),
        *_people(person),
        *_organisations(person, world),
    ]


def row(value: str, name: str, detail: str, minutes: int | None = None) -> Row:
    """Return one line of the list, with how its name is typed."""
    bare = "".join(sign for sign in name if sign.isalnum())
    whole, initials = spelled(bare)
    return (value, name, name, whole, initials, minutes, detail)


def _teams(person: Person, world: UUID | None, point: Point | None) -> list[Row]:
    """Return the teams in sight: those whose way is known by their arrival, then the rest."""
    near = listed(person, Filters(of=TEAMS), point, world).units if point else ()
    rows = [
        row(f"team:{u.id}", u.name, f"{u.kind_name} · {u.city_name} · {u.said}", u.minutes)
        for u in near
    ]
    known = {u.id for u in near}
    rest = chosen(person, Filters(of=TEAMS), world).order_by("name")
    for key, name, kind, region in rest.values_list("pk", "name", "kind", "region_id"):
        if str(key) not in known and len(rows) < MOST_TEAMS:
            label = TeamKind(kind).label if kind in TeamKind.values else kind
            rows.append(row(f"team:{key}", name, f"{label} · {regions.name(region)}"))
    return rows


def _held(person: Person) -> QuerySet[Duty]:
    """Return the duties of now that one may give orders to: one's own, and all desks."""
    mine = Q(post__in=DESK)
    for scope in scopes_of(person):
        mine |= within(scope, "region_id")
    held = Duty.objects.filter(mine, running(), region__isnull=False)
    return held.exclude(post__in=NOT_ORDERED)


def _posts(person: Person) -> list[Row]:
    """Return the posts that somebody holds now; who takes one over gets its orders too."""
    held = _held(person).values_list("post", "region_id").order_by("region_id", "post")
    return [
        row(
            f"{Kind.POST}:{post_key(post, region)}",
            f"{regions.name(region)} · {Duty.Post(post).label}",
            _("whoever is on duty"),
        )
        for post, region in held.distinct()
        if region
    ]


def _people(person: Person) -> list[Row]:
    held = _held(person).filter(person__is_active=True).exclude(person=person)
    found: dict[UUID, Row] = {}
    named = held.order_by("person__username").values_list(
        "person_id", "person__name", "post", "region_id"
    )
    for key, name, post, region in named:
        if key not in found:
            detail = f"{regions.name(region)} · {Duty.Post(post).label}"
            found[key] = row(f"person:{key}", name, detail)
    return list(found.values())


def _organisations(person: Person, world: UUID | None) -> list[Row]:
    mine = Q(pk__in=[])
    for scope in scopes_of(person):
        mine |= within(scope, "region_id")
    rows = Organisation.objects.filter(mine, Q(exercise=None) | Q(exercise=world))
    return [
        row(f"organisation:{one.pk}", one.name, regions.name(one.region_id))
        for one in rows.order_by("region", "name_zh")
    ]
