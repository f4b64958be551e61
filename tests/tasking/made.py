"""Tasks and those who carry them out, made through the doors."""

from dataclasses import asdict
from itertools import count

from django.db import transaction

from command.core import authority, regions
from command.core.actions import grant_duty, register_organisation
from command.core.errors import Refusal
from command.core.models import Entry
from command.tasking.actions import advance_task, create_task, deliver_receipts, issue_task
from command.tasking.models import ReceiptState, TaskState
from command.tasking.selectors import of_incident
from resources.actions import join_team, register_team
from tests import make
from tests.make import ORDOS, Post

_numbers = count(1)
# The stages after queued, in their order.
CLIMBED = ("delivered", "read", "accepted", "on_scene", "done", "verified")


def organisation(region=ORDOS, kind="fire", *, posts=(Post.TEAM_LEADER,)):
    """Enter an organisation, and on duty in it one person for each of ``posts``."""
    with transaction.atomic(), authority.acting_as(regions.city_of(region)):
        number = next(_numbers)
        made = register_organisation(
            actor=None,
            name_zh=f"单位{number}",
            name_en=f"Unit {number}",
            kind=kind,
            region=region,
        )
    return made, [serving(made, post, region) for post in posts]


def serving(organisation, post, region=ORDOS):
    """Register somebody on duty in ``organisation``."""
    person = make.person(region=region)
    with transaction.atomic(), authority.acting_as(person.origin):
        grant_duty(
            actor=None,
            person_id=person.pk,
            post=post,
            region=region,
            organisation=organisation,
        )
    return person


def team(region=ORDOS, *, members=1):
    """Enter a fire team and its members."""
    with transaction.atomic(), authority.acting_as(regions.city_of(region)):
        made = register_team(
            actor=None,
            kind="FIRE",
            name=f"Team {next(_numbers)}",
            region=region,
            headcount=max(1, members),
        )
    people = [make.person(Post.TEAM_MEMBER, region) for _ in range(members)]
    for person in people:
        with transaction.atomic(), authority.acting_as(person.origin):
            join_team(actor=None, team_id=made.pk, person_id=person.pk)
    return made, people


def task(incident=None, *, by=None, **given):
    """Draft a task in an incident, by a commander of the city when ``by`` is not given."""
    incident = incident or make.incident()
    told = {"title": "转移一社群众", "title_en": "Move community 1", "kind": "rescue_evacuate"}
    return create_task(
        actor=by or make.person(Post.COMMANDER, ORDOS),
        incident_id=incident.pk,
        **{**told, **given},
    )


def issued(incident=None, *, by=None, to=None, **given):
    """Issue a task to a person, a team leader when ``to`` is not given; return its state."""
    by = by or make.person(Post.COMMANDER, ORDOS)
    to = to or make.person(Post.TEAM_LEADER, ORDOS)
    drafted = task(incident, by=by)
    return issue_task(
        actor=by, task_id=drafted.pk, assignee_kind="person", assignee_id=to.pk, **given
    )


def ordered_to(person, task, by):
    """Issue a drafted task to a person; return its state."""
    return issue_task(actor=by, task_id=task.pk, assignee_kind="person", assignee_id=person.pk)


def brought_to(status, *, by, to, incident=None):
    """Bring a task to ``status`` along the shortest way; return its state."""
    if status == "draft":
        return TaskState.objects.get(task=task(incident, by=by))
    state = issued(incident, by=by, to=to)
    ways = {
        "issued": [],
        "acknowledged": [(to, "acknowledge")],
        "in_progress": [(to, "acknowledge"), (to, "start")],
        "completed": [(to, "acknowledge"), (to, "start"), (to, "complete")],
        "verified": [(to, "acknowledge"), (to, "start"), (to, "complete"), (by, "verify")],
        "rejected": [(to, "reject")],
        "suspended": [(by, "suspend")],
        "cancelled": [(by, "cancel")],
    }
    for actor, verb in ways[status]:
        advance_task(actor=actor, task_id=state.task_id, verb=verb, reason=why(verb))
    return TaskState.objects.get(pk=state.pk)


def why(verb):
    """Return a reason where one is asked for."""
    return "水位上涨" if verb in {"reject", "suspend", "cancel", "block", "return"} else ""


def delivered():
    """Deliver everything that is queued; return how many."""
    return deliver_receipts(actor=None)


def cards(incident):
    """Return the function that fetches the views of an incident's tasks afresh."""
    return lambda: {f"task.{card.id}": asdict(card) for card in of_incident(incident.pk)}


def kinds(room):
    """Return the kinds of the entries of a room, oldest first."""
    return list(Entry.objects.filter(room=room).order_by("seq").values_list("kind", flat=True))


def ladder(card):
    """Return how many people an order reached at least so far, from queued to verified.

    The last number is of those who refused it.
    """
    return [card.receipts[stage] for stage in ReceiptState.Stage.values]


def tried(act):
    """Do something that may be refused; return whether it was done."""
    try:
        with transaction.atomic():
            act()
    except Refusal:
        return False
    return True
