"""Who may do what in joint command."""

from collections.abc import Iterable

from command.core.models import Person
from command.core.policies import (
    DESK,
    OF_IT_ONLY,
    duties_of,
    holds,
    not_permitted,
    require,
)
from incidents.models import IncidentState


def require_of(actor: Person | None, posts: Iterable[str], authority: str, *, to: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` holds one of ``posts`` in exactly this authority.

    A superior does not sign in its name.
    """
    wanted = set(posts)
    if actor is None or duties_of(actor).filter(post__in=wanted, region=authority).exists():
        return
    raise not_permitted(wanted, to=to, says=OF_IT_ONLY, region=authority)


def require_notifying(actor: Person | None, state: IncidentState, *, to: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` works at a desk where it lies, or that leads."""
    if actor is not None and holds(actor, DESK, region=state.lead_authority):
        return
    incident = state.incident
    require(actor, DESK, to=to, region=incident.region_id, room=incident.room_id)


def require_author(actor: Person | None, origin: str, state: IncidentState, *, to: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` is at a desk of who wrote it, or of the lead."""
    if actor is None or holds(actor, DESK, region=origin):
        return
    require(actor, DESK, to=to, region=state.lead_authority)


def authority_of(actor: Person | None, among: Iterable[str]) -> str | None:
    """Return the authority among those named in which ``actor`` holds a duty, if any."""
    named = set(among)
    if actor is None:
        return next(iter(sorted(named)), None)
    held = duties_of(actor).filter(post__in=DESK, region__in=named)
    return held.order_by("region").values_list("region_id", flat=True).first()
