"""What waits for the reader's decision, and what each decision would cost."""

from uuid import UUID

from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.board.cards import UNRATED, Consequence, Decision
from command.board.selectors.counts import TaskCount, TeamCount, tasks_by, teams_of
from command.board.selectors.incidents import title_of
from command.board.selectors.sight import Sight
from command.core import policies, regions
from command.core.models import Duty
from command.core.policies import COMMANDING
from incidents.models import IncidentState, ResponseProposal, ResponseState
from incidents.selectors.signatures import signatures_needed, signatures_of
from incidents.warnings.models import ObligationState
from incidents.warnings.selectors import awaiting
from incidents.warnings.words import colour
from incidents.words import level
from resources.lifecycle import RequestStatus, TeamStatus
from resources.models import RequestState, Stock, TeamState

LENDING = COMMANDING | {Duty.Post.RESOURCE_OFFICER}


def decisions(sight: Sight) -> tuple[Decision, ...]:
    """Return what waits, the longest waiting first."""
    found = [*_responses(sight), *_duties(sight), *_requests(sight), *_transfers(sight)]
    if sight.city:
        ids = {str(pk) for pk in sight.incident_ids}
        found = [decision for decision in found if decision.incident in ids]
    return tuple(sorted(found, key=lambda decision: decision.asked_at))


def _held(sight: Sight, posts: frozenset[str]) -> list[str]:
    held = policies.duties_of(sight.person).filter(post__in=posts, region__isnull=False)
    return [code for code in held.values_list("region_id", flat=True) if code]


def _responses(sight: Sight) -> list[Decision]:
    mine = _held(sight, COMMANDING)
    waiting = (
        ResponseProposal.objects.filter(decisions__isnull=True, incident__room__in=sight.rooms)
        .exclude(actor=sight.person)
        .exclude(signatures__actor=sight.person)
        .select_related("incident__state", "actor", "jurisdiction")
    )
    return [
        _response(proposal)
        for proposal in waiting
        if any(regions.covers(code, proposal.jurisdiction_id) for code in mine)
    ]


def _response(proposal: ResponseProposal) -> Decision:
    where = proposal.jurisdiction
    before = ResponseState.objects.filter(
        incident=proposal.incident_id, jurisdiction=where, level__isnull=False
    ).first()
    task = tasks_by("incident", [proposal.incident_id]).get(proposal.incident_id, TaskCount())
    free, total = _standing(where.code, proposal.exercise_id)
    return Decision(
        kind="response",
        key=str(proposal.pk),
        incident=str(proposal.incident_id),
        level=proposal.incident.state.grade or UNRATED,
        title=_("%(where)s: activate response level %(level)s")
        % {"where": where.name, "level": level(proposal.level)},
        asker=proposal.actor.name if proposal.actor else _("the system"),
        asked_at=proposal.occurred_at,
        basis=proposal.matter,
        signed=len(signatures_of(proposal)),
        needed=signatures_needed(proposal),
        consequences=(
            Consequence(
                _("Response level of %(where)s") % {"where": where.name},
                f"{level(before.level) if before else '—'} → {level(proposal.level)}",
            ),
            Consequence(
                _("Teams available in %(where)s") % {"where": where.name},
                f"{free}/{total}",
                _tone(free, total),
            ),
            Consequence(_("Tasks running in this incident"), str(task.total - task.done)),
            Consequence(
                _("Valid until"), f"{proposal.expected_until.astimezone():%m-%d %H:%M}"
            ),
        ),
    )


def _duties(sight: Sight) -> list[Decision]:
    """Return what grave warnings oblige the reader to decide."""
    return [_duty(state) for state in awaiting(sight.person)]


