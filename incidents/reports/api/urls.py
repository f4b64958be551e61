"""Paths of the reports API."""

from django.urls import path

from incidents.reports.api import sitrep_views as sitrep
from incidents.reports.api import views

INCIDENT = "incidents/<uuid:incident_id>/"
ONE = "reports/<uuid:report_id>/"

urlpatterns = [
    path("reports/", views.Reports.as_view(), name="api-reports"),
    path("report-clocks/", views.ReportClocks.as_view(), name="api-report-clocks"),
    path(
        f"{INCIDENT}report-clocks/",
        views.IncidentClocks.as_view(),
        name="api-incident-report-clocks",
    ),
    path(f"{INCIDENT}reports/", views.IncidentReports.as_view(), name="api-incident-reports"),
    path(
        f"{INCIDENT}phone-reports/",
        views.PhoneReports.as_view(),
        name="api-incident-phone-reports",
    ),
    path(
        f"{INCIDENT}sensitive/",
        views.SensitiveIncident.as_view(),
        name="api-incident-sensitive",
    ),
    path(f"{INCIDENT}sitreps/", sitrep.Sitreps.as_view(), name="api-incident-sitreps"),
    path(ONE, views.OneReport.as_view(), name="api-report"),
    path(f"{ONE}submit/", views.SubmitReport.as_view(), name="api-report-submit"),
    path(f"{ONE}review/", views.ReviewReport.as_view(), name="api-report-review"),
    path(f"{ONE}sign/", views.SignReport.as_view(), name="api-report-sign"),
    path(f"{ONE}send/", views.SendReport.as_view(), name="api-report-send"),
    path(
        f"{ONE}acknowledge/", views.AcknowledgeReport.as_view(), name="api-report-acknowledge"
    ),
    path("sitreps/<uuid:schedule_id>/end/", sitrep.EndSitrep.as_view(), name="api-sitrep-end"),
    path(
        "sitreps/<uuid:schedule_id>/compile/",
        sitrep.CompileSitrep.as_view(),
        name="api-sitrep-compile",
    ),
    path(
        "sections/<uuid:section_id>/write/",
        sitrep.WriteSection.as_view(),
        name="api-section-write",
    ),
]
