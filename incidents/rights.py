"""Who may do what about an incident."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from command.core.errors import BadTransition, NotPermitted
from command.core.models import Person
from command.core.policies import COMMANDING, DESK, Post, duties_of, holds, require
from incidents.lifecycle import ENDED, Status
from incidents.models import IncidentState
from incidents.selectors.shares import shared_with

REPORTING = DESK | {Post.TEAM_LEADER}
RECORDING = REPORTING | {Post.PLANNER, Post.RESOURCE_OFFICER}
HANDLING = COMMANDING | {Post.DUTY_OFFICER}
PROPOSING = DESK | {Post.PLANNER}
SHARING = COMMANDING | {Post.LIAISON}


def require_handling(actor: Person | None, state: IncidentState, *, to: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` handles it where it lies, or leads it."""
    if actor is not None and holds(actor, COMMANDING, region=state.lead_authority):
        return
    incident = state.incident
    require(actor, HANDLING, to=to, region=incident.region_id, room=incident.room_id)


def require_confirming(actor: Person | None, state: IncidentState, *, to: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` commands where it lies, or leads it."""
    if actor is not None and holds(actor, COMMANDING, region=state.lead_authority):
        return
    incident = state.incident
    require(actor, COMMANDING, to=to, region=incident.region_id, room=incident.room_id)


def require_part(
    actor: Person | None, posts: Iterable[str], state: IncidentState, *, to: str | Promise
) -> None:
    """Raise ``NotPermitted`` unless ``actor`` holds a post in an authority that takes part.

    Part in it take the territory it lies in, the lead authority, and the cities
    it is shared with.
    """
    incident = state.incident
    shares = shared_with([incident.room_id]).get(incident.room_id, [])
    if actor is not None and any(
        holds(actor, posts, region=part) for part in (state.lead_authority, *shares)
    ):
        return
    require(actor, posts, to=to, region=incident.region_id, room=incident.room_id)


def require_command_of(actor: Person | None, authority: str, *, to: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` commands exactly this authority.

    A superior does not give or take command in its name.
    """
    if actor is None:
        return
    if not duties_of(actor).filter(post__in=COMMANDING, region_id=authority).exists():
        raise NotPermitted(
            _("Only a commander of that authority may %(act)s.") % {"act": to},
            posts=sorted(COMMANDING),
            region=authority,
            to=to,
        )


def require_open(state: IncidentState) -> None:
    """Raise ``BadTransition`` when the incident has ended."""
    if state.status in ENDED:
        raise BadTransition(
            _("The incident has ended: %(status)s.") % {"status": Status(state.status).label},
            status=str(state.status),
        )


def require_not_merged(state: IncidentState) -> None:
    """Raise ``BadTransition`` when the incident was merged into another: write there."""
    if state.merged_into is not None:
        raise BadTransition(
            _("The incident was merged into another; go on there."),
            status=str(state.status),
            into=str(state.merged_into),
        )
