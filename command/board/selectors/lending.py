"""What other cities ask of the reader's own, and what lending would cost it."""

from dataclasses import replace
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from command.board.cards import UNRATED, Consequence, Decision
from command.board.selectors.incidents import title_of
from command.board.selectors.sight import Sight
from command.core import policies, regions
from command.core.models import Duty
from command.core.policies import COMMANDING
from resources.dispatch.selectors.cost import Cost, costs
from resources.lifecycle import RequestStatus, TeamStatus
from resources.models import RequestState, TeamState

Asked = list[tuple[RequestState, str]]  # with the city that was asked
Known = dict[tuple[UUID | None, str, str], Cost]  # (world, city, what)
LENDING = COMMANDING | {Duty.Post.RESOURCE_OFFICER}


def held(sight: Sight, posts: frozenset[str]) -> list[str]:
    """Return the regions over which the reader holds one of ``posts``."""
    held = policies.duties_of(sight.person).filter(post__in=posts, region__isnull=False)
    return [code for code in held.values_list("region_id", flat=True) if code]


def requests(sight: Sight) -> list[Decision]:
    """Return the requests that wait for the answer of the reader's city."""
    # Only a city itself may lend what is its own.
    own = sight.person.origin
    mine = [own] if any(regions.covers(code, own) for code in held(sight, LENDING)) else []
    if not mine:
        return []
    waiting = RequestState.objects.filter(
        awaiting__overlap=mine,
        status__in=[RequestStatus.OPEN, RequestStatus.ANSWERED],
        request__incident__room__in=sight.rooms,
    ).select_related("request__incident__state", "request__supply")
    asked = [(state, code) for state in waiting for code in mine if code in state.awaiting]
    known = _costs(asked)
    return [_request(state, code, known) for state, code in asked]


def _costs(asked: Asked) -> Known:
    """Return what the city has and keeps of each thing asked for. Few queries a world."""
    known: Known = {}
    for world in {state.request.exercise_id for state, _code in asked}:
        pairs = {
            (code, _what(state)): 0
            for state, code in asked
            if state.request.exercise_id == world
        }
        known |= {(world, cost.city, cost.what): cost for cost in costs(pairs, world)}
    return known


def _what(state: RequestState) -> str:
    return state.request.supply_id or state.request.team_kind


def _request(state: RequestState, lender: str, known: Known) -> Decision:
    request = state.request
    thing = request.supply.name if request.supply else request.get_team_kind_display()
    unit = request.supply.unit if request.supply else _("teams")
    wanted = state.requested - state.accepted
    cost = known[request.exercise_id, lender, _what(state)]
    free, total = cost.available, cost.total
    cost = replace(cost, giving=min(wanted, free))
    left = max(0, free - wanted)
    incident = request.incident
    return Decision(
        kind="request",
        key=f"{request.pk}.{lender}",
        incident=str(request.incident_id),
        level=(incident.state.grade if incident else None) or UNRATED,
        title=_("%(asker)s asks %(lender)s for %(n)d %(unit)s: %(thing)s")
        % {
            "asker": regions.name(request.origin),
            "lender": regions.name(lender),
            "n": wanted,
            "unit": unit,
            "thing": thing,
        },
        asker=request.number,
        asked_at=request.requested_at,
        basis=" · ".join(filter(None, [title_of(incident) if incident else "", request.place])),
        approve=_("Lend"),
        decline=_("Decline"),
        quantity=min(wanted, free) or None,
        consequences=(
            Consequence(_("Asked for"), f"{wanted} {unit}"),
            Consequence(
                _("Available in %(where)s now") % {"where": regions.name(lender)},
                f"{free}/{total}",
                tone(free, total),
            ),
            Consequence(_("Left after lending"), f"{left}/{total}", tone(left, total)),
            *_floor(cost, unit),
        ),
        link=reverse("forces-request", args=[request.pk]),
        link_word=_("In full"),
    )


def standing(code: str, exercise: UUID | None, kind: str = "") -> tuple[int, int]:
    """Return the teams on standby, and all, of a region: real, or of one exercise."""
    within = policies.within(code, "team__region_id") & Q(team__exercise=exercise)
    found = TeamState.objects.filter(within, *([Q(team__kind=kind)] if kind else []))
    total = found.count()
    return found.filter(status=TeamStatus.STANDBY).count(), total


def tone(left: int, total: int) -> str:
    """Return how what is left is marked."""
    if not total or left * 4 >= total:
        return ""
    return "short" if left else "none"


def _floor(cost: Cost, unit: object) -> list[Consequence]:
    """Return what the city keeps back, and who signs when less would be left."""
    if not cost.floor:
        return []
    signs = _("signed by: %(post)s") % {"post": cost.signed_by} if cost.breaks else ""
    return [
        Consequence(
            _("Floor of %(where)s") % {"where": regions.name(cost.city)},
            " · ".join(filter(None, [f"{cost.floor} {unit}", signs])),
            "short" if cost.breaks else "",
        )
    ]
