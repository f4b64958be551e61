"""The API of experts, and of the certificates, shifts and rest of teams."""

from dataclasses import asdict
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.paging import page
from command.core.api.views import ApiView, PersonRequest
from command.core.errors import NotPermitted
from command.core.policies import within
from resources.register import selectors
from resources.register.actions import (
    change_expert,
    end_skill,
    enter_skill,
    forget_expert,
    plan_team_shift,
    register_expert,
    withdraw_team_shift,
)
from resources.register.api import serializers as shapes
from resources.register.selectors import ExpertCard, ShiftOfTeamCard, SkillCard
from resources.selectors import team_card_of

MOST = 100


class Experts(ApiView):
    """``/api/experts/``."""

    @extend_schema(
        operation_id="experts_list",
        parameters=[shapes.ExpertsQuery],
        responses=shapes.ExpertsAnswer,
    )
    def get(self, request: PersonRequest) -> Response:
        """List what experts there are, without their names."""
        given = self.read_query(shapes.ExpertsQuery)
        rows = selectors.experts_open_to(request.user)
        family, region = given.pop("family", ""), given.pop("region", "")
        if family:
            rows = rows.filter(families__contains=[family])
        if region:
            rows = rows.filter(within(region, "region_id"))
        return Response(page(rows, ExpertCard.of, **given))

    @extend_schema(
        operation_id="experts_register",
        request=shapes.ExpertInput,
        responses={HTTP_201_CREATED: shapes.ExpertAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Enter an expert in the register of one's authority."""
        made = register_expert(actor=request.user, **self.read(shapes.ExpertInput))
        return Response(asdict(ExpertCard.of(made)), status=HTTP_201_CREATED)


class Expert(ApiView):
    """``/api/experts/<id>/``."""

    @extend_schema(operation_id="experts_read", responses=shapes.ExpertAnswer)
    def get(self, request: PersonRequest, expert_id: UUID) -> Response:
        """Return one expert, without the name."""
        return Response(asdict(ExpertCard.of(selectors.expert_seen(expert_id, request.user))))


class ExpertContact(ApiView):
    """``/api/experts/<id>/contact/``."""

    @extend_schema(operation_id="experts_contact", responses=shapes.ContactAnswer)
    def get(self, request: PersonRequest, expert_id: UUID) -> Response:
        """Return name and contact; for the own city and the region only."""
        row = selectors.expert_seen(expert_id, request.user)
        if not selectors.may_name(request.user, row.region_id):
            raise NotPermitted(_("Contacts are kept by their city."))
        return Response({"name": row.name, "reach": row.reach})


class ExpertChange(ApiView):
    """``/api/experts/<id>/change/``."""

    @extend_schema(
        operation_id="experts_change",
        request=shapes.ExpertChangeInput,
        responses=shapes.ExpertAnswer,
    )
    def post(self, request: PersonRequest, expert_id: UUID) -> Response:
        """Change what is kept of an expert."""
        given = self.read(shapes.ExpertChangeInput)
        seen_at = given.pop("seen_at")
        made = change_expert(
            actor=request.user, expert_id=expert_id, changes=given, seen_at=seen_at
        )
        return Response(asdict(ExpertCard.of(made)))


class ExpertForget(ApiView):
    """``/api/experts/<id>/forget/``."""

    @extend_schema(
        operation_id="experts_forget",
        request=shapes.RegisterWhyInput,
        responses=shapes.ExpertAnswer,
    )
    def post(self, request: PersonRequest, expert_id: UUID) -> Response:
        """Destroy name and contact."""
        made = forget_expert(
            actor=request.user, expert_id=expert_id, **self.read(shapes.RegisterWhyInput)
        )
        return Response(asdict(ExpertCard.of(made)))


class Skills(ApiView):
    """``/api/teams/<id>/skills/``."""

    @extend_schema(operation_id="skills_list", responses=shapes.SkillAnswer(many=True))
    def get(self, request: PersonRequest, team_id: UUID) -> Response:
        """List the certificates of a team."""
        team_card_of(team_id, request.user)
        rows = selectors.skills_open_to(request.user).filter(team=team_id)
        return Response([asdict(SkillCard.of(row)) for row in rows[:MOST]])

    @extend_schema(
        operation_id="skills_enter",
        request=shapes.SkillInput,
        responses={HTTP_201_CREATED: shapes.SkillAnswer},
    )
    def post(self, request: PersonRequest, team_id: UUID) -> Response:
        """Enter a certificate."""
        made = enter_skill(actor=request.user, team_id=team_id, **self.read(shapes.SkillInput))
        return Response(asdict(SkillCard.of(made)), status=HTTP_201_CREATED)


class SkillEnd(ApiView):
    """``/api/skills/<id>/end/``."""

    @extend_schema(
        operation_id="skills_end", request=shapes.RegisterWhyInput, responses=shapes.SkillAnswer
    )
    def post(self, request: PersonRequest, skill_id: UUID) -> Response:
        """End a certificate."""
        made = end_skill(
            actor=request.user, skill_id=skill_id, **self.read(shapes.RegisterWhyInput)
        )
        return Response(asdict(SkillCard.of(made)))


class TeamShifts(ApiView):
    """``/api/teams/<id>/shifts/``."""

    @extend_schema(
        operation_id="team_shifts_list", responses=shapes.ShiftOfTeamAnswer(many=True)
    )
    def get(self, request: PersonRequest, team_id: UUID) -> Response:
        """List the shifts of a team, the newest first."""
        team_card_of(team_id, request.user)
        rows = selectors.shifts_open_to(request.user).filter(team=team_id)
        return Response([asdict(ShiftOfTeamCard.of(row)) for row in rows[:MOST]])

    @extend_schema(
        operation_id="team_shifts_plan",
        request=shapes.ShiftOfTeamInput,
        responses={HTTP_201_CREATED: shapes.ShiftOfTeamAnswer},
    )
    def post(self, request: PersonRequest, team_id: UUID) -> Response:
        """Put a team on duty."""
        made = plan_team_shift(
            actor=request.user, team_id=team_id, **self.read(shapes.ShiftOfTeamInput)
        )
        return Response(asdict(ShiftOfTeamCard.of(made)), status=HTTP_201_CREATED)


class TeamShiftWithdraw(ApiView):
    """``/api/team-shifts/<id>/withdraw/``."""

    @extend_schema(
        operation_id="team_shifts_withdraw",
        request=shapes.RegisterWhyInput,
        responses=shapes.ShiftOfTeamAnswer,
    )
    def post(self, request: PersonRequest, shift_id: UUID) -> Response:
        """Withdraw a shift."""
        made = withdraw_team_shift(
            actor=request.user, shift_id=shift_id, **self.read(shapes.RegisterWhyInput)
        )
        return Response(asdict(ShiftOfTeamCard.of(made)))


class TeamRest(ApiView):
    """``/api/teams/<id>/rest/``."""

    @extend_schema(operation_id="team_rest", responses=shapes.RestAnswer)
    def get(self, request: PersonRequest, team_id: UUID) -> Response:
        """Return how long a team has worked, and until when it may go on."""
        team_card_of(team_id, request.user)
        rest = selectors.rest_of([team_id], now())[team_id]
        return Response({"team": team_id, **asdict(rest)})
