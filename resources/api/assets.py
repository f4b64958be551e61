"""The API of assets and of the code list of capabilities."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.paging import page
from command.core.api.views import ApiView, PersonRequest
from resources import selectors
from resources.actions import commit_asset, ready_asset, register_asset
from resources.api.answers import DeploymentAnswer
from resources.api.asset_inputs import AssetInput, AssetsQuery, CommitAssetInput
from resources.api.register_answers import AssetAnswer, AssetsAnswer, CapabilityAnswer
from resources.api.serializers import ReadinessInput
from resources.selectors import AssetCard


class Assets(ApiView):
    """``/api/assets/``: the assets in sight, and new ones."""

    @extend_schema(operation_id="assets_list", parameters=[AssetsQuery], responses=AssetsAnswer)
    def get(self, request: PersonRequest) -> Response:
        """List the assets of one's territory, and those that serve incidents one sees."""
        given = self.read_query(AssetsQuery)
        rows = selectors.listed_assets(
            request.user,
            supply=given.pop("supply", None),
            status=given.pop("status", None),
            region=given.pop("region", None),
        )
        return Response(page(rows, AssetCard.of, **given))

    @extend_schema(
        operation_id="assets_register",
        request=AssetInput,
        responses={HTTP_201_CREATED: AssetAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Enter an asset in the register of one's authority."""
        asset = register_asset(actor=request.user, **self.read(AssetInput))
        return Response(_asset(request, asset.pk), status=HTTP_201_CREATED)


class Asset(ApiView):
    """``/api/assets/<id>/``."""

    @extend_schema(operation_id="assets_read", responses=AssetAnswer)
    def get(self, request: PersonRequest, asset_id: UUID) -> Response:
        """Return one asset."""
        return Response(_asset(request, asset_id))


class AssetReadiness(ApiView):
    """``/api/assets/<id>/readiness/``."""

    @extend_schema(
        operation_id="assets_readiness", request=ReadinessInput, responses=AssetAnswer
    )
    def post(self, request: PersonRequest, asset_id: UUID) -> Response:
        """Say whether the asset may be called."""
        ready_asset(actor=request.user, asset_id=asset_id, **self.read(ReadinessInput))
        return Response(_asset(request, asset_id))


class AssetCommit(ApiView):
    """``/api/assets/<id>/commit/``."""

    @extend_schema(
        operation_id="assets_commit",
        request=CommitAssetInput,
        responses={HTTP_201_CREATED: DeploymentAnswer},
    )
    def post(self, request: PersonRequest, asset_id: UUID) -> Response:
        """Order the asset to an incident."""
        given = self.read(CommitAssetInput)
        made = commit_asset(actor=request.user, asset_id=asset_id, **given)
        card = selectors.deployment_card_of(made.pk, request.user)
        return Response(asdict(card), status=HTTP_201_CREATED)


class Capabilities(ApiView):
    """``/api/capabilities/``: the code list."""

    @extend_schema(operation_id="capabilities_list", responses=CapabilityAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List what teams and things can do beyond their kind."""
        return Response([asdict(card) for card in selectors.capabilities()])


def _asset(request: PersonRequest, asset_id: UUID) -> dict[str, Any]:
    return asdict(selectors.asset_card_of(asset_id, request.user))
