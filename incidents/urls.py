"""Paths of the people's pages of incidents; each sub-room keeps its own."""

from django.urls import include, path

from incidents import views

urlpatterns = [
    path("i/<uuid:incident_id>/head/", views.head, name="incident-head"),
    path("", include("incidents.closing.urls")),
    path("", include("incidents.joint.urls")),
    path("", include("incidents.messaging.urls")),
    path("", include("incidents.plotting.urls")),
    path("", include("incidents.reports.urls")),
    path("", include("incidents.roster.urls")),
    path("", include("incidents.warnings.urls")),
]
