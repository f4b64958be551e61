"""Paths of the resources API."""

from django.urls import include, path

from resources.api import assets, deployments, needs, registers, requests, reservations

urlpatterns = [
    path("teams/", registers.Teams.as_view(), name="api-teams"),
    path("teams/<uuid:team_id>/", registers.Team.as_view(), name="api-team"),
    path(
        "teams/<uuid:team_id>/readiness/",
        registers.TeamReadiness.as_view(),
        name="api-team-readiness",
    ),
    path("teams/<uuid:team_id>/join/", registers.TeamJoin.as_view(), name="api-team-join"),
    path("teams/<uuid:team_id>/leave/", registers.TeamLeave.as_view(), name="api-team-leave"),
    path(
        "teams/<uuid:team_id>/commit/", registers.TeamCommit.as_view(), name="api-team-commit"
    ),
    path("stocks/", registers.Stocks.as_view(), name="api-stocks"),
    path("stocks/<uuid:stock_id>/", registers.Stock.as_view(), name="api-stock"),
    path(
        "stocks/<uuid:stock_id>/count/", registers.StockCount.as_view(), name="api-stock-count"
    ),
    path(
        "stocks/<uuid:stock_id>/commit/",
        registers.StockCommit.as_view(),
        name="api-stock-commit",
    ),
    path("assets/", assets.Assets.as_view(), name="api-assets"),
    path("assets/<uuid:asset_id>/", assets.Asset.as_view(), name="api-asset"),
    path(
        "assets/<uuid:asset_id>/readiness/",
        assets.AssetReadiness.as_view(),
        name="api-asset-readiness",
    ),
    path(
        "assets/<uuid:asset_id>/commit/", assets.AssetCommit.as_view(), name="api-asset-commit"
    ),
    path("capabilities/", assets.Capabilities.as_view(), name="api-capabilities"),
    path("needs/", needs.Needs.as_view(), name="api-needs"),
    path("needs/<uuid:need_id>/", needs.Need.as_view(), name="api-need"),
    path("needs/<uuid:need_id>/close/", needs.CloseNeed.as_view(), name="api-need-close"),
    path("supplies/", registers.Supplies.as_view(), name="api-supplies"),
    path("requests/", requests.Requests.as_view(), name="api-requests"),
    path(
        "requests/awaiting/", requests.RequestsAwaiting.as_view(), name="api-requests-awaiting"
    ),
    path("requests/<uuid:request_id>/", requests.Request.as_view(), name="api-request"),
    path(
        "requests/<uuid:request_id>/answer/",
        requests.AnswerRequest.as_view(),
        name="api-request-answer",
    ),
    path(
        "requests/<uuid:request_id>/withdraw/",
        requests.WithdrawRequest.as_view(),
        name="api-request-withdraw",
    ),
    path(
        "requests/<uuid:request_id>/withdraw-answer/",
        needs.WithdrawAnswer.as_view(),
        name="api-request-withdraw-answer",
    ),
    path("offers/", requests.Offers.as_view(), name="api-offers"),
    path(
        "offers/<uuid:offer_id>/answer/",
        requests.AnswerOffer.as_view(),
        name="api-offer-answer",
    ),
    path(
        "offers/<uuid:offer_id>/withdraw/",
        needs.WithdrawOffer.as_view(),
        name="api-offer-withdraw",
    ),
    path("deployments/", deployments.Deployments.as_view(), name="api-deployments"),
    path("deployments/reserve/", reservations.Reserve.as_view(), name="api-deployment-reserve"),
    path(
        "deployments/release/",
        reservations.ReleaseForces.as_view(),
        name="api-deployments-release",
    ),
    path(
        "deployments/<uuid:deployment_id>/call/",
        reservations.CallReserved.as_view(),
        name="api-deployment-call",
    ),
    path(
        "deployments/<uuid:deployment_id>/unreserve/",
        reservations.CancelReservation.as_view(),
        name="api-deployment-unreserve",
    ),
    path(
        "deployments/<uuid:deployment_id>/recall/",
        reservations.RecallDeployment.as_view(),
        name="api-deployment-recall",
    ),
    path(
        "deployments/<uuid:deployment_id>/",
        deployments.Deployment.as_view(),
        name="api-deployment",
    ),
    path(
        "deployments/<uuid:deployment_id>/advance/",
        deployments.AdvanceDeployment.as_view(),
        name="api-deployment-advance",
    ),
    path("forces/", deployments.Forces.as_view(), name="api-forces"),
    path("units/", deployments.Units.as_view(), name="api-units"),
    path("positions/", deployments.Positions.as_view(), name="api-positions"),
    path("", include("resources.dispatch.api.urls")),
    path("", include("resources.register.api.urls")),
    path("", include("resources.importing.api.urls")),
    path("", include("resources.nearest.api.urls")),
    path("", include("resources.loans.api.urls")),
    path("", include("resources.routing.api.urls")),
    path("", include("resources.coverage.api.urls")),
    path("", include("resources.adviser.api.urls")),
    path("", include("resources.tracking.api.urls")),
]
