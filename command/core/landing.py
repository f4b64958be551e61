"""Where each post lands after signing in."""

from django.urls import reverse

from command.core.models import Person
from command.core.policies import Post, duties_of

# A person of several posts lands where the first of these lines says.
COMMAND_POST = frozenset(
    {Post.COMMANDER, Post.DEPUTY, Post.OBSERVER, Post.PLANNER, Post.DUTY_OFFICER}
)
AT_HOME = frozenset({Post.LIAISON, Post.RESOURCE_OFFICER})
FIELD = frozenset({Post.TEAM_LEADER, Post.TEAM_MEMBER})
PEOPLE = frozenset({Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN})


def place_of(person: Person) -> str:
    """Return the path at which a person lands; nothing without a duty. One query."""
    held = set(duties_of(person).values_list("post", flat=True))
    if held & COMMAND_POST:
        return "/"
    if held & AT_HOME:
        return f"/?city={person.origin}"
    if held & FIELD:
        return "/m0/"
    if held & PEOPLE:
        return reverse("people")
    return reverse("audit") if Post.AUDIT_ADMIN in held else ""
