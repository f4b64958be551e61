"""Paths of the warnings API."""

from django.urls import path

from incidents.warnings.api import files, views

ONE = "warnings/<uuid:warning_id>/"

urlpatterns = [
    path("warnings/", views.Warnings.as_view(), name="api-warnings"),
    path("warnings/import/", files.Import.as_view(), name="api-warning-import"),
    path(ONE, views.OneWarning.as_view(), name="api-warning"),
    path(f"{ONE}versions/", views.Versions.as_view(), name="api-warning-versions"),
    path(f"{ONE}update/", views.UpdateWarning.as_view(), name="api-warning-update"),
    path(f"{ONE}cancel/", views.CancelWarning.as_view(), name="api-warning-cancel"),
    path(
        f"{ONE}acknowledge/",
        views.AcknowledgeWarning.as_view(),
        name="api-warning-acknowledge",
    ),
    path(f"{ONE}cap.xml", files.Cap12.as_view(), name="api-warning-cap"),
    path(f"{ONE}cncap.xml", files.CnCap.as_view(), name="api-warning-cncap"),
    path(f"{ONE}original.xml", files.Original.as_view(), name="api-warning-original"),
    path(
        "incidents/<uuid:incident_id>/warnings/",
        views.IncidentWarnings.as_view(),
        name="api-incident-warnings",
    ),
    path("obligations/", views.Obligations.as_view(), name="api-obligations"),
    path(
        "obligations/<uuid:obligation_id>/decide/",
        views.DecideObligation.as_view(),
        name="api-obligation-decide",
    ),
    path("issuing-units/", views.IssuingUnits.as_view(), name="api-issuing-units"),
]
