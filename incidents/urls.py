"""Paths of the people's pages of incidents; each sub-room keeps its own."""

from django.urls import include, path

from incidents.views import acts, intake, listing, room

urlpatterns = [
    path("i/", listing.incidents, name="incidents"),
    path("i/list/", listing.panel, name="incidents-list"),
    path("i/export.csv", listing.export, name="incidents-export"),
    path("i/new/", intake.new, name="incident-new"),
    path("i/new/hints/", intake.hints, name="incident-hints"),
    path("i/<uuid:incident_id>/head/", room.head, name="incident-head"),
    path("i/<uuid:incident_id>/standing/", acts.standing, name="incident-standing"),
    path("i/<uuid:incident_id>/act/<slug:act>/", acts.act, name="incident-act"),
    path("", include("incidents.closing.urls")),
    path("", include("incidents.joint.urls")),
    path("", include("incidents.messaging.urls")),
    path("", include("incidents.plotting.urls")),
    path("", include("incidents.reports.urls")),
    path("", include("incidents.roster.urls")),
    path("", include("incidents.warnings.urls")),
    path("", include("incidents.monitoring.urls")),
    path("", include("incidents.cameras.urls")),
    path("", include("incidents.imagery.urls")),
    path("", include("incidents.scene.urls")),
]
