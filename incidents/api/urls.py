"""Paths of the incidents API."""

from django.urls import include, path

from incidents.api import incident_views as incident
from incidents.api import record_views as record
from incidents.api import relation_views as relation
from incidents.api import response_views as response

ONE = "incidents/<uuid:incident_id>/"

urlpatterns = [
    path("incidents/", incident.Incidents.as_view(), name="api-incidents"),
    path("incidents/search/", relation.FoundIncidents.as_view(), name="api-incidents-search"),
    path("incidents/alike/", relation.Duplicates.as_view(), name="api-incidents-alike"),
    path("places/", relation.Places.as_view(), name="api-places"),
    path("grade-rules/", relation.GradeRules.as_view(), name="api-grade-rules"),
    path(
        f"{ONE}grade/confirm/",
        relation.ConfirmGrade.as_view(),
        name="api-incident-grade-confirm",
    ),
    path(
        f"{ONE}grade/suggestion/",
        relation.SuggestedGrade.as_view(),
        name="api-incident-grade-suggestion",
    ),
    path(f"{ONE}merge/", relation.MergeIncident.as_view(), name="api-incident-merge"),
    path(f"{ONE}parent/", relation.LinkIncident.as_view(), name="api-incident-parent"),
    path(f"{ONE}related/", relation.Relations.as_view(), name="api-incident-related"),
    path(
        f"{ONE}figures/standing/",
        relation.KeyFigures.as_view(),
        name="api-incident-figures-standing",
    ),
    path(
        f"{ONE}figures/prefer/",
        relation.PreferFigure.as_view(),
        name="api-incident-figures-prefer",
    ),
    path(ONE, incident.OneIncident.as_view(), name="api-incident"),
    path(f"{ONE}move/", incident.MoveIncident.as_view(), name="api-incident-move"),
    path(f"{ONE}grade/", incident.GradeIncident.as_view(), name="api-incident-grade"),
    path(f"{ONE}share/", incident.ShareIncident.as_view(), name="api-incident-share"),
    path(f"{ONE}command/", incident.OfferCommand.as_view(), name="api-incident-command"),
    path(
        f"{ONE}command/accept/",
        incident.AcceptCommand.as_view(),
        name="api-incident-command-accept",
    ),
    path(
        f"{ONE}command/withdraw/",
        incident.WithdrawCommand.as_view(),
        name="api-incident-command-withdraw",
    ),
    path(
        f"{ONE}command/refuse/",
        incident.RefuseCommand.as_view(),
        name="api-incident-command-refuse",
    ),
    path(f"{ONE}figures/", record.Figures.as_view(), name="api-incident-figures"),
    path(f"{ONE}notes/", record.Notes.as_view(), name="api-incident-notes"),
    path(f"{ONE}responses/", response.Responses.as_view(), name="api-incident-responses"),
    path(
        f"{ONE}responses/end/",
        response.EndResponse.as_view(),
        name="api-incident-responses-end",
    ),
    path(f"{ONE}proposals/", response.Proposals.as_view(), name="api-incident-proposals"),
    path("command-offers/", incident.CommandOffers.as_view(), name="api-command-offers"),
    path("proposals/", response.ProposalsWaiting.as_view(), name="api-proposals"),
    path(
        "proposals/<uuid:proposal_id>/decide/",
        response.DecideProposal.as_view(),
        name="api-proposal-decide",
    ),
    path("figures/", record.FigureKinds.as_view(), name="api-figures"),
    path("event-types/", record.EventTypes.as_view(), name="api-event-types"),
    path("", include("incidents.imagery.api.urls")),
    path("", include("incidents.monitoring.api.urls")),
    path("", include("incidents.monitoring.detection.api.urls")),
    path("", include("incidents.monitoring.intake.api.urls")),
    path("", include("incidents.monitoring.quiet.api.urls")),
    path("", include("incidents.closing.api.urls")),
    path("", include("incidents.joint.api.urls")),
    path("", include("incidents.messaging.api.urls")),
    path("", include("incidents.plotting.api.urls")),
    path("", include("incidents.reports.api.urls")),
    path("", include("incidents.roster.api.urls")),
    path("", include("incidents.warnings.api.urls")),
    path("", include("incidents.cameras.api.urls")),
    path("", include("incidents.scene.api.urls")),
]
