"""Which calls wait for their next rung, and who is then called."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from command.core.models import Duty, Exercise, Participant, Person
from command.core.policies import COMMANDING, Post
from command.tasking.distress.lifecycle import HelpStatus, Whom
from command.tasking.distress.models import HelpRung, HelpState
from command.tasking.selectors.people import current


def rungs_of(authority: str) -> list[HelpRung]:
    """Return the rungs of an authority, the lowest first. One query."""
    return sorted(HelpRung.in_force.of(authority), key=lambda rule: (rule.rung, rule.code))


def next_rung(state: HelpState, at: datetime) -> HelpRung | None:
    """Return the next rung of a call if its time has come."""
    for rule in rungs_of(state.call.origin):
        if rule.rung > state.rung:
            due = state.call.received_at + timedelta(seconds=rule.after_seconds)
            return rule if due <= at else None
    return None


def waiting(*, limit: int = 200) -> list[UUID]:
    """Return the calls that nobody has acknowledged, the oldest first."""
    rows = HelpState.objects.filter(status=HelpStatus.RAISED).order_by("call__received_at")
    return list(rows.values_list("pk", flat=True)[:limit])


def is_answered(call_id: UUID) -> bool:
    """Return whether a call waits for nobody any more: pages about it may stay in."""
    waits = HelpState.objects.filter(pk=call_id, status=HelpStatus.RAISED)
    return not waits.exists()


def called(state: HelpState, whom: str) -> list[Person]:
    """Return who is called on a rung: in an exercise only those who take part in it."""
    call = state.call
    wanted = Q(post__in=COMMANDING)
    near = Q(pk__in=[])
    for city in state.cities:
        near |= Q(region__code__startswith=city[:4])
    posts = {Post.LIAISON} if whom == Whom.COMMANDERS else {Post.LIAISON, Post.DUTY_OFFICER}
    wanted |= Q(near, post__in=posts)
    held = current(Duty.objects.filter(wanted, region__isnull=False))
    people = Person.objects.filter(is_active=True, pk__in=held.values("person"))
    if call.exercise_id is not None:
        taking_part = Participant.objects.filter(
            exercise=call.exercise_id,
            left_at__isnull=True,
            exercise__state=Exercise.State.RUNNING,
        )
        people = people.filter(pk__in=taking_part.values("person"))
    return list(people.exclude(pk=call.person_id).order_by("username"))
