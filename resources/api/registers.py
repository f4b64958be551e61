"""The API of the register: teams, stocks and the code list of supplies."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.paging import page
from command.core.api.views import ApiView, PersonRequest
from resources import selectors
from resources.actions import (
    commit_stock,
    commit_team,
    count_stock,
    join_team,
    leave_team,
    register_stock,
    register_team,
    set_readiness,
)
from resources.api.answers import DeploymentAnswer
from resources.api.register_answers import (
    StockAnswer,
    StocksAnswer,
    SupplyAnswer,
    TeamAnswer,
    TeamsAnswer,
)
from resources.api.serializers import (
    CommitStockInput,
    CommitTeamInput,
    CountInput,
    MemberInput,
    ReadinessInput,
    StockInput,
    StocksQuery,
    TeamInput,
    TeamsQuery,
)
from resources.selectors import DeploymentCard, StockCard, TeamCard


class Teams(ApiView):
    """``/api/teams/``: the teams in sight, and new ones."""

    @extend_schema(operation_id="teams_list", parameters=[TeamsQuery], responses=TeamsAnswer)
    def get(self, request: PersonRequest) -> Response:
        """List the teams of one's territory, and those at incidents one sees."""
        given = self.read_query(TeamsQuery)
        rows = selectors.listed_teams(
            request.user,
            kind=given.pop("kind", None),
            status=given.pop("status", None),
            region=given.pop("region", None),
        )
        return Response(page(rows, TeamCard.of, **given))

    @extend_schema(
        operation_id="teams_register",
        request=TeamInput,
        responses={HTTP_201_CREATED: TeamAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Enter a team in the register of one's authority."""
        team = register_team(actor=request.user, **self.read(TeamInput))
        return Response(_team(request, team.pk), status=HTTP_201_CREATED)


class Team(ApiView):
    """``/api/teams/<id>/``."""

    @extend_schema(operation_id="teams_read", responses=TeamAnswer)
    def get(self, request: PersonRequest, team_id: UUID) -> Response:
        """Return one team."""
        return Response(_team(request, team_id))


class TeamReadiness(ApiView):
    """``/api/teams/<id>/readiness/``."""

    @extend_schema(operation_id="teams_readiness", request=ReadinessInput, responses=TeamAnswer)
    def post(self, request: PersonRequest, team_id: UUID) -> Response:
        """Say whether the team may be called."""
        set_readiness(actor=request.user, team_id=team_id, **self.read(ReadinessInput))
        return Response(_team(request, team_id))


class TeamJoin(ApiView):
    """``/api/teams/<id>/join/``."""

    @extend_schema(operation_id="teams_join", request=MemberInput, responses=TeamAnswer)
    def post(self, request: PersonRequest, team_id: UUID) -> Response:
        """Make a person a member."""
        join_team(actor=request.user, team_id=team_id, **self.read(MemberInput))
        return Response(_team(request, team_id))


class TeamLeave(ApiView):
    """``/api/teams/<id>/leave/``."""

    @extend_schema(operation_id="teams_leave", request=MemberInput, responses=TeamAnswer)
    def post(self, request: PersonRequest, team_id: UUID) -> Response:
        """End a membership."""
        leave_team(actor=request.user, team_id=team_id, **self.read(MemberInput))
        return Response(_team(request, team_id))


class TeamCommit(ApiView):
    """``/api/teams/<id>/commit/``."""

    @extend_schema(
        operation_id="teams_commit",
        request=CommitTeamInput,
        responses={HTTP_201_CREATED: DeploymentAnswer},
    )
    def post(self, request: PersonRequest, team_id: UUID) -> Response:
        """Order the team to an incident."""
        given = self.read(CommitTeamInput)
        deployment = commit_team(actor=request.user, team_id=team_id, **given)
        return Response(_deployment(request, deployment.pk), status=HTTP_201_CREATED)


class Stocks(ApiView):
    """``/api/stocks/``: the stocks in sight, and new ones."""

    @extend_schema(operation_id="stocks_list", parameters=[StocksQuery], responses=StocksAnswer)
    def get(self, request: PersonRequest) -> Response:
        """List the stocks of one's territory, and those that serve incidents one sees."""
        given = self.read_query(StocksQuery)
        rows = selectors.listed_stocks(
            request.user, supply=given.pop("supply", None), region=given.pop("region", None)
        )
        return Response(page(rows, StockCard.of, **given))

    @extend_schema(
        operation_id="stocks_register",
        request=StockInput,
        responses={HTTP_201_CREATED: StockAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Enter a stock in the register of one's authority."""
        stock = register_stock(actor=request.user, **self.read(StockInput))
        return Response(_stock(request, stock.pk), status=HTTP_201_CREATED)


class Stock(ApiView):
    """``/api/stocks/<id>/``."""

    @extend_schema(operation_id="stocks_read", responses=StockAnswer)
    def get(self, request: PersonRequest, stock_id: UUID) -> Response:
        """Return one stock."""
        return Response(_stock(request, stock_id))


class StockCount(ApiView):
    """``/api/stocks/<id>/count/``."""

    @extend_schema(operation_id="stocks_count", request=CountInput, responses=StockAnswer)
    def post(self, request: PersonRequest, stock_id: UUID) -> Response:
        """Set what was counted."""
        count_stock(actor=request.user, stock_id=stock_id, **self.read(CountInput))
        return Response(_stock(request, stock_id))


class StockCommit(ApiView):
    """``/api/stocks/<id>/commit/``."""

    @extend_schema(
        operation_id="stocks_commit",
        request=CommitStockInput,
        responses={HTTP_201_CREATED: DeploymentAnswer},
    )
    def post(self, request: PersonRequest, stock_id: UUID) -> Response:
        """Give some of the stock to an incident."""
        given = self.read(CommitStockInput)
        deployment = commit_stock(actor=request.user, stock_id=stock_id, **given)
        return Response(_deployment(request, deployment.pk), status=HTTP_201_CREATED)


class Supplies(ApiView):
    """``/api/supplies/``: the code list."""

    @extend_schema(operation_id="supplies_list", responses=SupplyAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the kinds of supplies."""
        return Response([asdict(card) for card in selectors.supplies()])


def _team(request: PersonRequest, team_id: UUID) -> dict[str, Any]:
    return asdict(selectors.team_card_of(team_id, request.user))


def _stock(request: PersonRequest, stock_id: UUID) -> dict[str, Any]:
    return asdict(selectors.stock_card_of(stock_id, request.user))


def _deployment(request: PersonRequest, deployment_id: UUID) -> dict[str, Any]:
    card: DeploymentCard = selectors.deployment_card_of(deployment_id, request.user)
    return asdict(card)
