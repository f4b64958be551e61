"""What waits for the reader's decision, and what each decision would cost."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.board.cards import UNRATED, Consequence, Decision
from command.board.selectors.alarms import offered
from command.board.selectors.counts import TaskCount, TeamCount, tasks_by, teams_of
from command.board.selectors.coverage import uncovered
from command.board.selectors.floors import unsigned
from command.board.selectors.incidents import title_of
from command.board.selectors.lending import held, requests, standing, tone
from command.board.selectors.looks import looks
from command.board.selectors.promises import broken_promises
from command.board.selectors.sight import Sight
from command.board.selectors.starts import starts
from command.core import regions, waiting
from command.core.policies import COMMANDING
from incidents.models import IncidentState, ResponseProposal, ResponseState
from incidents.selectors.signatures import signatures_needed, signatures_of
from incidents.warnings.models import ObligationState
from incidents.warnings.selectors import awaiting
from incidents.warnings.words import colour
from incidents.words import level


def decisions(sight: Sight) -> tuple[Decision, ...]:
    """Return what waits, the longest waiting first."""
    found = [*_responses(sight), *_duties(sight), *requests(sight), *_transfers(sight)]
    found += starts(sight)
    found += unsigned(sight)
    found += looks(sight)
    if sight.city:
        ids = {str(pk) for pk in sight.incident_ids}
        found = [decision for decision in found if decision.incident in ids]
    found += offered(sight)
    found += _elsewhere(sight)
    found += uncovered(sight)
    found += broken_promises(sight)
    return tuple(sorted(found, key=lambda decision: decision.asked_at))


def _elsewhere(sight: Sight) -> list[Decision]:
    """Return what waits in rooms beside the screen: it is looked at and settled there."""
    return [
        Decision(
            kind=one.kind,
            key=one.key,
            incident=one.incident,
            level=UNRATED,
            title=one.title,
            asker=one.asker,
            asked_at=one.asked_at,
            basis=one.basis,
            link=one.link,
            link_word=one.link_word,
            may_decline=False,
            is_seen=True,
        )
        for one in waiting.of(sight.person)
    ]


def _responses(sight: Sight) -> list[Decision]:
    mine = held(sight, COMMANDING)
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
    free, total = standing(where.code, proposal.exercise_id)
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
                tone(free, total),
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
    free, total = standing(duty.jurisdiction_id, duty.exercise_id)
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
                tone(free, total),
            ),
            Consequence(_("To be decided by"), f"{duty.due_at.astimezone():%m-%d %H:%M}"),
            Consequence(_("Valid until"), f"{duty.expected_until.astimezone():%m-%d %H:%M}"),
        ),
    )


def _transfers(sight: Sight) -> list[Decision]:
    mine = held(sight, COMMANDING)
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
