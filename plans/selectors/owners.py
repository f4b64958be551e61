"""Who fills a role of a plan."""

from django.db.models import Q
from django.utils.timezone import now

from command.core.models import Duty, Organisation
from command.tasking.models import TaskState
from command.tasking.selectors import Assignee, assignee_of
from command.tasking.selectors.posts import post_key
from plans.document.shape import ORGANISATION, Role

Kind = TaskState.AssigneeKind


def owner_of(role: Role, city: str) -> Assignee | None:
    """Return who fills ``role`` in a plan of ``city``; ``None`` if nobody is found.

    An organisation of the kind in the region, or in the city it lies in; or the post, where
    somebody holds it.
    """
    region = role.region or city
    near = [region, *([f"{region[:4]}00"] if not region.endswith("00") else [])]
    for place in near:
        found = (
            _organisation(role.owner, place)
            if role.owner_kind == ORGANISATION
            else _holder(role.owner, place)
        )
        if found is not None:
            return found
    return None


def _organisation(kind: str, region: str) -> Assignee | None:
    found = Organisation.objects.filter(kind=kind, region=region).order_by("pk").first()
    return assignee_of(Kind.ORGANISATION, found.pk) if found else None


def _holder(post: str, region: str) -> Assignee | None:
    """Return the post if somebody holds it there now: whoever takes it over has the task."""
    at = now()
    held = Duty.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at),
        post=post,
        region=region,
        starts_at__lte=at,
        person__is_active=True,
    )
    return assignee_of(Kind.POST, post_key(post, region)) if held.exists() else None
