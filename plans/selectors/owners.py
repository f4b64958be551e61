"""Who fills a role of a plan."""

from collections.abc import Iterable

from command.core.models import Duty, Organisation
from command.core.times import running
from command.tasking.models import TaskState
from command.tasking.selectors import Assignee, assignee_of
from command.tasking.selectors.people import assignee_from
from command.tasking.selectors.posts import post_key
from plans.document.shape import ORGANISATION, Role

Kind = TaskState.AssigneeKind


Places = dict[tuple[str, str, str], Assignee]


def owner_of(role: Role, city: str) -> Assignee | None:
    """Return who fills ``role`` in a plan of ``city``; ``None`` if nobody is found.

    An organisation of the kind in the region, or in the city it lies in; or the post, where
    somebody holds it. Two queries at most.
    """
    return owners_of([role], city)[role.key]


def owners_of(roles: Iterable[Role], city: str) -> dict[str, Assignee | None]:
    """Return who fills each of these roles, by its key. Two queries at most."""
    asked = list(roles)
    there = _organisations(asked, city) | _holders(asked, city)
    found: dict[str, Assignee | None] = {}
    for role in asked:
        places = [(role.owner_kind, role.owner, place) for place in _near(role, city)]
        found[role.key] = next((there[place] for place in places if place in there), None)
    return found


def _near(role: Role, city: str) -> list[str]:
    region = role.region or city
    return [region, *([f"{region[:4]}00"] if not region.endswith("00") else [])]


def _organisations(roles: list[Role], city: str) -> Places:
    mine = [role for role in roles if role.owner_kind == ORGANISATION]
    if not mine:
        return {}
    rows = Organisation.objects.filter(
        kind__in={role.owner for role in mine},
        region__in={place for role in mine for place in _near(role, city)},
    )
    found: Places = {}
    for row in rows.order_by("pk"):
        key = (ORGANISATION, row.kind, row.region_id)
        found.setdefault(key, assignee_from(row))
    return found


def _holders(roles: list[Role], city: str) -> Places:
    """Return the posts that somebody holds now: whoever takes one over has the task."""
    mine = [role for role in roles if role.owner_kind != ORGANISATION]
    if not mine:
        return {}
    held = Duty.objects.filter(
        running(),
        post__in={role.owner for role in mine},
        region__in={place for role in mine for place in _near(role, city)},
        person__is_active=True,
    )
    kinds = {role.owner: role.owner_kind for role in mine}
    return {
        (kinds[post], post, region): assignee_of(Kind.POST, post_key(post, region))
        for post, region in held.order_by().values_list("post", "region_id").distinct()
    }