def _duty(state: ObligationState) -> Decision:
    duty = state.obligation
    incident = state.incident_id or duty.incident_id
    where = regions.name(duty.jurisdiction_id)
    free, total = _standing(duty.jurisdiction_id, duty.exercise_id)
    return Decision(
        kind="obligation",
        key=str(duty.pk),
        incident=str(incident) if incident else "",
        level=UNRATED,
        title=_("%(where)s: respond to the %(colour)s warning?")
        % {"where": where, "colour": colour(duty.level)},
        asker=duty.warning.unit_name,
        asked_at=duty.started_at,
        basis=f"{duty.matter} · {duty.basis}",
        approve=_("Respond"),
        decline=pgettext("response", "Sign why not"),
        consequences=(
            Consequence(
                _("Response level of %(where)s") % {"where": where},
                f"→ {level(duty.suggested_level)}",
            ),
            Consequence(
                _("Teams available in %(where)s") % {"where": where},
                f"{free}/{total}",
                _tone(free, total),
            ),
            Consequence(_("To be decided by"), f"{duty.due_at.astimezone():%m-%d %H:%M}"),
            Consequence(_("Valid until"), f"{duty.expected_until.astimezone():%m-%d %H:%M}"),
        ),
    )


def _requests(sight: Sight) -> list[Decision]:
    # Only a city itself may lend what is its own.
    own = sight.person.origin
    mine = [own] if any(regions.covers(code, own) for code in _held(sight, LENDING)) else []
    if not mine:
        return []
    waiting = RequestState.objects.filter(
        awaiting__overlap=mine,
        status__in=[RequestStatus.OPEN, RequestStatus.ANSWERED],
        request__incident__room__in=sight.rooms,
    ).select_related("request__incident__state", "request__supply")
    return [
        _request(state, code) for state in waiting for code in mine if code in state.awaiting
    ]


def _request(state: RequestState, lender: str) -> Decision:
    request = state.request
    thing = request.supply.name if request.supply else request.get_team_kind_display()
    unit = request.supply.unit if request.supply else _("teams")
    wanted = state.requested - state.accepted
    if request.supply:
        sums = Stock.objects.filter(
            supply=request.supply,
            region__code__startswith=lender[:4],
            exercise=request.exercise_id,
        )
        found = sums.aggregate(free=Sum("available"), total=Sum("on_hand"))
        free, total = found["free"] or 0, found["total"] or 0
    else:
        free, total = _standing(lender, request.exercise_id, request.team_kind)
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
                _tone(free, total),
            ),
            Consequence(_("Left after lending"), f"{left}/{total}", _tone(left, total)),
        ),
    )


def _transfers(sight: Sight) -> list[Decision]:
    mine = _held(sight, COMMANDING)
    offered = IncidentState.objects.filter(
        incident__room__in=sight.rooms, command_offered_to__in=mine
    ).exclude(command_offered_to="")
    return [_transfer(state) for state in offered.select_related("incident")]


def _transfer(state: IncidentState) -> Decision:
    incident_id: UUID = state.incident_id
    task = tasks_by("incident", [incident_id]).get(incident_id, TaskCount())
    team = teams_of([incident_id]).get(incident_id, TeamCount())
    return Decision(
        kind="transfer",
        key=str(incident_id),
        incident=str(incident_id),
        level=state.grade or UNRATED,
        title=_("Take over command: %(title)s") % {"title": title_of(state.incident)},
        asker=regions.name(state.lead_authority),
        asked_at=state.updated_at,
        basis=_("offered to %(to)s") % {"to": regions.name(state.command_offered_to)},
        approve=_("Take over"),
        may_decline=False,
        consequences=(
            Consequence(_("Tasks running in this incident"), str(task.total - task.done)),
            Consequence(_("Tasks overdue"), str(task.overdue)),
            Consequence(_("Teams on scene / en route"), f"{team.on_scene} / {team.en_route}"),
        ),
    )


def _standing(code: str, exercise: UUID | None, kind: str = "") -> tuple[int, int]:
    """Return the teams on standby, and all, of a region: real, or of one exercise."""
    within = policies.within(code, "team__region_id") & Q(team__exercise=exercise)
    found = TeamState.objects.filter(within, *([Q(team__kind=kind)] if kind else []))
    total = found.count()
    return found.filter(status=TeamStatus.STANDBY).count(), total


def _tone(left: int, total: int) -> str:
    if not total or left * 4 >= total:
        return ""
    return "short" if left else "none"
