"""Who is on duty: asked before anybody is woken."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from command.core.models import Duty, Person
from command.core.policies import COMMANDING, Post
from command.core.times import running
from incidents.roster.models import Role, ShiftPlace
from resources.lifecycle import TeamStatus
from resources.models import TeamMember

# Which places of a shift stand for which post: only these posts have rosters.
ROSTERED = {
    **dict.fromkeys(COMMANDING, (Role.LEADER,)),
    Post.DUTY_OFFICER: (Role.CHIEF, Role.OFFICER),
}
IN_TEAMS = frozenset({Post.TEAM_LEADER, Post.TEAM_MEMBER})
AT_REST = frozenset({TeamStatus.RESTING, TeamStatus.UNAVAILABLE})


def on_duty(person_id: UUID, at: datetime) -> bool:
    """Return whether a person is on duty at ``at`` and may be called. Two to four queries.

    By a duty that is in force: where a shift runs in which somebody takes a place of that
    post, only for those who are in the shift. A gap in the roster relieves nobody. Members
    of a team by their team: on standby or out, not while it rests.
    """
    if not Person.objects.filter(pk=person_id, is_active=True).exists():
        return False
    teams = _teams_of(person_id)
    for duty in _in_force(person_id, at):
        if duty.post in IN_TEAMS:
            if not teams:
                return True
        elif _is_on_shift(duty, at):
            return True
    return _is_ready(teams)


def _in_force(person_id: UUID, at: datetime) -> QuerySet[Duty]:
    return Duty.objects.filter(running(at), person=person_id)


def _is_on_shift(duty: Duty, at: datetime) -> bool:
    """Return whether the roster has the holder of a duty on, or has nobody for the post."""
    roles = ROSTERED.get(Post(duty.post))
    if roles is None or duty.region_id is None:
        return True
    running = ShiftPlace.objects.filter(
        shift__region=duty.region_id,
        shift__starts_at__lte=at,
        shift__ends_at__gt=at,
        shift__exercise__isnull=True,
        person__isnull=False,
    )
    places = list(running.values_list("person_id", "role"))
    if not any(role in roles for _, role in places):
        return True
    return any(person == duty.person_id for person, _ in places)


def _teams_of(person_id: UUID) -> list[str]:
    """Return how each team of a person stands."""
    of = TeamMember.objects.filter(person=person_id, left_at__isnull=True)
    return [status or "" for status in of.values_list("team__state__status", flat=True)]


def _is_ready(teams: Iterable[str]) -> bool:
    return any(status not in AT_REST for status in teams)
