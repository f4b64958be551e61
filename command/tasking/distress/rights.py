"""Who may answer a call for help."""

from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotPermitted
from command.core.models import Person
from command.core.policies import duties_of, may_follow
from command.tasking.distress.lifecycle import ANSWERING
from command.tasking.distress.models import HelpState


def may_answer(person: Person, state: HelpState) -> bool:
    """Return whether a person sits at a desk that the call concerns, and is not the caller."""
    if person.pk == state.call.person_id:
        return False
    held = duties_of(person).filter(post__in=ANSWERING)
    scopes = [scope for scope in held.values_list("region_id", flat=True) if scope]
    if state.widened_at is not None and scopes:
        return True
    places = {*state.cities, state.region_id or ""}
    if any(regions.covers(scope, place) for scope in scopes for place in places if place):
        return True
    if state.call.incident_id is None:
        return False
    return held.exists() and may_follow(person, state.call.room_id)


def require_answering(actor: Person | None, state: HelpState) -> Person:
    """Return who answers. Raises ``NotPermitted``: it takes a person, by name, at a desk."""
    if actor is None or not may_answer(actor, state):
        raise NotPermitted(
            _("Only a named person at a desk that the call concerns may answer it."),
            posts=sorted(str(post) for post in ANSWERING),
        )
    return actor
