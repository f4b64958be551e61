"""Who plays which role: real accounts, found by the duties they hold."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.errors import Conflict
from command.core.models import Duty, Person
from command.exercise.scenario import Scenario

SYSTEM = "system"
Post = Duty.Post
# Who steps in where a post is not filled, nearest first. Nobody but a commander or a
# deputy stands in for a commander.
STAND_INS: dict[str, tuple[str, ...]] = {
    Post.COMMANDER: (Post.DEPUTY,),
    Post.DUTY_OFFICER: (Post.LIAISON, Post.PLANNER, Post.DEPUTY, Post.COMMANDER),
    Post.LIAISON: (Post.DUTY_OFFICER, Post.DEPUTY, Post.COMMANDER),
    Post.RESOURCE_OFFICER: (Post.DEPUTY, Post.COMMANDER),
    Post.TEAM_LEADER: (Post.DUTY_OFFICER, Post.DEPUTY, Post.COMMANDER),
}


@dataclass(frozen=True)
class Cast:
    """The people of one play, role by role; ``None`` is the system itself."""

    people: dict[str, Person | None]

    def plays(self, role: str) -> Person | None:
        """Return who plays ``role``."""
        return self.people[role]


def gather(scenario: Scenario) -> Cast:
    """Return who plays each role of the scenario now. One query.

    A role is ``<region code>.<post>``. The post's own holder comes first, then who
    steps in for it in that region, then the same in its city.
    Raises ``Conflict`` naming the roles for which nobody is there.
    """
    at = now()
    held = Duty.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at),
        starts_at__lte=at,
        region__isnull=False,
        person__is_active=True,
    )
    holders: dict[tuple[str | None, str], Person] = {}
    for duty in held.select_related("person").order_by("person__username"):
        holders.setdefault((duty.region_id, duty.post), duty.person)
    people = {role: _found(role, holders) for role in scenario.roles if role != SYSTEM}
    missing = sorted(role for role, person in people.items() if person is None)
    if missing:
        raise Conflict(
            _("Nobody is there to play some roles; load the demonstration people first."),
            roles=missing,
        )
    return Cast({SYSTEM: None, **people})


def _found(role: str, holders: dict[tuple[str | None, str], Person]) -> Person | None:
    region, _dot, post = role.partition(".")
    for place in dict.fromkeys([region, regions.city_of(region)]):
        for wanted in (post, *STAND_INS.get(post, (Post.COMMANDER,))):
            if person := holders.get((place, wanted)):
                return person
    return None
