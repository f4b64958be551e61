"""Certificates and shifts of teams."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from resources.models import Team
from resources.register.actions import guard
from resources.register.actions.telling import tell
from resources.register.events import (
    SkillEnded,
    SkillEntered,
    TeamShiftPlanned,
    TeamShiftWithdrawn,
)
from resources.register.models import TeamShift, TeamSkill
from resources.register.selectors.cards import ShiftOfTeamCard, SkillCard

LONGEST = timedelta(hours=72)  # a shift that lasts longer is a slip of the pen


@door
def enter_skill(
    *,
    actor: Person | None,
    team_id: UUID,
    certificate: str,
    number: str = "",
    issuer: str = "",
    people: int = 1,
    valid_until: date | None = None,
    person_id: UUID | None = None,
) -> TeamSkill:
    """Enter a certificate of a team, or of the member ``person_id``.

    Raises ``NotThere``, ``NotPermitted`` or ``Invalid`` with the field.
    """
    team = _team(team_id, actor, to=_("enter a certificate"))
    if not 1 <= people <= team.headcount:
        raise Invalid(_("The team has %(n)d people.") % {"n": team.headcount}, field="people")
    members = team.members.filter(left_at__isnull=True)
    if person_id is not None and not members.filter(person_id=person_id).exists():
        raise NotThere(_("This person is not in the team."))
    skill = TeamSkill(
        team=team,
        person_id=person_id,
        certificate=guard.text("certificate", certificate, 80, required=True),
        number=guard.text("number", number, 40),
        issuer=guard.text("issuer", issuer, 80),
        people=people,
        valid_until=guard.day("valid_until", valid_until),
        entered_at=now(),
    )
    skill.save(force_insert=True)
    card = SkillCard.of(skill)
    fact = SkillEntered(
        skill_id=card.id,
        team_id=str(team.pk),
        name=team.name,
        certificate=card.certificate,
        valid_until=card.valid_until,
    )
    tell(fact, actor=actor, thing=skill, region=team.region_id, ref="skill", card=card)
    return skill


@door
def end_skill(*, actor: Person | None, skill_id: UUID, reason: str) -> TeamSkill:
    """End a certificate: renewed by another, withdrawn, or its holder has left."""
    rows = TeamSkill.objects.select_related("team")
    skill = guard.locked(rows, skill_id)
    team = skill.team
    guard.require_keeper(actor, team, team.region_id, to=_("end a certificate"))
    if skill.ended_at is not None:
        raise Conflict(_("This certificate has been ended already."))
    skill.ended_for = guard.text("reason", reason, 200, required=True)
    skill.ended_at = now()
    skill.save(update_fields=["ended_at", "ended_for"])
    card = SkillCard.of(skill)
    fact = SkillEnded(
        skill_id=card.id,
        team_id=str(team.pk),
        name=team.name,
        certificate=card.certificate,
        reason=skill.ended_for,
    )
    tell(fact, actor=actor, thing=skill, region=team.region_id, ref="skill", card=card)
    return skill


@door
def plan_team_shift(
    *,
    actor: Person | None,
    team_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    people: int,
    note: str = "",
) -> TeamShift:
    """Put people of a team on duty from one time to another, at most 72 hours.

    Raises ``NotThere``, ``NotPermitted`` or ``Invalid`` with the field.
    """
    team = _team(team_id, actor, to=_("plan a shift of a team"))
    if not timedelta() < ends_at - starts_at <= LONGEST or starts_at.year < guard.EARLIEST:
        raise Invalid(
            _("A shift ends after it begins, within %(hours)d hours.")
            % {"hours": LONGEST.total_seconds() // 3600},
            field="ends_at",
        )
    if not 1 <= people <= team.headcount:
        raise Invalid(_("The team has %(n)d people.") % {"n": team.headcount}, field="people")
    shift = TeamShift(
        team=team,
        starts_at=starts_at,
        ends_at=ends_at,
        people=people,
        note=guard.text("note", note, 120),
    )
    shift.save(force_insert=True)
    card = ShiftOfTeamCard.of(shift)
    fact = TeamShiftPlanned(
        shift_id=card.id,
        team_id=str(team.pk),
        name=team.name,
        people=people,
        hours=round((ends_at - starts_at).total_seconds() / 3600, 1),
    )
    tell(fact, actor=actor, thing=shift, region=team.region_id, ref="team_shift", card=card)
    return shift


@door
def withdraw_team_shift(*, actor: Person | None, shift_id: UUID, reason: str) -> TeamShift:
    """Say that a shift will not be, or never was. Raises ``Conflict`` when it is withdrawn."""
    shift = guard.locked(TeamShift.objects.select_related("team"), shift_id)
    team = shift.team
    guard.require_keeper(actor, team, team.region_id, to=_("plan a shift of a team"))
    if shift.withdrawn_at is not None:
        raise Conflict(_("This shift has been withdrawn already."))
    why = guard.text("reason", reason, 200, required=True)
    shift.withdrawn_at = now()
    shift.save(update_fields=["withdrawn_at"])
    card = ShiftOfTeamCard.of(shift)
    fact = TeamShiftWithdrawn(
        shift_id=card.id, team_id=str(team.pk), name=team.name, reason=why
    )
    tell(fact, actor=actor, thing=shift, region=team.region_id, ref="team_shift", card=card)
    return shift


def _team(team_id: UUID, actor: Person | None, *, to: str) -> Team:
    team = guard.locked(Team.objects.all(), team_id)
    guard.require_keeper(actor, team, team.region_id, to=to)
    return team
