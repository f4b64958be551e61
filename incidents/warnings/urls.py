"""Paths of the people's pages of warnings."""

from django.urls import path

from incidents.warnings.views import acts, lists, respond, write

ONE = "w/<uuid:warning_id>/"
ROOM = "i/<uuid:incident_id>/"

urlpatterns = [
    path("w/", lists.warnings, name="warnings"),
    path("w/panel/", lists.warnings_panel, name="warnings-panel"),
    path("w/areas/", lists.areas, name="warnings-areas"),
    path("w/new/", write.issue, name="warning-new"),
    path("w/headline/", write.headline, name="warning-headline"),
    path("w/import/", acts.take_in, name="warning-import"),
    path(ONE, lists.warning, name="warning"),
    path(f"{ONE}panel/", lists.warning_panel, name="warning-panel"),
    path(f"{ONE}update/", write.update, name="warning-update"),
    path(f"{ONE}cancel/", acts.cancel, name="warning-cancel"),
    path(f"{ONE}acknowledge/", acts.acknowledge, name="warning-acknowledge"),
    path("w/duties/<uuid:obligation_id>/decide/", acts.decide, name="obligation-decide"),
    path("w/proposals/<uuid:proposal_id>/sign/", acts.sign, name="proposal-sign"),
    path(f"{ROOM}warnings/", lists.incident_warnings, name="incident-warnings"),
    path(
        f"{ROOM}warnings/panel/<slug:part>/",
        lists.incident_panel,
        name="incident-warnings-panel",
    ),
    path(f"{ROOM}responses/new/", respond.respond, name="response-new"),
    path(f"{ROOM}responses/<str:jurisdiction>/end/", acts.end, name="response-end"),
]
