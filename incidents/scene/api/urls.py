"""Paths of the interface of scene."""

from django.urls import path

from incidents.scene.api import views

urlpatterns = [
    path(
        "incidents/<uuid:incident_id>/scene-reports/",
        views.IncidentSceneReports.as_view(),
        name="api-incident-scene-reports",
    ),
    path(
        "scene-reports/<uuid:report_id>/",
        views.OneSceneReport.as_view(),
        name="api-scene-report",
    ),
]
