"""What the clock finds besides silence and lateness: posts taken over, rounds, check-ins.

The clock stops for a task when its incident has ended.
"""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from command.core.models import Duty
from command.tasking.lifecycle import RUNNING
from command.tasking.models import Receipt, TaskState
from command.tasking.selectors.handed import last_orders
from command.tasking.selectors.people import AssigneeKind, current
from command.tasking.selectors.posts import post_of
from incidents.lifecycle import ENDED, played_out

# Of people who were not heard of the issuer and the liaisons are told, then the commanders.
RUNGS = 2
OVER = "task__incident__state__status__in"


def taken_over(*, limit: int = 500) -> list[UUID]:
    """Return the open orders to posts that somebody holds who has not got them.

    Three queries.
    """
    rows = TaskState.objects.filter(assignee_kind=AssigneeKind.POST, status__in=RUNNING)
    rows = rows.exclude(**{OVER: ENDED}).order_by("task__created_at", "pk")
    orders = dict(rows.values_list("task_id", "assignee_id")[:limit])
    posts = {key: post_of(key) for key in set(orders.values()) if key}
    holders = _holders({named for named in posts.values() if named})
    got = defaultdict(set)
    receipts = Receipt.objects.filter(task__in=list(orders), step=last_orders())
    for task, person in receipts.values_list("task_id", "person_id"):
        got[task].add(person)
    return [
        task
        for task, key in orders.items()
        if key and (named := posts[key]) and holders[named] - got[task]
    ]


def rounds_due(at: datetime, *, limit: int = 200) -> list[UUID]:
    """Return the tasks whose next round is to begin, longest due first."""
    due = TaskState.objects.filter(repeat_at__isnull=False, repeat_at__lte=at)
    due = due.exclude(**{OVER: ENDED}).exclude(**played_out("task__"))
    return list(due.order_by("repeat_at").values_list("task_id", flat=True)[:limit])


def due_check_ins(at: datetime, *, limit: int = 500) -> list[UUID]:
    """Return the tasks whose people should have been heard of, longest due first.

    A door looks whether somebody is to be told: the rules give some time.
    """
    due = TaskState.objects.filter(
        next_check_in__isnull=False, next_check_in__lte=at, check_in_rung__lt=RUNGS
    )
    due = due.exclude(**{OVER: ENDED}).exclude(**played_out("task__"))
    return list(due.order_by("next_check_in").values_list("task_id", flat=True)[:limit])


def _holders(posts: set[tuple[str, str]]) -> defaultdict[tuple[str, str], set[UUID]]:
    """Return who holds each of these posts now. One query."""
    found: defaultdict[tuple[str, str], set[UUID]] = defaultdict(set)
    if not posts:
        return found
    held = Duty.objects.filter(
        post__in={post for post, _ in posts},
        region__in={region for _, region in posts},
        person__is_active=True,
    )
    for post, region, person in current(held).values_list("post", "region_id", "person_id"):
        if region:
            found[post, region].add(person)
    return found
