"""Who plays which role: real accounts, found by the duties they hold."""

from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.errors import Conflict
from command.core.models import Duty, Person
from command.core.times import running
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


def require_all(scenario: Scenario) -> None:
    """Raise ``Conflict``, naming the roles for which nobody is there. One query a role."""
    missing = [role for role in scenario.roles if role != SYSTEM and _found(role) is None]
    if missing:
        raise Conflict(
            _("Nobody is there to play some roles; load the demonstration people first."),
            roles=missing,
        )


def players_of(scenario: Scenario) -> list[Person]:
    """Return everybody who plays a role of the scenario now. One query a role."""
    wanted = [*scenario.roles, *scenario.players]
    found = {p.pk: p for role in wanted if role != SYSTEM and (p := _found(role))}
    return [found[key] for key in sorted(found)]


def player_of(role: str) -> Person | None:
    """Return who plays a role now; ``None`` is the system itself. One query.

    A role is ``<region code>.<post>``. The post's own holder comes first, then who
    steps in for it in that region, then the same in its city.
    Raises ``Conflict`` when nobody is there.
    """
    if role == SYSTEM:
        return None
    person = _found(role)
    if person is None:
        raise Conflict(_("Nobody is there to play a role."), roles=[role])
    return person


def _found(role: str) -> Person | None:
    region, _dot, post = role.partition(".")
    places = list(dict.fromkeys([region, regions.city_of(region)]))
    posts = [post, *STAND_INS.get(post, (Post.COMMANDER,))]
    held = Duty.objects.filter(
        running(), region__in=places, post__in=posts, person__is_active=True
    )
    holders: dict[tuple[str | None, str], Person] = {}
    for duty in held.select_related("person").order_by("person__username"):
        holders.setdefault((duty.region_id, duty.post), duty.person)
    nearest = ((place, wanted) for place in places for wanted in posts)
    return next((holders[one] for one in nearest if one in holders), None)
